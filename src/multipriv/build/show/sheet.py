"""What stands on a sheet: a title, rows of facts, and pictures with marked places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from multipriv.build.suites import BuildError
from multipriv.dataset import Dataset
from multipriv.pictures.kind import kinds
from multipriv.taxonomy.attributes import attributes, categories
from multipriv.taxonomy.records import Box, Exposure, Locale, Person, Picture, Quad, Question
from multipriv.taxonomy.tasks import tasks
from multipriv.values import printed

COLOURS = {
    "biometric": "#d55e00",
    "identity_document": "#0072b2",
    "medical": "#cc2f7b",
    "financial": "#009e73",
    "location_trajectory": "#8a5cd1",
    "property": "#b8860b",
    "social": "#4b5563",
}
"""One colour a category, told apart by people who see colours differently (after Okabe and Ito)."""

_KIND_PICTURES = 12  # of one kind on its sheet


@dataclass(frozen=True)
class Place:
    """A marked place of a picture: its corners in pixels, colour, name, and what is said there."""

    quad: Quad
    colour: str
    name: str
    text: str


@dataclass(frozen=True)
class Tile:
    """A picture with its caption and marked places; `named` writes the name of each place beside it."""

    picture: Picture
    title: str
    caption: str
    places: tuple[Place, ...]
    named: bool


@dataclass(frozen=True)
class Sheet:
    """All that a sheet says. `facts` are (label, value); `wide` facts take the whole width."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    wide: bool
    tiles: tuple[Tile, ...]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Return (colour, category in English and Chinese) of the categories that are marked."""
        used = {place.colour for tile in self.tiles for place in tile.places}
        return [
            (COLOURS[code], f"{category.name['en']} {category.name['zh']}")
            for code, category in categories().items()
            if COLOURS[code] in used
        ]


def profile_sheet(opened: Dataset, wanted: str) -> Sheet:
    """Return the pictures and attributes of a profile, named by profile id or person id; BuildError if unknown."""
    found = [
        person for person in opened.people if person.profile_id is not None and wanted in (person.profile_id, person.person_id)
    ]
    if not found:
        known = [person.profile_id for person in opened.people if person.profile_id is not None]
        raise BuildError(f"{opened.directory}: no profile {wanted!r}; there are {_few(known)}")
    (person,) = found
    mine = [picture for picture in opened.pictures if picture.scope == "individual" and picture.person_ids[0] == person.person_id]
    return Sheet(
        title=f"{person.value('name')}  {person.profile_id}",
        subtitle=f"{opened.manifest.suite}, seed {opened.manifest.seed}: a fictional person; boxes mark what is private",
        facts=tuple(_printed(person)),
        wide=False,
        tiles=tuple(_tile(picture, person.locale, picture.exposures) for picture in mine),
    )


def kind_sheet(opened: Dataset, wanted: str) -> Sheet:
    """Return pictures of one kind in both locales; BuildError if there are none."""
    found = [picture for picture in opened.pictures if picture.kind == wanted]
    if not found:
        raise BuildError(
            f"{opened.directory}: no picture of kind {wanted!r}; there are {_few({p.kind for p in opened.pictures})}"
        )
    halves = [[picture for picture in found if picture.locale == locale] for locale in ("en", "zh")]
    chosen = [picture for half in halves for picture in _varied(half)[: _KIND_PICTURES // 2]]
    kind = kinds()[wanted]
    return Sheet(
        title=f"{kind.name['en']} {kind.name['zh']}",
        subtitle=f"{len(found)} pictures in {opened.manifest.suite}, seed {opened.manifest.seed}",
        facts=(),
        wide=False,
        tiles=tuple(_tile(picture, picture.locale, picture.exposures) for picture in chosen),
    )


def overview_sheet(opened: Dataset) -> Sheet:
    """Return one picture of each kind, in turn English and Chinese."""
    chosen = []
    for number, kind in enumerate(kinds()):
        found = [picture for picture in opened.pictures if picture.kind == kind]
        locale = ("en", "zh")[number % 2]
        chosen += sorted(found, key=lambda picture: (picture.locale != locale, picture.picture_id))[:1]
    return Sheet(
        title=f"MultiPriv {opened.manifest.suite}, seed {opened.manifest.seed}",
        subtitle=f"one of each of {len(chosen)} kinds of picture",
        facts=(),
        wide=False,
        tiles=tuple(_tile(picture, picture.locale, picture.exposures) for picture in chosen),
    )


def question_sheet(opened: Dataset, wanted: str) -> Sheet:
    """Return a question with its pictures, the evidence marked, the answer and why; BuildError if unknown."""
    found = [question for question in opened.questions if question.question_id == wanted]
    if not found:
        raise BuildError(f"{opened.directory}: no question {wanted!r}; there are {_few(q.question_id for q in opened.questions)}")
    (question,) = found
    pictures = [opened.pictures_by_id[picture_id] for picture_id in question.picture_ids]
    tiles = [
        _tile(picture, question.language, _evidence(question, number, picture), number=number, box=question.box)
        for number, picture in enumerate(pictures, start=1)
    ]
    task = tasks()[question.task]
    return Sheet(
        title=f"{task.number} {task.name[question.language]}  {question.question_id}",
        subtitle=f"item {question.item_id}, {question.hops} hops, gallery {question.gallery}, chance {question.chance:.2f}",
        facts=tuple(_told(question)),
        wide=True,
        tiles=tuple(tiles),
    )


def _printed(person: Person) -> Iterator[tuple[str, str]]:
    """Yield (attribute, its first value) as documents of the person's locale print it."""
    for code, attribute in attributes().items():
        if attribute.appears == "printed":
            facts = person.facts[code]
            more = f" (+{len(facts) - 1})" if len(facts) > 1 else ""
            types = {facet: attribute.facets[facet].type for facet in facts[0]}
            values = [printed(facts[0][facet], kind, person.locale) for facet, kind in types.items() if kind != "depicted"]
            yield attribute.name[person.locale], (values[0] if code in ("name", "home_address") else " · ".join(values)) + more


def _told(question: Question) -> Iterator[tuple[str, str]]:
    if question.context:
        yield "context", question.context
    yield "question", question.stem
    if question.options:
        yield "options", "   ".join(f"{letter}. {option}" for letter, option in zip("ABCDEFGH", question.options, strict=False))
    yield "answer", question.answer
    if question.accepted:
        yield "also right", " / ".join(question.accepted)
    if question.evidence:
        yield (
            "evidence",
            "   then   ".join(
                f"{_source(hop.source)} {hop.from_attribute} → {_source(hop.target)} {hop.to_attribute} ({hop.link})"
                for hop in question.evidence
            ),
        )


def _source(number: int) -> str:
    return f"picture {number}" if number else "text"


def _evidence(question: Question, number: int, picture: Picture) -> list[Exposure]:
    """Return what the evidence rests on in one picture, and what is asked for where nothing is linked."""
    used = {hop.from_attribute for hop in question.evidence if hop.source == number}
    used |= {hop.to_attribute for hop in question.evidence if hop.target == number}
    used |= {step.attribute for step in question.steps if step.picture == number}
    if not question.evidence:
        used |= set(question.attributes)
    return [exposure for exposure in picture.exposures if exposure.attribute in used]


def _tile(
    picture: Picture, locale: Locale, marked: Sequence[Exposure], *, number: int | None = None, box: Box | None = None
) -> Tile:
    name = kinds()[picture.kind].name[locale]
    places = [_place(exposure) for exposure in marked if exposure.via is None]
    if box is not None:
        x0, y0, x1, y1 = box
        places = [Place(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), "#e11d48", "answer", "")]
    shown = Counter(exposure.attribute for exposure in picture.exposures)
    caption = ", ".join(attributes()[code].name[locale] for code in shown)
    title = name if number is None else f"{number}  {name}"
    return Tile(picture, f"{title} · {picture.capture}", caption, tuple(places), number is not None)


def _place(exposure: Exposure) -> Place:
    attribute = attributes()[exposure.attribute]
    return Place(exposure.quad, COLOURS[attribute.category], attribute.name["en"], exposure.text or "")


def _varied(pictures: Sequence[Picture]) -> list[Picture]:
    """Return pictures so that neighbours differ in layout and capture as long as there are others."""
    seen: Counter[tuple[str, str]] = Counter()
    ranked = []
    for picture in pictures:
        look = (picture.layout, picture.capture)
        ranked.append((seen[look], picture.layout, picture.capture, picture))
        seen[look] += 1
    return [picture for *_, picture in sorted(ranked, key=lambda row: row[:3])]


def _few(names: Iterable[str | None]) -> str:
    listed = sorted(str(name) for name in names)
    return ", ".join(listed[:5]) + (f" and {len(listed) - 5} more" if len(listed) > 5 else "")

"""Attackers that must fail: each sees part of an item, and picks among candidates one of which, or some of which, are right.

An attacker turns items into contests. What it sees of a candidate are tokens; `leaks` learns which tokens go with being right.
"""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from multipriv.seeds import stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Exposure, Picture, Question
from multipriv.values import canonical

CROSS_VALIDATION = "cross_validation"
SMALL = 4
"""Pictures in a gallery of which all sets are tried."""
MOST_VALUES = 30
"""An attribute of more values than this has no majority that could help: its items are left out."""


@dataclass(frozen=True)
class Contest:
    """One choice among candidates, each a set of tokens. `stratum`: items whose answers are balanced against one another."""

    item: str
    cluster: str
    stratum: str
    candidates: tuple[frozenset[str], ...]
    right: frozenset[int]


@dataclass(frozen=True)
class Material:
    """The questions of one data set, its pictures by id, and what the pixels of each picture are like, where they were read."""

    name: str
    questions: Sequence[Question]
    pictures: Mapping[str, Picture]
    looks: Mapping[str, frozenset[str]] = field(default_factory=dict)


Attacker = Callable[[Material], Iterator[Contest]]


def _contest(
    material: Material, question: Question, candidates: Iterable[Iterable[str]], right: Iterable[int], by: str = ""
) -> Contest:
    found = tuple(frozenset(candidate) for candidate in candidates)
    return Contest(
        f"{material.name} {question.question_id}",
        f"{material.name} {question.cluster}",
        f"{question.task} {by or question.attributes[0]} {len(found)} {len(set(right := tuple(right)))}",
        found,
        frozenset(right),
    )


def _yes_no(material: Material, question: Question, seen: Iterable[str]) -> Contest:
    """Return the contest of the two answers: what is seen speaks for "yes" or against it."""
    by = question.attributes[0] if question.task != CROSS_VALIDATION else CROSS_VALIDATION
    return _contest(material, question, (seen, ()), [0 if question.answer == "yes" else 1], by)


def _words(text: str) -> set[str]:
    """Return words and pairs of words of an English text, characters and pairs of them of a Chinese one; digits as "0"."""
    plain = re.sub(r"\d", "0", text.lower())
    parts = re.findall(r"[a-z0'-]+|[\u4e00-\u9fff]|[?!:;“”]", plain)
    return {*parts, *(" ".join(pair) for pair in pairwise(parts))}


def _said(question: Question) -> set[str]:
    """Return what the prompt says beside the pictures."""
    counts = {f"{len(question.picture_ids)} pictures", f"{question.gallery} candidates"}
    return {f"{question.language} {word}" for word in _words(question.stem) | _words(question.context)} | counts


def _english(material: Material) -> Iterator[Question]:
    """Yield one question of each item: attackers that read no words see both languages as one."""
    return (question for question in material.questions if question.language == "en")


def words(material: Material) -> Iterator[Contest]:
    """No pictures: stem, text and number of pictures against yes and no; for options their own words too."""
    for question in material.questions:
        if question.answer_kind == "yes_no":
            yield _yes_no(material, question, _said(question))
        elif question.answer_kind == "choice":
            yield _options(material, question, _shapes)


def _shapes(options: Sequence[str], place: int) -> set[str]:
    """What an option looks like among the four, its place apart."""
    text = options[place]
    lengths = sorted(len(option) for option in options)
    shape = re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d", "0", text)))
    return {
        f"length {lengths.index(len(text))}",
        f"order {sorted(options).index(text)}",
        f"shape {shape if text.isascii() else len(text)}",
        f"alone in its case {[option.isupper() for option in options].count(text.isupper()) == 1}",
    }


def order(material: Material) -> Iterator[Contest]:
    """Option order: the letter of the right option."""
    for question in _english(material):
        if question.answer_kind == "choice":
            yield _options(material, question, lambda options, place: {string.ascii_uppercase[place]})


def _options(material: Material, question: Question, seen: Callable[[Sequence[str], int], set[str]]) -> Contest:
    candidates = [seen(question.options, place) for place in range(len(question.options))]
    return _contest(material, question, candidates, [string.ascii_uppercase.index(question.answer)])


def majority(material: Material) -> Iterator[Contest]:
    """Majority per form of question and attribute: the commonest answer, yes or no, or value."""
    variety = _values(material)
    for question in _english(material):
        if question.answer_kind == "yes_no":
            form = f"{question.task} {question.attributes[0]} {len(question.picture_ids)} {bool(question.ask.rules)}"
            yield _yes_no(material, question, {form})
        elif question.answer_kind == "text" and question.ask.row_value is None:
            key = (material.pictures[question.picture_ids[0]].locale, *question.ask.targets[0])
            values = variety.get(key, [])
            answer = canonical(question.answer, question.answer_type or "label")
            if answer in values and 1 < len(values) <= MOST_VALUES:
                candidates = [{" ".join((*key, value))} for value in values]
                yield _contest(material, question, candidates, [values.index(answer)], " ".join(key))


def _values(material: Material) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for picture in material.pictures.values():
        for e in picture.exposures:
            kind = attributes()[e.attribute].facets[e.facet].type
            name = canonical(e.text, kind) if e.text is not None and e.via is None else None
            if name is not None:
                found.setdefault((picture.locale, e.attribute, e.facet), set()).add(name)
    return {key: sorted(values) for key, values in found.items()}


Seen = Callable[[Material, Question, int], Iterable[str]]
"""What an attacker sees of one picture of an item, by its 1-based number."""


def _alone(material: Material, question: Question, number: int) -> Iterable[str]:
    picture = material.pictures[question.picture_ids[number - 1]]
    shown = [f"shows {code}" for code in {e.attribute for e in picture.exposures}]
    ways = [picture.kind, f"{picture.kind} {picture.layout}", picture.capture, f"{picture.kind} {picture.capture}"]
    return [*shown, *ways, picture.locale, f"{len(picture.exposures)} shown", f"{len(picture.person_ids)} people"]


def _place(material: Material, question: Question, number: int) -> Iterable[str]:
    last = len(question.picture_ids)
    return [f"place {number}", f"from the end {last - number}", f"part {8 * number // (last + 1)}"]


def _file(material: Material, question: Question, number: int) -> Iterable[str]:
    picture = material.pictures[question.picture_ids[number - 1]]
    others = [material.pictures[name] for name in question.picture_ids if name != picture.picture_id]
    size = (picture.width, picture.height)
    name = picture.file.rsplit("/", 1)[-1]
    return [
        f"size {size}", f"wide {picture.width // 200}", f"high {picture.height // 200}", f"name {name[0]}",
        f"ending {name.rsplit('.', 1)[-1]}", f"size of others {sum((o.width, o.height) == size for o in others)}",
        f"rank {sorted(question.picture_ids).index(picture.picture_id)}",
    ]  # fmt: skip


def _look(material: Material, question: Question, number: int) -> Iterable[str]:
    """The look of a picture against the rest of its item, without its values."""
    picture = material.pictures[question.picture_ids[number - 1]]
    others = [material.pictures[name] for name in question.picture_ids if name != picture.picture_id]
    if question.ask.anchor:
        others = [material.pictures[question.picture_ids[question.ask.anchor - 1]]]
    return [
        f"captured like {sum(o.capture == picture.capture for o in others)}",
        f"laid out like {sum((o.kind, o.layout) == (picture.kind, picture.layout) for o in others)}",
        f"of the kind of {sum(o.kind == picture.kind for o in others)}",
        *(f"{picture.capture} beside {capture}" for capture in sorted({o.capture for o in others})),
        *(f"{picture.kind} beside {kind}" for kind in sorted({o.kind for o in others})),
    ]


def _pixels(material: Material, question: Question, number: int) -> Iterable[str]:
    mine = material.looks.get(question.picture_ids[number - 1], frozenset())
    others = [name for place, name in enumerate(question.picture_ids, start=1) if place != number]
    if question.ask.anchor:
        others = [question.picture_ids[question.ask.anchor - 1]]
    shared = [f"{token.partition(' ')[0]} alike" for name in others for token in mine & material.looks.get(name, frozenset())]
    return [*mine, *shared]


def same_person(seen: Seen) -> Attacker:
    """Return the attacker that says "yes" or "no" to cross-validation from each of its pictures by itself."""

    def attack(material: Material) -> Iterator[Contest]:
        for question in _english(material):
            if question.task == CROSS_VALIDATION:
                for number in range(1, len(question.picture_ids) + 1):
                    yield _yes_no(material, question, seen(material, question, number))

    return attack


def members(seen: Seen) -> Attacker:
    """Return the attacker that tells a member of a gallery from a non-member, pair by pair."""

    def attack(material: Material) -> Iterator[Contest]:
        for question in _english(material):
            others = sorted(set(question.ask.gallery) - set(question.members))
            rng = stream("pairs", question.item_id)
            pairs = min(len(question.members), len(others)) if question.answer_kind == "set" else 0
            for pair in zip(rng.sample(question.members, pairs), rng.sample(others, pairs), strict=True):
                right = rng.randrange(2)
                candidates = [seen(material, question, number) for number in (pair if right == 0 else pair[::-1])]
                yield _contest(material, question, candidates, [right], "gallery")

    return attack


def patterns(material: Material) -> Iterator[Contest]:
    """Whole sets of small galleries, by how many members each kind of picture would have."""
    for question in _english(material):
        gallery = question.ask.gallery
        if question.answer_kind == "set" and 0 < len(question.members) < len(gallery) <= SMALL:
            kinds = [material.pictures[question.picture_ids[number - 1]].kind for number in gallery]
            sets = [set(found) for size in range(1, len(gallery)) for found in combinations(range(len(gallery)), size)]
            members = {gallery.index(number) for number in question.members}
            yield _contest(material, question, [{_pattern(kinds, found)} for found in sets], [sets.index(members)], "sets")


def _pattern(kinds: Sequence[str], members: set[int]) -> str:
    """Return of each kind, unnamed, how many pictures there are, and how many of them would be members."""
    inside = [kinds[place] for place in members]
    return str(sorted((kinds.count(kind), inside.count(kind)) for kind in set(kinds)))


def holders(seen: Seen) -> Attacker:
    """Return the attacker that picks the picture with the answer among those of the item that show such a value."""

    def attack(material: Material) -> Iterator[Contest]:
        for question in _english(material):
            if question.ask.form not in ("value", "steps"):
                continue
            target = question.ask.targets[-1]
            rivals = [number for number, name in enumerate(question.picture_ids, 1) if _shows(material.pictures[name], target)]
            holder = question.steps[-1].picture if question.steps else question.evidence[-1].target
            if holder in rivals and len(rivals) > 1:
                candidates = [seen(material, question, number) for number in rivals]
                yield _contest(material, question, candidates, [rivals.index(holder)], "holder")

    return attack


def _shows(picture: Picture, target: tuple[str, str]) -> list[Exposure]:
    return [e for e in picture.exposures if (e.attribute, e.facet) == target and e.via is None]


def unlinked(material: Material) -> Iterator[Contest]:
    """No joins: the options that some picture of the item shows, whosever it is."""
    for question in _english(material):
        if question.answer_kind == "choice":
            kind = question.answer_type or "label"
            shown = [e for name in question.picture_ids for e in _shows(material.pictures[name], question.ask.targets[0])]
            read = [canonical(e.text or "", kind) for e in shown]
            found = [{f"shown {read.count(canonical(option, kind))} times"} for option in question.options]
            yield _contest(material, question, found, [string.ascii_uppercase.index(question.answer)])


ATTACKERS: Mapping[str, Attacker] = {
    "words, no pictures": words,
    "majority of the form": majority,
    "option order": order,
    "options without joins": unlinked,
    "one picture: same person": same_person(_alone),
    "one picture: gallery": members(_alone),
    "one picture: holder": holders(_alone),
    "look: same person": same_person(_look),
    "look: gallery": members(_look),
    "look: holder": holders(_look),
    "kinds: small gallery": patterns,
    "position: gallery": members(_place),
    "position: holder": holders(_place),
    "file: same person": same_person(_file),
    "file: gallery": members(_file),
    "file: holder": holders(_file),
}
PIXEL_ATTACKERS: Mapping[str, Attacker] = {
    "pixels: same person": same_person(_pixels),
    "pixels: gallery": members(_pixels),
    "pixels: holder": holders(_pixels),
}

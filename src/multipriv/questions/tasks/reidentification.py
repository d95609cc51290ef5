"""Task 8: which pictures of a gallery are of the person of one picture, or of a text?"""

import random
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from multipriv.questions import assembly
from multipriv.questions.chains import is_near, likeness
from multipriv.questions.corpus import Corpus, Facet, View
from multipriv.questions.decks import Deck, alternate, shares
from multipriv.questions.draft import Cue, Draft, Seating, Telling, doses
from multipriv.questions.telling import say, tellable
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask, Hop, Person

TASK = "reidentification"
SIZES = {2: 0.3, 4: 0.3, 8: 0.25, 16: 0.15}
CONSIDERED = 600
"""The most pictures among which non-members are sought: more of them would only cost time."""
BRIDGE_SHARE = 0.3


@dataclass(frozen=True)
class Start:
    """Where a search starts: a picture, or a text that names a key of that picture's person."""

    view: View
    key: Facet | None

    @property
    def person(self) -> Person:
        """Who is looked for."""
        return self.view.person


@dataclass(frozen=True)
class Band:
    """Pictures of one person found from a start: gallery members, bridges outside the gallery, and the joins used.

    A join from the text has no left view. `again` are the members of another search.
    """

    members: tuple[View, ...]
    bridges: tuple[View, ...]
    joins: tuple[tuple[View | None, View, str], ...]
    again: tuple[View, ...] = ()

    @property
    def views(self) -> tuple[View, ...]:
        """Members and bridges."""
        return (*self.members, *self.bridges)

    def first(self, count: int) -> "Band":
        """Return the band with its first `count` members alone; all that they hang on comes before them."""
        kept = self.members[:count]
        joins = tuple(join for join in self.joins if join[1] in (*kept, *self.bridges))
        return Band(kept, self.bridges, joins, self.again)


def chance(size: int) -> float:
    """Return the chance of the right set among all that are neither empty nor full: 1 / (2^size - 2)."""
    return 1.0 / float(2**size - 2)


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    rng = shop.stream(TASK)
    deal = [size for size, part in zip(SIZES, shares(count, list(SIZES.values())), strict=True) for _ in range(part)]
    rng.shuffle(deal)
    texts = alternate(count, [True, False, False], rng)
    near = alternate(count, [True, False], rng)
    bridged = [rng.random() < BRIDGE_SHARE for _ in range(count)]
    decks = {text: _deck(shop.corpus, text, rng) for text in (True, False)}
    found: list[Draft] = []
    for place in range(count):
        for text in (texts[place], not texts[place]):
            draft = _next(shop, decks[text], deal[place], near[place], bridged[place], rng)
            if draft is not None:
                found.append(draft)
                break
    return found


def _deck(corpus: Corpus, text: bool, rng: random.Random) -> Deck[Start]:
    views = [view for found in corpus.profiles.values() for view in found]
    starts = [Start(view, key) for view in views for key in tellable(view)] if text else [Start(view, None) for view in views]
    # a start serves several items: with other galleries it is another question
    return Deck([start for start in starts for _ in range(6)], _features, rng)


def _features(start: Start) -> list[str]:
    key = start.key[0] if start.key else start.view.picture.kind
    return [start.person.person_id, key]


def _next(shop: Workshop, deck: Deck[Start], size: int, near: bool, bridged: bool, rng: random.Random) -> Draft | None:
    for start in deck:
        draft = shop.first(_attempts(shop, start, size, near, bridged, rng))
        if draft is not None:
            deck.keep(start)
            return draft
    return None


def _attempts(shop: Workshop, start: Start, size: int, near: bool, bridged: bool, rng: random.Random) -> Iterator[Draft | None]:
    for homonym, relaxed in ((True, False), (False, False), (False, False), (False, True)):
        band = _band(shop.corpus, start, bridged, rng)
        other = _band(shop.corpus, start, bridged, rng)
        if band is not None and other is not None:
            band = replace(band, again=other.members)
            yield _draft(shop.corpus, start, band.first(_how_many(size, rng)), size, near, homonym, relaxed, rng)


def _how_many(size: int, rng: random.Random) -> int:
    """Return the size of a random set of candidates, neither empty nor full: so no number of members is a good guess."""
    while True:
        found = sum(rng.random() < 0.5 for _ in range(size))
        if 0 < found < size:
            return min(found, 7)


def _band(corpus: Corpus, start: Start, bridged: bool, rng: random.Random) -> Band | None:
    """Grow a band from a start over direct joins; a bridge is the first picture found, and the first member hangs on it.

    A picture that could not clash with anybody's is no member: in other galleries it could never be a non-member.
    """
    pool = [view for view in corpus.profiles[start.person.person_id] if start.key is not None or view is not start.view]
    rng.shuffle(pool)
    members: list[View] = []
    bridges: list[View] = []
    joins: list[tuple[View | None, View, str]] = []
    while pool:
        sources: list[View | None] = [None if start.key is not None else start.view, *bridges, *members]
        if bridged and bridges and not members:
            sources = [bridges[0]]
        usable = [view for view in pool if view.marks or (bridged and not bridges)]
        step = next(((s, v, key) for v in usable for s in sources if (key := _join(start, s, v)) is not None), None)
        if step is None:
            break
        pool.remove(step[1])
        if bridged and bridges and not members and _join(start, None if start.key else start.view, step[1]) is not None:
            continue  # found without the bridge: it would not be needed
        joins.append(step)
        (bridges if bridged and not bridges else members).append(step[1])
    return Band(tuple(members), tuple(bridges), tuple(joins)) if members else None


def _join(start: Start, source: View | None, view: View) -> str | None:
    if source is not None:
        found = source.joins(view)
        return found[0] if found else None
    assert start.key is not None
    value = start.view.shown(start.key)[0].value
    return start.key[0] if (*start.key, value) in view.keys else None


def _draft(
    corpus: Corpus, start: Start, band: Band, size: int, near: bool, homonym: bool, relaxed: bool, rng: random.Random
) -> Draft | None:
    members = band.members
    told = say(start.view, start.key, rng) if start.key is not None else None
    known = [*band.views, *([] if told else [start.view])]
    models = _models(start, band, told, size - len(members))
    others = _others(corpus, start.person, known, models, told, near, homonym, relaxed, rng) if models is not None else None
    if others is None:
        return None
    gallery = [*members, *others]
    seating = Seating.shuffled([*gallery, *band.bridges, *([] if told else [start.view])], rng)
    numbers = tuple(sorted(seating.number(view) for view in members))
    evidence = tuple(_hop(seating, *join) for join in band.joins)
    cues = [cue for left, right, key in band.joins for cue in _cues(start, left, right, key)]
    longest = _depth(band.joins)
    found = doses([view.picture for view in known], len(seating.views), longest, likeness(start.person, known, others))
    return Draft(
        task=TASK,
        pictures=seating.pictures,
        ask=Ask(
            "members",
            anchor=0 if told else seating.number(start.view),
            gallery=tuple(sorted(seating.number(view) for view in gallery)),
        ),
        answer_kind="set",
        answer=",".join(map(str, numbers)),
        attributes=tuple(dict.fromkeys(key for _, _, key in band.joins)),
        subject=start.person,
        chance=chance(size),
        hops=longest,
        evidence=evidence,
        gallery=size,
        members=numbers,
        doses={**found, "gallery": str(size), "anchor": "text" if told else "picture", "bridge": "yes" if band.bridges else "no"},
        cues=tuple(dict.fromkeys(cues)),
        telling=told,
    )


def _hop(seating: Seating, left: View | None, right: View, key: str) -> Hop:
    return Hop(0, key, seating.number(right), key, "text") if left is None else seating.hop(left, right, key)


def _cues(start: Start, left: View | None, right: View, key: str) -> Sequence[Cue]:
    if left is None:
        assert start.key is not None
        return [Cue(right.picture.picture_id, *start.key)]
    return assembly.join_cues(left, right, key)


def _depth(joins: Sequence[tuple[View | None, View, str]]) -> int:
    depths: dict[int, int] = {}
    for left, right, _ in joins:
        depths[id(right)] = depths.get(id(left), 0) + 1
    return max(depths.values())


def _models(start: Start, band: Band, told: Telling | None, count: int) -> list[View] | None:
    """Return pictures of the person that non-members should be like, so that no kind speaks for a member.

    They are those that another search from the same start would have found first, so that members and others have kinds by the
    same law, and neither a kind nor how often it stands there tells them apart. A member whose kind could be told apart by
    nothing but a picture of that kind has a twin among them. None when twins run out.
    """
    known = [*band.views, *([] if told else [start.view])]
    named = {("name", "value")} if told and told.key == ("name", "value") else set()
    bound = [view for view in band.members if not _marked(view, [v for v in known if v is not view], named)]
    if len(bound) > count:
        return None
    again = [view for view in band.again if _marked(view, [v for v in known if v is not view], named)] or bound
    return [*bound, *(again[place % len(again)] for place in range(count - len(bound)))] if again else None


def _marked(view: View, known: Sequence[View], named: set[Facet]) -> bool:
    """Whether a picture like this could clash with what is known."""
    return any(facet in other.marks for facet in view.marks for other in known) or bool(view.marks.keys() & named)


def _others(
    corpus: Corpus,
    person: Person,
    known: Sequence[View],
    models: Sequence[View],
    told: Telling | None,
    near: bool,
    homonym: bool,
    relaxed: bool,
    rng: random.Random,
) -> list[View] | None:
    """Return pictures that provably are not of the person: one of the kind of each model, part of them of one other person.

    Only when `relaxed` (in small worlds) may they be of other kinds.
    """
    name = told.value if told and told.key == ("name", "value") else None
    rows: list[tuple[float, View]] = []
    rival = _rival(corpus, person, near, rng)
    for view in _some(corpus, person, rival, None if relaxed else {view.picture.kind for view in models}, rng):
        who = view.person
        if who is person or not _is_apart(view, known, name, person, homonym):
            continue
        far = 4.0 * (near and not is_near(person, who)) + 1.5 * (view.picture.scope != "individual")
        far -= 3.0 * (who is rival) + 2.0 * (who.household_id == person.household_id)
        far -= 8.0 * (homonym and person.value("name") == who.value("name") and "name" in view.signature)
        rows.append((far + 5 * rng.random(), view))
    chosen: list[View] = []
    used: dict[str, int] = {}
    for model in models:
        for _, view in sorted(rows, key=lambda row: row[0] + _unlike(model, row[1])):
            limit = max(1, len(models) // 2) if view.person is rival else 1
            fits = relaxed or view.picture.kind == model.picture.kind
            if fits and view not in chosen and used.get(view.person.person_id, 0) < limit:
                chosen.append(view)
                used[view.person.person_id] = used.get(view.person.person_id, 0) + 1
                break
        else:
            return None
    return chosen


def _unlike(model: View, other: View) -> float:
    far = 20.0 * (model.picture.kind != other.picture.kind)
    return far + 6.0 * (model.signature != other.signature) + 3.0 * (model.picture.capture != other.picture.capture)


def _some(corpus: Corpus, person: Person, rival: Person, kinds: Set[str] | None, rng: random.Random) -> list[View]:
    """Return the pictures of the rival and of people of the same name, and others of the locale and these kinds (null: all)."""
    views = [view for view in corpus.by_locale[person.locale] if kinds is None or view.picture.kind in kinds]
    kept = rng.sample(views, min(len(views), CONSIDERED))
    always = [*corpus.profiles.get(rival.person_id, ()), *corpus.namesakes(person)]
    return [*kept, *(view for view in always if view not in kept)]


def _rival(corpus: Corpus, person: Person, near: bool, rng: random.Random) -> Person:
    """Return another profile of the locale, several of whose pictures may stand in the gallery."""
    others = [views[0].person for views in corpus.profiles.values() if views[0].person is not person]
    others = [who for who in others if who.locale == person.locale]
    alike = [who for who in others if is_near(person, who)] if near else []
    return rng.choice(alike or others) if others else person


def _is_apart(view: View, known: Sequence[View], name: str | None, person: Person, homonym: bool) -> bool:
    shared = {key for other in known for key in view.joins(other)}
    if shared and not (homonym and shared == {"name"} and view.person.value("name") == person.value("name")):
        return False
    if any(view.conflicts(other) for other in known):
        return True
    names = view.marks.get(("name", "value"), frozenset())
    return name is not None and bool(names) and name not in names

"""Task 8: which pictures of a gallery are of the person of one picture, or of a text?

A gallery is laid out before anybody knows who stands in it: kinds of picture, each with as many places as the others, and rivals
for all of them. Then members are drawn by lot among the places, each as likely as any other. So neither the kinds nor how often
they stand there tell members from others.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from multipriv.questions import assembly
from multipriv.questions.chains import is_near, kinship, likeness
from multipriv.questions.corpus import Corpus, View
from multipriv.questions.decks import Deck, alternate, shares
from multipriv.questions.draft import Cue, Draft, Seating, Telling, doses
from multipriv.questions.searches import NAME, Search, searches
from multipriv.questions.telling import say
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask, Hop, Person, Picture

TASK = "reidentification"
SIZES = {2: 0.25, 4: 0.25, 8: 0.25, 16: 0.25}
KINDS = {2: 1, 4: 4, 8: 3, 16: 3}
"""The least kinds of picture in a gallery of each size: in small ones no kind may stand twice, or few sets would be possible."""
HOPS = {1: 0.35, 2: 0.35, 3: 0.2, 4: 0.1}
TEXT_SHARE = 1 / 3
MOST_OWED = 3.0
"""By how many pictures the members of one look exceed their due when its rivals are sought most."""
CONSIDERED = 600
"""The most pictures among which non-members are sought: more of them would only cost time."""


def chance(size: int) -> float:
    """Return the chance of the right set among all that are neither empty nor full: 1 / (2^size - 2)."""
    return 1.0 / float(2**size - 2)


@dataclass(frozen=True)
class Wish:
    """What non-members should be like: people near in looks, a namesake among them; `relaxed`: of any kind, in small worlds."""

    near: bool
    homonym: bool
    relaxed: bool


Sort = tuple[bool, int, str | None]
"""Of a search: whether a text is its start, its joins, and the hardest capture on its way."""


def _sort(search: Search) -> Sort:
    return search.start.key is not None, search.hops, search.level


class _Supply:
    """The searches by sort, for galleries of each size, drawn so that nobody and no way outweighs the others."""

    def __init__(self, shop: Workshop, rng: random.Random) -> None:
        self._hands: dict[Sort, list[Search]] = {}
        for search in searches(shop.corpus, rng):
            self._hands.setdefault(_sort(search), []).append(search)
        self._rng = rng
        self._decks: dict[tuple[Sort, int], Deck[Search]] = {}
        self._kept: Counter[Hashable] = Counter()

    @property
    def sorts(self) -> list[Sort]:
        """The sorts that there are."""
        return sorted(self._hands, key=str)

    def deck(self, sort: Sort, kinds: int) -> Deck[Search]:
        """Return the deck of a sort for galleries of at least so many kinds; a search serves several of them."""
        if (sort, kinds) not in self._decks:
            fitting = [search for search in self._hands.get(sort, ()) if len(search.found) >= kinds]
            self._decks[sort, kinds] = Deck(fitting * 3, _features, self._rng, kept=self._kept)
        return self._decks[sort, kinds]


def _features(search: Search) -> list[str]:
    key = search.start.key[0] if search.start.key else search.start.view.picture.kind
    return [search.start.person.person_id, key, *(view.picture.kind for view in search.bridges)]


class _Balance:
    """Looks that stood for members more often than the lot would have it: pictures of such looks are rivals sooner."""

    def __init__(self) -> None:
        self._excess: dict[Hashable, float] = defaultdict(float)

    def note(self, pictures: Sequence[Picture], draft: Draft) -> None:
        """Count the gallery of an item that was made."""
        share = len(draft.members) / len(draft.ask.gallery)
        for number in draft.ask.gallery:
            for look in _looks(pictures[number - 1]):
                self._excess[look] += (number in draft.members) - share

    def owed(self, picture: Picture) -> float:
        """Return how much sooner than others a picture should be a rival, within +-1."""
        return sum(max(-1.0, min(1.0, self._excess[look] / MOST_OWED)) for look in _looks(picture)) / 3


def _looks(picture: Picture) -> list[Hashable]:
    return [picture.capture, (picture.kind, picture.capture), (picture.kind, picture.layout)]


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items: sizes in their shares, starts, joins and levels of capture as evenly as there are searches."""
    rng = shop.stream(TASK)
    supply, balance = _Supply(shop, rng), _Balance()
    deal = [size for size, part in zip(SIZES, shares(count, list(SIZES.values())), strict=True) for _ in range(part)]
    made: Counter[Hashable] = Counter()
    found: list[Draft] = []
    for size, near in zip(sorted(deal, key=lambda size: -KINDS[size]), alternate(count, [True, False], rng), strict=True):
        sorts = sorted(supply.sorts, key=lambda sort: _excess(sort, size, made))
        draft, sort = _next(shop, supply, balance, sorts, size, near, rng)
        if draft is not None:
            found.append(draft)
            made.update(_margins(sort, size).keys())
            balance.note(draft.pictures, draft)
    rng.shuffle(found)
    return found


def _margins(sort: Sort, size: int) -> dict[Hashable, float]:
    """Return what is counted of an item, and its share of all items."""
    text, hops, level = sort
    part = TEXT_SHARE if text else 1 - TEXT_SHARE
    return {
        ("text", text): part, ("hops", hops): HOPS[hops], ("level", level): 1 / 4,
        (size, text): SIZES[size] * part, (size, hops): SIZES[size] * HOPS[hops], (size, level): SIZES[size] / 4,
    }  # fmt: skip


def _excess(sort: Sort, size: int, made: Counter[Hashable]) -> float:
    return sum((made[margin] / share) ** 2 for margin, share in _margins(sort, size).items())


def _next(
    shop: Workshop,
    supply: _Supply,
    balance: _Balance,
    sorts: Sequence[Sort],
    size: int,
    near: bool,
    rng: random.Random,
) -> tuple[Draft | None, Sort]:
    for relaxed in (False, True):
        for sort in sorts:
            deck = supply.deck(sort, 1 if relaxed else KINDS[size])
            for search in deck:
                wishes = (Wish(near, homonym, relaxed) for homonym in (True, False))
                draft = shop.first(_draft(shop.corpus, search, balance, size, wish, rng) for wish in wishes)
                if draft is not None:
                    deck.keep(search)
                    return draft, sort
    return None, sorts[0]


def _places(search: Search, size: int, rng: random.Random) -> dict[View, int]:
    """Return pictures of the person, one of a kind, and how many places of the gallery are for its kind."""
    most = min(len(search.found), size)
    chosen = rng.sample(search.found, rng.randint(1, most) if size == 2 else most)
    return {view: size // len(chosen) + (place < size % len(chosen)) for place, view in enumerate(chosen)}


def _members(places: dict[View, int], rng: random.Random) -> list[View]:
    """Draw members, neither none nor all: each place of the gallery is a member's as likely as any other.

    Of the places of one kind at most one is; with p = 1 / (most places of a kind + 1), where all kinds have as many places, all
    sets that are possible are as likely as one another.
    """
    part = 1 / (max(places.values()) + 1)
    while True:
        members = [view for view, count in places.items() if rng.random() < count * part]
        if 0 < len(members) < sum(places.values()):
            return members


def _draft(corpus: Corpus, search: Search, balance: _Balance, size: int, wish: Wish, rng: random.Random) -> Draft | None:
    start, way = search.start, search.way
    told = say(start.view, start.key, rng) if start.key is not None else None
    places = _places(search, size, rng)
    rivals = _rivals(corpus, search, places, told, balance, wish, rng)
    if rivals is None:
        return None
    members = _members(places, rng)
    others = [rival for view in places for rival in (rivals[view][1:] if view in members else rivals[view])]
    gallery = [*members, *others]
    if len(gallery) < size:
        return None
    seating = Seating.shuffled([*gallery, *way], rng)
    numbers = tuple(sorted(seating.number(view) for view in members))
    joins = [(*join, _key(search, *join)) for join in _joins(search, members)]
    evidence = tuple(_hop(seating, *join) for join in joins)
    # galleries mix clean and camera pictures, whoever is in them: the dose is that of the way
    shown = [view.picture for view in way or members]
    found = doses(shown, len(seating.views), search.hops, likeness(start.person, [*way, *places], others))
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
        attributes=tuple(dict.fromkeys(key for _, _, key in joins)),
        subject=start.person,
        chance=chance(size),
        hops=search.hops,
        evidence=evidence,
        gallery=size,
        members=numbers,
        doses={
            **found,
            "gallery": str(size),
            "anchor": "text" if told else "picture",
            "bridge": "yes" if search.bridges else "no",
        },
        cues=tuple(dict.fromkeys(cue for join in joins for cue in _cues(search, *join))),
        telling=told,
    )


def _joins(search: Search, members: Iterable[View]) -> list[tuple[View | None, View]]:
    """Return the joins of the way, and of its end with each member; one from the text has no left view."""
    stations: list[View | None] = [*([None] if search.start.key else []), *search.way]
    way = [(left, right) for left, right in pairwise(stations) if right is not None]
    return [*way, *((stations[-1], member) for member in members)]


def _key(search: Search, left: View | None, right: View) -> str:
    if left is not None:
        return left.joins(right)[0]
    assert search.start.key is not None
    return search.start.key[0]


def _hop(seating: Seating, left: View | None, right: View, key: str) -> Hop:
    return Hop(0, key, seating.number(right), key, "text") if left is None else seating.hop(left, right, key)


def _cues(search: Search, left: View | None, right: View, key: str) -> Sequence[Cue]:
    if left is None:
        assert search.start.key is not None
        return [Cue(right.picture.picture_id, *search.start.key)]
    return assembly.join_cues(left, right, key)


def _rivals(
    corpus: Corpus,
    search: Search,
    places: dict[View, int],
    told: Telling | None,
    balance: _Balance,
    wish: Wish,
    rng: random.Random,
) -> dict[View, list[View]] | None:
    """Return for each kind as many pictures as it has places that provably are not of the person, in part of one other person.

    That is proven by the way alone, so that it holds whoever are members. None when there are too few; one place may lack its
    rival when `relaxed`.
    """
    person, name = search.start.person, told.value if told and told.key == NAME else None
    rows: list[tuple[float, View]] = []
    rival = _rival(corpus, person, wish.near, rng)
    kinds = {view.picture.kind for view in places}
    own = [*search.way, *places]
    for view in _some(corpus, person, rival, rng):
        who = view.person
        if who is person or not (wish.relaxed or view.picture.kind in kinds):
            continue
        if not _is_apart(view, search.way, own, name, wish.homonym):
            continue
        far = 15.0 * (wish.near is not is_near(person, who)) + 1.5 * (view.picture.scope != "individual") - 3.0 * (who is rival)
        far -= 8.0 * (wish.homonym and person.value("name") == who.value("name") and "name" in view.signature)
        far -= kinship(person, who) + 30.0 * balance.owed(view.picture)
        rows.append((far + 5 * rng.random(), view))
    chosen: dict[View, list[View]] = {view: [] for view in places}
    used: Counter[str] = Counter()
    for model in [view for turn in range(max(places.values())) for view, count in places.items() if turn < count]:
        twin = not chosen[model]  # the first rival of a kind, whose place a member takes
        for _, view in sorted(rows, key=lambda row: row[0] + _unlike(model, row[1], wish.near)):
            limit = max(1, sum(places.values()) // 2) if view.person is rival else 1
            fits = wish.relaxed or _is_like(model, view, twin)
            if fits and used[view.person.person_id] < limit and not any(view in taken for taken in chosen.values()):
                chosen[model].append(view)
                used[view.person.person_id] += 1
                break
        else:
            if not wish.relaxed:
                return None
    return chosen


def _is_like(model: View, other: View, twin: bool) -> bool:
    """Whether two pictures show the same things; a twin is also taken alike."""
    if twin and model.picture.capture != other.picture.capture:
        return False
    return (model.picture.kind, model.signature) == (other.picture.kind, other.signature)


def _unlike(model: View, other: View, near: bool) -> float:
    far = 20.0 * (model.picture.kind != other.picture.kind) + 10.0 * (model.signature != other.signature)
    return far + 6.0 * (near and model.picture.layout != other.picture.layout)


def _some(corpus: Corpus, person: Person, rival: Person, rng: random.Random) -> list[View]:
    """Return the pictures of the rival and of people of the same name, and others of the locale."""
    views = corpus.by_locale[person.locale]
    kept = rng.sample(views, min(len(views), CONSIDERED))
    always = [*corpus.profiles.get(rival.person_id, ()), *corpus.namesakes(person)]
    seen = {id(view) for view in kept}
    return [*kept, *(view for view in always if id(view) not in seen)]


def _rival(corpus: Corpus, person: Person, near: bool, rng: random.Random) -> Person:
    """Return another profile of the locale, several of whose pictures may stand in the gallery."""
    others = [views[0].person for views in corpus.profiles.values() if views[0].person is not person]
    others = [who for who in others if who.locale == person.locale]
    alike = [who for who in others if is_near(person, who)] if near else []
    return rng.choice(alike or others) if others else person


def _is_apart(view: View, way: Sequence[View], own: Sequence[View], name: str | None, homonym: bool) -> bool:
    """Whether a picture joins none of the person's own and clashes with the way, or with the name that the text says."""
    shared = {key for other in own for key in view.joins(other)}
    if shared and not (homonym and shared == {"name"}):
        return False
    if any(view.conflicts(other) for other in way):
        return True
    names = view.marks.get(NAME, frozenset())
    return name is not None and bool(names) and name not in names

"""Task 8: which pictures of a gallery are of the person of one picture, or of a text?

A gallery is laid out before anybody knows who stands in it: kinds of picture, each with as many places as the others, and rivals
for all of them. Then members are drawn by lot among the places, each as likely as any other. So neither the kinds nor how often
they stand there tell members from others.
"""

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from multipriv.questions import assembly
from multipriv.questions.balance import Balance
from multipriv.questions.chains import closeness, is_near, likeness
from multipriv.questions.corpus import Corpus, View
from multipriv.questions.decks import WIDE, Deck, Tally, alternate, shares
from multipriv.questions.draft import Cue, Draft, Seating, Telling, doses
from multipriv.questions.searches import NAME, Search, searches
from multipriv.questions.telling import say
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask, Hop, Person, Picture

TASK = "reidentification"
SIZES = {2: 0.25, 4: 0.25, 8: 0.25, 16: 0.25}
KINDS = {2: 2, 4: 4, 8: 3, 16: 3}
"""The least kinds of picture in a gallery of each size: in small ones no kind may stand twice, or few sets would be possible."""
HOPS_WEIGHT = {1: 4, 2: 4, 3: 5, 4: 7}
"""Numbers of joins become about as frequent as one over the square of these."""
USES = 4
"""How many items a search may serve."""
CLOSENESS = 8.0
"""What a shared household, name, street or employer counts for beside the likeness of people."""
OWED_WEIGHT = 40.0
"""What being owed counts for beside the likeness of people."""
CONSIDERED = 320
"""The most pictures among which non-members are sought: more of them would only cost time."""


def chance(size: int) -> float:
    """Return the chance of the right set among all that are neither empty nor full: 1 / (2^size - 2)."""
    return 1.0 / float(2**size - 2)


@dataclass(frozen=True)
class Wish:
    """What non-members should be like: people near in looks, a namesake among them, the first of each kind taken alike.

    Only when `relaxed`, in small worlds, may they be of any kind.
    """

    near: bool
    homonym: bool
    alike: bool
    relaxed: bool


def _looks(picture: Picture, shown: frozenset[str]) -> list[Hashable]:
    ways: list[Hashable] = [picture.capture, picture.layout, shown]
    return [picture.picture_id, picture.capture, *((picture.kind, way) for way in ways)]


def _note(balance: Balance, draft: Draft) -> None:
    """Count the gallery of an item that was made."""
    share = len(draft.members) / len(draft.ask.gallery)
    for number in draft.ask.gallery:
        picture = draft.pictures[number - 1]
        looks = _looks(picture, frozenset(e.attribute for e in picture.exposures))
        balance.add(looks, (number in draft.members) - share)


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items: sizes in their shares; people, starts, joins and levels of capture as evenly as may be."""
    rng = shop.stream(TASK)
    hand, kept, balance = searches(shop.corpus, rng), Tally(), Balance()
    deal = [size for size, part in zip(SIZES, shares(count, list(SIZES.values())), strict=True) for _ in range(part)]
    decks: dict[int, Deck[Search]] = {}
    found: list[Draft] = []
    for size, near in zip(sorted(deal, key=lambda size: -KINDS[size]), alternate(count, [True, False], rng), strict=True):
        for relaxed in (False, True):
            kinds = 1 if relaxed else KINDS[size]
            if kinds not in decks:  # a search serves several items: with other galleries it is another question
                fitting = [search for search in hand if len(search.found) >= kinds]
                decks[kinds] = Deck(fitting * USES, _features, rng, WIDE, kept)
            draft = _next(shop, decks[kinds], balance, size, near, relaxed, rng)
            if draft is not None:
                found.append(draft)
                _note(balance, draft)
                break
    rng.shuffle(found)
    return found


def _features(search: Search) -> list[Hashable]:
    """Return what is drawn evenly; what should be drawn more often counts for less."""
    text = search.start.key is not None
    ways: dict[Hashable, int] = {
        search.start.person.person_id: 12,
        search.start.key[0] if search.start.key else search.start.view.picture.kind: 2,
        f"text {text}": 7 if text else 5,
        f"hops {search.hops}": HOPS_WEIGHT[search.hops],
        f"capture {search.level}": 4,
        f"hops {search.hops}, capture {search.level}": 4,
        search.start.person.locale: 2,
    }
    return [feature for feature, weight in ways.items() for _ in range(weight)]


def _next(
    shop: Workshop, deck: Deck[Search], balance: Balance, size: int, near: bool, relaxed: bool, rng: random.Random
) -> Draft | None:
    for search in deck:
        wishes = (Wish(near, *how, relaxed) for how in ((True, True), (False, True), (False, False)))
        draft = shop.first(_draft(shop.corpus, search, balance, size, wish, rng) for wish in wishes)
        if draft is not None:
            deck.keep(search)
            return draft
    return None


def _places(search: Search, size: int, rng: random.Random) -> dict[View, int]:
    """Return pictures of the person, one of a kind, and how many places of the gallery are for its kind."""
    most = min(len(search.found), size)
    chosen = rng.sample(search.found, most)
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


def _draft(corpus: Corpus, search: Search, balance: Balance, size: int, wish: Wish, rng: random.Random) -> Draft | None:
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
    balance: Balance,
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
    for view in _some(corpus, person, rival, None if wish.relaxed else kinds, rng):
        who = view.person
        if who is person or not _is_apart(view, search.way, own, name, wish.homonym):
            continue
        far = 15.0 * (wish.near is not is_near(person, who)) + 1.5 * (view.picture.scope != "individual") - 3.0 * (who is rival)
        far -= 16.0 * (wish.homonym and person.value("name") == who.value("name") and "name" in view.signature)
        far -= CLOSENESS * closeness(person, view) + OWED_WEIGHT * balance.owed(_looks(view.picture, view.signature))
        rows.append((far + 5 * rng.random(), view))
    chosen: dict[View, list[View]] = {view: [] for view in places}
    used: Counter[str] = Counter()
    ranked: dict[View, list[tuple[float, View]]] = {}
    for model in [view for turn in range(max(places.values())) for view, count in places.items() if turn < count]:
        twin = not chosen[model]  # the first rival of a kind, whose place a member takes
        if model not in ranked:
            ranked[model] = sorted(rows, key=lambda row: row[0] + _unlike(model, row[1], wish.near))
        for _, view in ranked[model]:
            limit = max(1, sum(places.values()) // 2) if view.person is rival else 1
            fits = wish.relaxed or view.picture.kind == model.picture.kind
            if twin and wish.alike:
                fits = fits and (view.signature, view.picture.capture) == (model.signature, model.picture.capture)
            if fits and used[view.person.person_id] < limit and not any(view in taken for taken in chosen.values()):
                chosen[model].append(view)
                used[view.person.person_id] += 1
                break
        else:
            if not wish.relaxed:
                return None
    return chosen


def _unlike(model: View, other: View, near: bool) -> float:
    far = 20.0 * (model.picture.kind != other.picture.kind) + 60.0 * (model.signature != other.signature)
    return far + 6.0 * (near and model.picture.layout != other.picture.layout)


def _some(corpus: Corpus, person: Person, rival: Person, kinds: Set[str] | None, rng: random.Random) -> list[View]:
    """Return pictures of the locale of these kinds (null: of all), those of the rival and of people of the same name always."""
    hands = (
        [corpus.by_locale[person.locale]] if kinds is None else [corpus.by_kind[person.locale, kind] for kind in sorted(kinds)]
    )
    kept = [view for hand in hands for view in rng.sample(hand, min(len(hand), CONSIDERED // len(hands)))]
    seen = {id(view) for view in kept}
    always = [*corpus.profiles.get(rival.person_id, ()), *corpus.namesakes(person)]
    return [*kept, *(view for view in always if id(view) not in seen)]


def _rival(corpus: Corpus, person: Person, near: bool, rng: random.Random) -> Person:
    """Return another profile of the locale, several of whose pictures may stand in the gallery."""
    hand = corpus.profiled[person.locale]
    others = [who for who in (hand if len(hand) <= CONSIDERED else rng.sample(hand, CONSIDERED)) if who is not person]
    alike = [who for who in others if is_near(person, who)] if near else []
    return rng.choice(alike or others) if others else person


def _is_apart(view: View, way: Sequence[View], own: Sequence[View], name: str | None, homonym: bool) -> bool:
    """Whether a picture joins none of the person's own and clashes with the way, or with the name that the text says."""
    shared = {key for other in own if view.is_joined(other) for key in view.joins(other)}
    if shared and not (homonym and shared == {"name"}):
        return False
    if any(view.is_parted(other) for other in way):
        return True
    names = view.marks.get(NAME, frozenset())
    return name is not None and bool(names) and name not in names

"""Ways from one picture to another over shared keys, and the look-alikes that stand beside them."""

import random
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from multipriv.questions.balance import Owed
from multipriv.questions.corpus import Corpus, Facet, View, attribute_of
from multipriv.questions.draft import hardest
from multipriv.taxonomy.records import Exposure, Locale, Person

CONSIDERED = 64
"""The most pictures among which a look-alike is sought: more of them would only cost time."""
NEAR_AGE = 8
"""Years between two people who could be taken for one another."""
OWED_WEIGHT = 12.0
"""What being owed counts for beside the likeness of people and pictures."""
LEVEL_WEIGHT = 4
"""How much more than each other feature the level of capture counts when chains are drawn: easy ones are rare."""


@dataclass(frozen=True)
class Chain:
    """Views of one person, each joined to the next by exactly one attribute and to no other view of the chain."""

    views: tuple[View, ...]
    keys: tuple[str, ...]

    @property
    def hops(self) -> int:
        """The number of joins."""
        return len(self.keys)

    @property
    def person(self) -> Person:
        """Whose chain it is."""
        return self.views[0].person

    @property
    def capture(self) -> str:
        """The hardest level of capture along the chain."""
        return hardest([view.picture for view in self.views])


def levels(chain: Chain) -> list[Hashable]:
    """Return features by which a deck balances levels of capture, over all chains and over those of one length."""
    return [f"capture {chain.capture}", (chain.hops, chain.capture)] * LEVEL_WEIGHT


def chains(corpus: Corpus, hops: Iterable[int]) -> list[Chain]:
    """Return every chain of the given lengths over the individual-scope pictures of each profile."""
    lengths = set(hops)
    return [
        chain
        for views in corpus.profiles.values()
        for joins in [_joins(views)]
        for start in views
        for chain in _grow(Chain((start,), ()), joins, max(lengths))
        if chain.hops in lengths
    ]


Joins = Mapping[View, Mapping[View, Sequence[str]]]
"""The other views that each view joins, and by which attributes."""


def _joins(views: Sequence[View]) -> Joins:
    return {one: {other: keys for other in views if other is not one and (keys := one.joins(other))} for one in views}


def _grow(chain: Chain, joins: Joins, longest: int) -> Iterator[Chain]:
    yield chain
    if chain.hops == longest:
        return
    *earlier, last = chain.views
    for view, keys in joins[last].items():
        if len(keys) == 1 and view not in chain.views and not any(view in joins[station] for station in earlier):
            yield from _grow(Chain((*chain.views, view), (*chain.keys, keys[0])), joins, longest)


def targets(chain: Chain) -> list[Facet]:
    """Return what can be asked at the end of a chain: printed there once, and shown nowhere earlier."""
    last = chain.views[-1]
    found = dict.fromkeys((e.attribute, e.facet) for e in last.exposures)
    return [
        facet
        for facet in found
        if facet[0] != "transactions"  # a payee in the question would point at the statement without any link
        and "target" in attribute_of(facet).eligible
        and last.once(facet) is not None
        and not any(view.shown(facet) for view in chain.views[:-1])
    ]


def is_near(one: Person, other: Person) -> bool:
    """Return whether gender and age could make two people be taken for one another."""
    return one.value("gender") == other.value("gender") and abs(one.age - other.age) <= NEAR_AGE


def closeness(person: Person, other: View) -> float:
    """Return how much another person's picture shows of what that person shares: household, name, street, employer."""
    who, shown = other.person, other.signature
    alike = [
        (2.0, who.household_id == person.household_id and bool(shown & {"name", "face", "home_address"})),
        (2.0, "name" in shown and bool(name_parts(person) & name_parts(who))),
        (4.0, bool(shown & {"home_address", "route"}) and street(person) == street(who)),
        (4.0, "employer" in shown and person.value("employer") == who.value("employer")),
    ]
    return sum(weight for weight, holds in alike if holds)


def street(person: Person) -> str:
    """Return the name of a person's street, without the number."""
    return _unnumbered(person.value("home_address", "street"))


@lru_cache(maxsize=1 << 16)
def _unnumbered(line: str) -> str:
    return re.sub(r"[\d\s号]+", "", line)


def name_parts(person: Person) -> Set[str]:
    """Return the family name and the given names of a person, as their language parts them."""
    return _parted(person.value("name"), person.locale)


@lru_cache(maxsize=1 << 16)
def _parted(name: str, locale: Locale) -> frozenset[str]:
    return frozenset((name[:1], name[1:]) if locale == "zh" else name.split())


@dataclass(frozen=True)
class Wish:
    """What look-alikes should be: near in looks, strict (see `look_alikes`), and of the same kind of picture."""

    near: bool
    strict: bool = True
    same_kind: bool = True


def look_alikes(
    corpus: Corpus, place: int, chain: Chain, target: Facet | None, wish: Wish, rng: random.Random, owed: Owed | None = None
) -> list[View]:
    """Return other people's pictures of the kind of `chain.views[place]`, the best first: what is `owed` sooner.

    When the kind need not be the same, all pictures that show the target, or one of the keys asked of that place, will do.
    They join no picture of the chain and show the target (when asked) with another value than the person's. Strict ones could be
    the person's as far as the rest of the chain tells: they clash only with the pictures that `chain.views[place]` joins, by the
    joining key or what it entails. All show the same attributes where there are enough, so that none stands out; a near
    look-alike has the gender, about the age, and the layout, capture and keys of what it stands beside.
    """
    view = chain.views[place]
    beside = [v for index, v in enumerate(chain.views) if abs(index - place) != 1 and index != place]
    joined = [(chain.views[i], chain.keys[min(i, place)]) for i in (place - 1, place + 1) if 0 <= i < len(chain.views)]
    neighbours = [(v, v.entailed_by(key)) for v, key in joined]
    answer = None if target is None else view.shown(target)[0].value
    keys = frozenset[tuple[str, str, str]]().union(*(v.keys for v in chain.views))
    found: list[tuple[float, View]] = []
    kin = corpus.by_kind[view.picture.locale, view.picture.kind] if wish.same_kind else _kin(corpus, view, chain, target)
    for other in rng.sample(kin, min(CONSIDERED, len(kin))):
        if other.person is view.person or (
            target is not None and ((shown := other.once(target)) is None or shown.value == answer)
        ):
            continue
        if not keys.isdisjoint(other.keys):
            continue
        if any(other.is_parted(v) for v in beside):
            continue
        if wish.strict and any(other.is_parted(v, spared) for v, spared in neighbours):
            continue
        sought = OWED_WEIGHT * owed(other.picture) if owed else 0.0
        found.append((_distance(view, other, wish.near) - sought + rng.random(), other))
    return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def _kin(corpus: Corpus, view: View, chain: Chain, target: Facet | None) -> list[View]:
    """Return the pictures of the view's locale that show the target, or else some key that the view shares along the chain."""
    shown = frozenset({target[0]}) if target is not None else view.signature & set(chain.keys)
    return corpus.showing(view.picture.locale, shown)


def _distance(view: View, other: View, near: bool) -> float:
    far = 4.0 * (view.person.value("gender") != other.person.value("gender")) + 10.0 * (view.signature != other.signature)
    far += 6.0 * (view.picture.capture != other.picture.capture) + 1.0 * (view.picture.scope != other.picture.scope)
    if near:
        far += min(abs(view.person.age - other.person.age), 40) / 4 + 3.0 * (view.picture.layout != other.picture.layout)
    return far


def pick_apart(candidates: Iterable[View], count: int, taken: Sequence[View], target: Facet | None) -> list[View] | None:
    """Return `count` candidates that join neither one another nor `taken`, with different target values; None when too few."""
    chosen: list[View] = []
    values: set[str] = set()
    for view in candidates:
        others = [*taken, *chosen]
        if any(view.picture is v.picture or view.is_joined(v) for v in others):
            continue
        value = None if target is None else view.shown(target)[0].value
        if value is not None and value in values:
            continue
        chosen.append(view)
        values.update([value] if value is not None else [])
        if len(chosen) == count:
            return chosen
    return chosen if len(chosen) == count else None


def likeness(person: Person, evidence: Sequence[View], others: Sequence[View]) -> str:
    """Return "near" when those beside the person are on average alike in two of three ways, else "far".

    The ways: gender, age within `NEAR_AGE` years, and the same kind and layout as some evidence picture.
    """
    looks = {(view.picture.kind, view.picture.layout) for view in evidence}
    alike = sum(
        (person.value("gender") == view.person.value("gender"))
        + (abs(person.age - view.person.age) <= NEAR_AGE)
        + ((view.picture.kind, view.picture.layout) in looks)
        for view in others
    )
    return "near" if alike >= 2 * len(others) else "far"


def shown_once(view: View, facet: Facet) -> Exposure:
    """Return the facet's only exposure in a view."""
    found = view.once(facet)
    if found is None:
        raise ValueError(f"{facet} is not shown once in picture {view.picture.picture_id}")
    return found

"""Searches for a person: where one starts, the bridges that it leads over, and the pictures that the last of them joins."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from multipriv.questions.corpus import Corpus, Facet, View
from multipriv.questions.draft import hardest
from multipriv.questions.telling import tellable
from multipriv.taxonomy.records import Person

MOST_BRIDGES = 3
WAYS = 8
"""The most ways of one length that are kept of a start."""
NAME: Facet = ("name", "value")


@dataclass(frozen=True)
class Start:
    """Where a search starts: a picture, or a text that names a key of that picture's person."""

    view: View
    key: Facet | None

    @property
    def person(self) -> Person:
        """Who is looked for."""
        return self.view.person

    @property
    def said(self) -> tuple[str, str, str] | None:
        """The (attribute, facet, value) that the text names; null for a picture."""
        return None if self.key is None else (*self.key, self.view.shown(self.key)[0].value)


@dataclass(frozen=True)
class Search:
    """Bridges in order, each found from the one before it alone, and what is `found` from the last: one picture of a kind.

    Each of `found` could be told from another person's picture of its kind by what start and bridges show, whichever of them a
    gallery holds.
    """

    start: Start
    bridges: tuple[View, ...]
    found: tuple[View, ...]

    @property
    def way(self) -> tuple[View, ...]:
        """The pictures outside of the gallery: the anchor, unless a text is the start, and the bridges."""
        return (*([] if self.start.key else [self.start.view]), *self.bridges)

    @property
    def level(self) -> str | None:
        """The hardest capture on the way; null where there is no picture on it."""
        return hardest([view.picture for view in self.way]) if self.way else None

    @property
    def hops(self) -> int:
        """The joins to a member."""
        return len(self.bridges) + 1


def searches(corpus: Corpus, rng: random.Random) -> list[Search]:
    """Return searches from every picture of each profile, and from every key that a text can name."""
    found: list[Search] = []
    for views in corpus.profiles.values():
        for start in [*(Start(view, None) for view in views), *_texts(views)]:
            ways: dict[int, list[Search]] = {}
            for search in _searches(start, views, rng):
                ways.setdefault(search.hops, []).append(search)
            found += [search for hand in ways.values() for search in rng.sample(hand, min(WAYS, len(hand)))]
    return found


def _texts(views: Sequence[View]) -> list[Start]:
    """Return a start for each value that a text can name, from the first picture that shows it."""
    starts = [Start(view, key) for view in views for key in tellable(view)]
    return list({start.said: start for start in reversed(starts)}.values())[::-1]


def _searches(start: Start, views: Sequence[View], rng: random.Random) -> Iterator[Search]:
    for bridges in _ways(start, views, ()):
        way = Search(start, bridges, ()).way
        marks = {facet for view in way for facet in view.marks} | ({NAME} if start.key == NAME else set())
        reached = [view for view in reach(start, bridges, views) if view.marks.keys() & marks]
        rng.shuffle(reached)
        kinds = {view.picture.kind: view for view in reached}
        if kinds:
            yield Search(start, bridges, tuple(kinds.values()))


def _ways(start: Start, views: Sequence[View], bridges: tuple[View, ...]) -> Iterator[tuple[View, ...]]:
    yield bridges
    if len(bridges) < MOST_BRIDGES:
        for view in reach(start, bridges, views):
            yield from _ways(start, views, (*bridges, view))


def reach(start: Start, bridges: Sequence[View], views: Sequence[View]) -> list[View]:
    """Return the views that the last of the way joins, and nothing before it."""
    way = [*([] if start.key else [start.view]), *bridges]
    if not way:
        return [view for view in views if start.said in view.keys]
    return [
        view
        for view in views
        if view not in way
        and way[-1].is_joined(view)
        and start.said not in view.keys
        and not any(earlier.is_joined(view) for earlier in way[:-1])
    ]

"""Balance: what stood on the right side more often than the lot would have it is sought for the wrong side.

Members are drawn by lot, and so is the picture that holds an answer; those beside them are chosen, among few. Without a count of
what was chosen before, the chosen ones would come to look different: more of them clean, or in another layout.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from multipriv.questions.corpus import Facet, View
from multipriv.questions.draft import Draft, Seating
from multipriv.taxonomy.records import Picture

Looks = Iterable[Hashable]
Owed = Callable[[Picture], float]
"""How much sooner than others a picture should stand beside the right one, within +-1."""

MOST_OWED = 2.0
"""By how many places a look exceeds its due when it is sought most."""
ORDERS = 8
"""Among how many random orders of the pictures of an item the most even one is taken."""


class Balance:
    """How much more often each look was right than its share."""

    def __init__(self) -> None:
        self._excess: dict[Hashable, float] = defaultdict(float)

    def add(self, looks: Looks, amount: float) -> None:
        """Count looks as right (1 less the share of right ones) or as wrong (the share, negative)."""
        for look in looks:
            self._excess[look] += amount

    def excess(self, look: Hashable) -> float:
        """Return by how much a look was right more often than its share."""
        return self._excess[look]

    def owed(self, looks: Looks) -> float:
        """Return how much what has these looks is sought for the wrong side, within +-1."""
        found = [max(-1.0, min(1.0, self._excess[look] / MOST_OWED)) for look in looks]
        return sum(found) / len(found)


def looks(picture: Picture, anchor: Picture | None) -> list[Hashable]:
    """Return how a picture may stand out among those that show a value of the kind asked for."""
    return [
        picture.capture,
        (picture.kind, picture.capture),
        (picture.kind, picture.layout),
        *([("beside", anchor.capture, picture.capture)] * 2 if anchor else []),
    ]


def owed_beside(balance: Balance, anchor: Picture | None) -> Owed:
    """Return what is owed to pictures in an item that starts from `anchor` (null: from a text)."""
    return lambda picture: balance.owed(looks(picture, anchor))


def seated(balance: Balance, views: Sequence[View], holder: View, target: Facet, rng: random.Random) -> Seating:
    """Return the views in an order that leaves the places of the holder of the answer, among those who could be it, most even."""
    rivals = [view for view in views if any(e.via is None for e in view.shown(target))]
    share = 1 / len(rivals)

    def unevenness(seating: Seating) -> float:
        gained: dict[Hashable, float] = defaultdict(float)
        for view in rivals:
            for place in places(seating.number(view), len(views)):
                gained[place] += (view is holder) - share
        return sum((balance.excess(place) + gain) ** 2 for place, gain in gained.items())

    return min((Seating.shuffled(views, rng) for _ in range(ORDERS)), key=unevenness)


def places(number: int, count: int) -> list[Hashable]:
    """Return how a place among `count` pictures may be told: from the first, from the last, and roughly."""
    return [("place", number), ("from the end", count - number), ("part", 4 * number // (count + 1))]


def note_holder(balance: Balance, draft: Draft) -> None:
    """Count who holds the answer of an item and where, among the pictures that show a value of the kind asked for."""
    target = draft.ask.targets[-1]
    holder = draft.evidence[-1].target
    shown = [
        number
        for number, picture in enumerate(draft.pictures, start=1)
        if any((e.attribute, e.facet) == target and e.via is None for e in picture.exposures)
    ]
    anchor = draft.pictures[draft.ask.anchor - 1] if draft.ask.anchor else None
    for number in shown:
        seen = [*looks(draft.pictures[number - 1], anchor), *places(number, len(draft.pictures))]
        balance.add(seen, (number == holder) - 1 / len(shown))

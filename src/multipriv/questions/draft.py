"""An item before it is put into words: what both of its languages share."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from multipriv.questions.corpus import Facet, View, link_type
from multipriv.taxonomy.records import Ask, Box, Hop, Person, Picture, Step


@dataclass(frozen=True)
class Cue:
    """One thing that must be perceived for a reasoning item to be solved: a value in a picture."""

    picture_id: str
    attribute: str
    facet: str


@dataclass(frozen=True)
class Telling:
    """The text of an item: the number of its template among those of `key`, and the value that it names."""

    key: Facet
    template: int
    value: str
    text: str


@dataclass(frozen=True)
class Draft:
    """An item without words. Fields are those of Question; `telling` and `rule` say what the context holds."""

    task: str
    pictures: tuple[Picture, ...]
    ask: Ask
    answer_kind: Literal["yes_no", "choice", "text", "box", "set", "steps"]
    answer: str
    attributes: tuple[str, ...]
    subject: Person
    chance: float
    hops: int = 0
    answer_type: str | None = None
    evidence: tuple[Hop, ...] = ()
    gallery: int = 0
    box: Box | None = None
    members: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()
    options: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    doses: dict[str, str] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    telling: Telling | None = None
    probe_of: str | None = None


@dataclass(frozen=True)
class Seating:
    """Views in the random order in which an item shows them."""

    views: tuple[View, ...]

    @classmethod
    def shuffled(cls, views: Sequence[View], rng: random.Random) -> "Seating":
        """Return the views in a random order."""
        order = list(views)
        rng.shuffle(order)
        return cls(tuple(order))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in order."""
        return tuple(view.picture for view in self.views)

    def number(self, view: View) -> int:
        """Return the 1-based number of a view's picture."""
        return self.views.index(view) + 1

    def hop(self, left: View, right: View, key: str, found: str | None = None) -> Hop:
        """Return the hop from one picture to another by a key that both show, to what is found there (the key when not named)."""
        return Hop(self.number(left), key, self.number(right), found or key, link_type(key))


LEVELS = ("clean", "easy", "medium", "hard")


def hardest(pictures: Sequence[Picture]) -> str:
    """Return the hardest level of capture among pictures."""
    return max((picture.capture for picture in pictures), key=LEVELS.index)


def doses(evidence: Sequence[Picture], shown: int, hops: int, likeness: str | None = None) -> dict[str, str]:
    """Return the recorded difficulty of an item: of its evidence the hardest capture counts."""
    found = {
        "document_language": evidence[0].locale,
        "capture": hardest(evidence),
        "pictures": str(shown),
        "hops": str(hops),
    }
    return found if likeness is None else {**found, "likeness": likeness}

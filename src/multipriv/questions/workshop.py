"""Where the tasks make their items: the corpus, the seed, and the gate that only proved items pass."""

import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from multipriv.questions.corpus import Corpus
from multipriv.questions.draft import Draft
from multipriv.questions.linkage import traits_of
from multipriv.questions.proof import prove
from multipriv.questions.render import item_id, render
from multipriv.seeds import stream
from multipriv.taxonomy.records import Person, Picture
from multipriv.taxonomy.tasks import LANGUAGES


class ShortageError(ValueError):
    """A task could not reach the number of items asked for."""

    def __init__(self, task: str, reached: int, count: int) -> None:
        super().__init__(f"{task}: {reached} of {count} items can be made and proved from these pictures")
        self.task = task
        self.reached = reached


class Workshop:
    """What the tasks share. `probes` holds the perception items, by task, that probe cues of reasoning items."""

    def __init__(self, pictures: Sequence[Picture], people: Sequence[Person], seed: int) -> None:
        self.corpus = Corpus(pictures, people)
        self.seed = seed
        self.probes: dict[str, list[Draft]] = {}
        self.refused: list[tuple[Draft, tuple[str, ...]]] = []
        self._made: set[str] = set()

    @cached_property
    def traits(self) -> Mapping[tuple[str, str], tuple[str, int]]:
        """Apparent gender and year of birth of faces and names, for the attackers inside the proof."""
        return traits_of(self.corpus.people.values())

    def stream(self, *parts: str | int) -> random.Random:
        """Return the random stream of this seed that the parts name."""
        return stream("questions", self.seed, *parts)

    def accept(self, draft: Draft) -> bool:
        """Return whether the item is new and proved, and remember it. Only a text makes its languages different claims."""
        name = item_id(draft, self.seed)
        if name in self._made:
            return False
        for language in LANGUAGES if draft.telling else LANGUAGES[:1]:
            proof = prove(render(draft, language, self.seed), self.corpus.by_id, self.traits)
            if not proof.ok:
                self.refused.append((draft, proof.faults))
                return False
        self._made.add(name)
        return True

    def first(self, drafts: Iterable[Draft | None]) -> Draft | None:
        """Return the first draft that is accepted, or null."""
        return next((draft for draft in drafts if draft is not None and self.accept(draft)), None)


class Generator(Protocol):
    """Makes the items of one task: at most `count`, every one accepted by the workshop."""

    def __call__(self, shop: Workshop, count: int) -> list[Draft]:
        """Return the drafts."""

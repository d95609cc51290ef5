"""What can be derived from the stored records of one question: written apart from the generators, so that it can disagree.

`solve` follows links only: this is what a right answer must rest on. `suspect` adds what an attacker would try when a link is
missing: elimination under the closed world of the prompt, and apparent age, sex and kinship.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from multipriv.questions.linkage import Facet, Groups, Traits, mentions, suspected_apart
from multipriv.taxonomy.records import Exposure, Picture, Question

Pictures = Sequence[Picture | None]


@dataclass(frozen=True)
class Derivation:
    """What follows from the material: canonical `answer` (null: undetermined), every printed form of it, and why.

    A value is given as canonical strings, one a target; yes_no as ("yes",), members as their numbers.
    """

    answer: tuple[str, ...] | None
    reason: str
    printed: tuple[frozenset[str], ...] = ()


UNDETERMINED = Derivation(None, "no chain of links decides it")


def solve(question: Question, pictures: Pictures) -> Derivation:
    """Return what the links alone prove; `pictures` follow the question's order, None where one was taken away."""
    return _Material(question, pictures).derive()


def suspect(question: Question, pictures: Pictures, traits: Traits) -> Derivation:
    """Return what an attacker would say who also eliminates and judges by looks; proof first, then suspicion."""
    return weigh(question, pictures, traits)[1]


def weigh(question: Question, pictures: Pictures, traits: Traits) -> tuple[Derivation, Derivation]:
    """Return what `solve` and what `suspect` return, from one grouping of the material."""
    material = _Material(question, pictures)
    proven = material.derive()
    if proven.answer is not None or question.ask.form not in ("value", "steps"):
        return proven, proven
    return proven, material.eliminate(traits)


class _Material:
    """One question's mentions, grouped into people."""

    def __init__(self, question: Question, pictures: Pictures) -> None:
        self.question = question
        self.ask = question.ask
        self.pictures = pictures

    @cached_property
    def groups(self) -> Groups:
        """The people; questions on one picture do without."""
        return _grouped(self.question, self.pictures)

    def derive(self) -> Derivation:
        """Return what the links prove for the form of the question."""
        if self.ask.form in ("present", "extract", "locate"):
            return self._look()
        if self.groups.contradiction():
            return Derivation(None, "the records contradict one another")
        if self.ask.form == "same_person":
            return self._same_person()
        if self.ask.form == "members":
            return self._members()
        return self._targets(self.ask.targets)

    def eliminate(self, traits: Traits) -> Derivation:
        """Return the last target's value when all but one candidate can be excluded."""
        target = self.ask.targets[-1]
        anchor = self._anchor()
        candidates: dict[str, set[str]] = {}
        for root in self.groups.roots():
            if anchor is None or not self._excluded(anchor, root, traits):
                for value, texts in self._shown(target, self.groups.members(root)).items():
                    candidates.setdefault(value, set()).update(texts)
        if self.question.options:
            return self._eliminate_options(target, anchor, traits)
        if len(candidates) != 1:
            return UNDETERMINED
        value, texts = next(iter(candidates.items()))
        return Derivation((value,), "the only candidate left", (frozenset(texts),))

    def _eliminate_options(self, target: Facet, anchor: int | None, traits: Traits) -> Derivation:
        others = [root for root in self.groups.roots() if anchor is not None and self._excluded(anchor, root, traits)]
        known = [self._shown(target, self.groups.members(root)) for root in others]
        excluded = {text for values in known for texts in values.values() for text in texts}
        left = [option for option in self.question.options if option not in excluded]
        seen = [o for o in left if any(o in texts for texts in self._shown(target, range(len(self.groups.mentions))).values())]
        for options, why in ((left, "the only option left"), (seen, "the only option seen")):
            if len(options) == 1:
                return Derivation((options[0],), why, (frozenset(options),))
        return UNDETERMINED

    def _excluded(self, anchor: int, root: int, traits: Traits) -> bool:
        if root == anchor:
            return False
        return self.groups.apart(anchor, root) or suspected_apart(self.groups.values(anchor), self.groups.values(root), traits)

    def _anchor(self) -> int | None:
        at = [] if self.ask.anchor is None else self.groups.at(self.ask.anchor)
        roots = {self.groups.root(mention) for mention in at}
        return roots.pop() if len(roots) == 1 else None

    def _look(self) -> Derivation:
        picture = self.pictures[(self.ask.anchor or 1) - 1]
        if picture is None:
            return UNDETERMINED
        attribute, facet = self.ask.targets[0]
        if self.ask.form == "present":
            shown = [e for e in picture.exposures if e.attribute == attribute]
            if shown and all(e.via for e in shown):
                return Derivation(None, "only entailed, not shown in its own right")
            return Derivation(("yes" if shown else "no",), "shown" if shown else "not shown")
        return _only(e for e in self._asked(picture.exposures, attribute, facet) if not e.via or facet != "value")

    def _asked(self, exposures: Sequence[Exposure], attribute: str, facet: str) -> list[Exposure]:
        rows = {e.row for e in exposures if self.ask.row_value is not None and self.ask.row_value in (e.value, e.text)}
        shown = [e for e in exposures if (e.attribute, e.facet) == (attribute, facet)]
        return shown if self.ask.row_value is None else [e for e in shown if e.row in rows]

    def _same_person(self) -> Derivation:
        people = [self.groups.at(number) for number in range(1, len(self.pictures) + 1)]
        if any(len(set(map(self.groups.root, found))) != 1 for found in people):
            return Derivation(None, "a picture is missing or shows several people")
        roots = sorted({self.groups.root(found[0]) for found in people})
        if len(roots) == 1:
            return Derivation(("yes",), "links join every picture")
        if any(self.groups.apart(a, b) for a in roots for b in roots if a < b):
            return Derivation(("no",), "values of two pictures exclude one another")
        return UNDETERMINED

    def _members(self) -> Derivation:
        anchor = self._anchor()
        if anchor is None:
            return Derivation(None, "nobody to look for")
        members = []
        for number in self.ask.gallery:
            roots = {self.groups.root(mention) for mention in self.groups.at(number)}
            if anchor in roots:
                members.append(str(number))
            elif not roots or not all(self.groups.apart(anchor, root) for root in roots):
                return Derivation(None, f"picture {number} is neither linked nor excluded")
        return Derivation(tuple(members), "every picture of the gallery is linked or excluded")

    def _targets(self, targets: Sequence[Facet]) -> Derivation:
        anchor = self._anchor()
        if anchor is None:
            return Derivation(None, "the person asked about is not there")
        found = [self._shown(target, self.groups.members(anchor)) for target in targets]
        if any(len(values) != 1 for values in found):
            return UNDETERMINED
        pairs = [next(iter(values.items())) for values in found]
        return Derivation(tuple(v for v, _ in pairs), "linked", tuple(frozenset(texts) for _, texts in pairs))

    def _shown(self, target: Facet, members: Iterable[int]) -> dict[str, set[str]]:
        """Return the target's values among the mentions, each with its printed forms."""
        values: dict[str, set[str]] = {}
        for number, local in map(self._place, members):
            for exposure in self._asked(local, *target):
                values.setdefault(exposure.value, set()).add(exposure.text or exposure.value)
            if number == 0:
                for span in self.question.spans:
                    if (span.attribute, span.facet) == target:
                        values.setdefault(span.value, set()).add(self.question.context[span.start : span.end])
        return values

    def _place(self, member: int) -> tuple[int, tuple[Exposure, ...]]:
        """Return the source of a mention and the exposures of its person there."""
        mention = self.groups.mentions[member]
        picture = self.pictures[mention.source - 1] if mention.source else None
        if picture is None:
            return 0, ()
        people = list(dict.fromkeys(e.person_id for e in picture.exposures))
        who = people[self.groups.at(mention.source).index(member)]
        return mention.source, tuple(e for e in picture.exposures if e.person_id == who)


def _only(exposures: Iterable[Exposure]) -> Derivation:
    """Return the one exposure's value; a value shown twice is never asked for."""
    found = list(exposures)
    if len(found) != 1:
        return Derivation(None, f"{len(found)} values fit")
    value = found[0].value
    return Derivation((value,), "shown once", (frozenset({found[0].text or value}),))


def without(question: Question, pictures: Pictures, source: int) -> tuple[Question, list[Picture | None]]:
    """Return the material with one source taken away: a picture by its number, or the text (0)."""
    if source == 0:
        return replace(question, context="", spans=()), list(pictures)
    return question, [None if number == source else picture for number, picture in enumerate(pictures, start=1)]


def _grouped(question: Question, pictures: Pictures) -> Groups:
    return Groups(mentions(question, pictures), question.ask.rules, dict(question.ask.table))


def joins(question: Question, pictures: Pictures) -> int | None:
    """Return the least number of joins between the anchor (or the first picture) and what is asked; None when unlinked."""
    groups = _grouped(question, pictures)
    start = groups.at(1 if question.ask.anchor is None else question.ask.anchor)
    if len(start) != 1:
        return None
    if question.ask.form == "same_person":
        ends = [groups.distance(start[0], set(groups.at(number))) for number in range(2, len(pictures) + 1)]
        return None if None in ends else max((end for end in ends if end is not None), default=None)
    target = question.ask.targets[-1]
    return groups.distance(start[0], {i for i, m in enumerate(groups.mentions) if target in m.values})

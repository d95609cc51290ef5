"""The proof of a question: its answer follows from all of its evidence and from nothing less."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from multipriv.questions.linkage import Traits
from multipriv.questions.solver import Derivation, Pictures, joins, solve, weigh, without
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks

HOPS = {"single_step_reasoning": (1, 1), "chained_reasoning": (2, 4), "cross_modal_association": (1, 4)}
"""Least and most joins between what is given and what is asked, by task."""


@dataclass(frozen=True)
class Proof:
    """What was proved of a question; `faults` names each claim that does not hold."""

    question_id: str
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every claim holds."""
        return not self.faults


def prove(question: Question, pictures_by_id: Mapping[str, Picture], traits: Traits | None = None) -> Proof:
    """Prove that the answer is sufficient, necessary and unique, and that no shorter chain gives it.

    Args:
        question: the question with its claim.
        pictures_by_id: at least the pictures of the question.
        traits: apparent gender and age of faces and names (`linkage.traits_of`); without them elimination judges by records only.
    """
    missing = [picture for picture in question.picture_ids if picture not in pictures_by_id]
    if missing:
        return Proof(question.question_id, (f"unknown picture {missing[0]}",))
    pictures = [pictures_by_id[picture] for picture in question.picture_ids]
    faults = _composition(question) + _sufficient(question, pictures, traits or {})
    if tasks()[question.task].family == "reasoning":
        faults += _necessary(question, pictures, traits or {}) + _shortest(question, pictures) + _ruled(question, pictures)
    return Proof(question.question_id, tuple(faults))


def _composition(question: Question) -> list[str]:
    faults = []
    if len(set(question.picture_ids)) != len(question.picture_ids):
        faults.append("a picture stands twice")
    if question.answer_kind == "choice" and len(set(question.options)) != len(question.options):
        faults.append("two options are the same")
    if any(question.context[s.start : s.end].strip() == "" for s in question.spans):
        faults.append("a span marks no text")
    return faults


def _sufficient(question: Question, pictures: Pictures, traits: Traits) -> list[str]:
    proven, tempted = weigh(question, pictures, traits)
    if proven.answer is None:
        return [f"not sufficient: {proven.reason}"]
    if not _agrees(question, proven):
        return [f"the records prove another answer: {' | '.join(proven.answer)}"]
    return [] if _agrees(question, tempted) else ["suspicion contradicts the proof"]


def _agrees(question: Question, derived: Derivation) -> bool:
    """Return whether a derivation is the stated answer."""
    if derived.answer is None:
        return False
    if question.ask.form in ("present", "same_person"):
        return derived.answer == (question.answer,)
    if question.ask.form == "members":
        return ",".join(derived.answer) == question.answer == ",".join(map(str, sorted(question.members)))
    if question.ask.form == "locate":
        return question.box is not None
    stated = stated_values(question)
    return len(stated) == len(derived.printed) and all(s in texts for s, texts in zip(stated, derived.printed, strict=True))


def stated_values(question: Question) -> list[str]:
    """Return the values that the answer states, one a target, as printed."""
    if question.answer_kind == "choice":
        place = "ABCDEFGHIJ".index(question.answer)
        return [question.options[place]] if place < len(question.options) else []
    return [step.value for step in question.steps] if question.ask.form == "steps" else [question.answer]


def evidence_sources(question: Question) -> list[int]:
    """Return the sources whose loss must leave the answer open: the anchor and every source on the evidence chain.

    Task 8 loses its anchor and its bridges, never a candidate of the gallery.
    """
    sources = {source for hop in question.evidence for source in (hop.source, hop.target)}
    if question.ask.form == "same_person":
        sources |= set(range(1, len(question.picture_ids) + 1))
    if question.ask.anchor is not None:
        sources.add(question.ask.anchor)
    return sorted(sources - set(question.ask.gallery))


def _necessary(question: Question, pictures: Pictures, traits: Traits) -> list[str]:
    sources = evidence_sources(question)
    faults = [] if len(sources) + len(question.ask.gallery) > 1 else ["the evidence is a single source"]
    for source in sources:
        left, rest = without(question, pictures, source)
        name = f"picture {source}" if source else "the text"
        proven, tempted = weigh(left, rest, traits)
        if proven.answer is not None:
            faults.append(f"not necessary: without {name} an answer is still derived ({proven.reason})")
        elif _guessed(question, tempted):
            faults.append(f"not necessary: without {name} the answer is still found ({tempted.reason})")
    return faults


def _guessed(question: Question, tempted: Derivation) -> bool:
    """Return whether an attacker's derivation is the stated answer, or its last step."""
    if tempted.answer is None:
        return False
    if question.ask.form in ("value", "steps"):
        return stated_values(question)[-1] in tempted.printed[-1]
    return _agrees(question, tempted)


def _shortest(question: Question, pictures: Pictures) -> list[str]:
    if question.task not in HOPS or question.ask.form not in ("value", "steps"):
        return []
    least, most = HOPS[question.task]
    shortest = joins(question, pictures)
    if shortest is None or not least <= shortest <= most:
        return [f"the shortest chain has {shortest} joins, not {least} to {most}"]
    return [] if shortest == question.hops else [f"{question.hops} hops are stated, the shortest chain has {shortest}"]


def _ruled(question: Question, pictures: Pictures) -> list[str]:
    if not question.ask.rules:
        return []
    bare = solve(replace(question, ask=replace(question.ask, rules=())), pictures)
    return [] if bare.answer is None else ["the stated rule is not needed"]

"""Verdicts on the answers of a run: the questions as its control asked them, and each short reply understood once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from multipriv.report.runs import UNCONTROLLED

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.scoring.clauses import Label
    from multipriv.taxonomy.records import Answer, Question, Verdict

SHORT = 160
"""Characters up to which a reply is expected to recur from model to model, and its verdict is kept."""


class Scorer:
    """Verdicts on the answers to the questions of one control. A short reply to a question is understood once."""

    def __init__(self, questions: "Mapping[str, Question]", judged: "Mapping[str, Label] | None" = None) -> None:
        self.questions = questions
        self.judged = judged
        self._known: dict[tuple[object, ...], Verdict] = {}

    def verdict(self, answer: "Answer") -> "Verdict":
        """Return the verdict on an answer. Raises KeyError when it belongs to no question."""
        if len(answer.text) > SHORT or answer.thinking:
            return self._score(answer)
        key = (answer.question_id, answer.text, answer.stop_reason, answer.error, answer.box_dialect, answer.sent_sizes[:1])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._score(answer)
        return known

    def _score(self, answer: "Answer") -> "Verdict":
        from multipriv.formats.registry import CANNOT_BE_DETERMINED
        from multipriv.scoring import score

        question = self.questions[answer.question_id]
        expected = CANNOT_BE_DETERMINED if question.answer == CANNOT_BE_DETERMINED else None
        return score(question, answer, expected=expected, judged=self.judged)


def asked(dataset: "Dataset", control: str) -> "dict[str, Question]":
    """Return the questions by id as a control asks them."""
    if control == UNCONTROLLED:
        return {question.question_id: question for question in dataset.questions}
    from multipriv.evaluation.questions import asked_questions

    return {question.question_id: question for question in asked_questions(dataset, control)}

"""Models that fail: every question ends with exactly one answer, and the outcomes are kept apart."""

import time
from collections import Counter
from pathlib import Path

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.run import RunSpec, run
from multipriv.scoring import score
from multipriv.seeds import opaque_id
from tests.evaluation.stub import Fault, Stub
from tests.evaluation.tiny import PICTURES

FAULTS: dict[str, tuple[Fault, bool]] = {
    "too many requests": (lambda h: h.send(429, {"error": {"message": "slow down"}}), True),
    "server error": (lambda h: h.send(500, {"error": {"message": "oops"}}), True),
    "hang": (lambda h: time.sleep(9), True),
    "cut connection": (lambda h: h.connection.close(), True),
    "malformed": (lambda h: h.send(200, '{"choices": [{"mess'), True),
    "once only": (lambda h: h.send(500, {"error": {"message": "once"}}), False),
    "empty": (lambda h: h.reply(""), True),
    "filtered": (lambda h: h.reply(None, "content_filter"), True),
    "cut off": (lambda h: h.reply("<think>Let me look at the", "length"), True),
    "right": (lambda h: h.reply("I see. Answer: cannot be determined"), True),
    "bad request": (lambda h: h.send(400, {"error": {"message": "no"}}), True),
}
"""What goes wrong, and whether it goes wrong every time."""
OUTCOMES = {
    **dict.fromkeys(("too many requests", "server error", "hang", "cut connection", "malformed", "bad request"), "error"),
    **dict.fromkeys(("once only", "right"), "abstained"),
    "empty": "unparsable",
    "filtered": "blocked",
    "cut off": "truncated",
}


def number_of(dataset: Dataset) -> dict[str, str]:
    """Question id by the number in its stem."""
    return {opaque_id("stem", question.item_id, question.language): question.question_id for question in dataset.questions}


def test_each_fault_ends_as_what_it_is(tiny: Dataset, tmp_path: Path, stub: Stub) -> None:
    numbers = sorted(number_of(tiny))
    names = list(FAULTS)
    told = {number: names[place % len(names)] for place, number in enumerate(numbers)}

    def fault(number: str, attempt: int) -> Fault | None:
        what, always = FAULTS[told[number]]
        return what if always or attempt == 1 else None

    stub.fault = fault
    spec = RunSpec("openai-api/stub/m", processes=1, connections=12, attempt_timeout=4, max_retries=1, max_tokens=64)
    result = run(tiny, tiny.directory, tmp_path / "logs", spec)

    answers = read_answers(result.directory / "answers.parquet")
    questions = {question.question_id: question for question in tiny.questions}
    assert Counter(answer.question_id for answer in answers) == Counter(list(questions))
    by_number = number_of(tiny)
    outcome = {answer.question_id: score(questions[answer.question_id], answer).outcome for answer in answers}
    for number, what in told.items():
        assert outcome[by_number[number]] == OUTCOMES[what], what
        assert stub.requests[number] <= 4, what
    broken = sum(OUTCOMES[what] == "error" for what in told.values())
    assert (result.expected, result.completed) == (38, 38 - broken)
    assert all(answer.text == "" for answer in answers if answer.error)
    assert max(stub.pictures.values()) == PICTURES
    _no_key_anywhere(tmp_path, stub)


def _no_key_anywhere(place: Path, stub: Stub) -> None:
    import zipfile

    from inspect_ai.log import read_eval_log

    assert stub.keys == {f"Bearer {stub.key}"}
    searched = 0
    for file in (path for path in place.rglob("*") if path.is_file()):
        text = file.read_bytes().decode("latin-1")
        if zipfile.is_zipfile(file):
            text += read_eval_log(str(file)).model_dump_json()
        searched += len(text)
        assert stub.key not in text, file
        assert stub.key[-12:] not in text, file
    assert searched > 100_000

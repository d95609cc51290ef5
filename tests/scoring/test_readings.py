"""Replies in the manner of many models are read as what they say, each kind of answer for itself."""

from pathlib import Path

import pytest
import yaml

from multipriv.scoring import score
from multipriv.taxonomy.records import Answer, Question
from tests.formats.questions import make_chain, make_question

OPTIONS = ("Lake Clinic", "Hill Clinic", "Lake Clinic North", "Dale")
QUESTIONS: dict[str, Question] = {
    "same_yes": make_question("yes_no", "yes"),
    "same_no": make_question("yes_no", "no"),
    "present_yes": make_question("yes_no", "yes", form="present", attribute="signature"),
    "present_no": make_question("yes_no", "no", form="present", attribute="signature"),
    "choice": make_question("choice", "B", options=OPTIONS),
    "set": make_question("set", "2,5"),
    "empty": make_question("set", ""),
    "steps": make_chain(),
    "box": make_question("box", "100,200,300,400", box=(100, 200, 300, 400)),
    "date": make_question("text", "1990-03-04", answer_type="date", attribute="birth_date"),
    "name": make_question("text", "周明远", answer_type="person_name", attribute="name", accepted=("Zhou Mingyuan",)),
    "amount": make_question("text", "$1,234.50", answer_type="amount", attribute="income"),
    "phone": make_question("text", "000 5042 1825", answer_type="phone", attribute="phone"),
}
READINGS = yaml.safe_load((Path(__file__).parent / "data" / "readings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("kind", list(QUESTIONS))
def test_replies_are_read_as_what_they_say(kind: str) -> None:
    wanted = {text: outcome for outcome, texts in READINGS[kind].items() for text in texts}
    found = {text: score(QUESTIONS[kind], said(text), size=(1000, 1000)).outcome for text in wanted}
    assert found == wanted


def said(text: str) -> Answer:
    return Answer("q1", "model", None, "plain", "none", text, "stop")

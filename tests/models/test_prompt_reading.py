"""What a prompt asks is understood from its words alone, in every wording, style and language."""

import pytest

from multipriv.evaluation.prompt import build_prompt
from multipriv.formats.registry import STYLES, Style
from multipriv.models.prompt_reading import Asked, understand
from multipriv.models.reader.asking import named_in, quoted_in, steps_in
from multipriv.questions.generate import generate
from multipriv.taxonomy.records import Question
from multipriv.taxonomy.tasks import tasks
from tests.questions.paper_world import paper_world


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    people, pictures = paper_world(6, 80)
    return generate(pictures, people, dict.fromkeys(tasks(), 24), seed=3)


def asked(question: Question, style: Style = "plain") -> Asked:
    parts = build_prompt(question, style)
    return understand("\n".join(part.text for part in parts if part.text is not None), len(question.picture_ids))


@pytest.mark.parametrize("style", STYLES)
def test_kind_language_and_options_are_understood_in_every_style(questions: list[Question], style: Style) -> None:
    for question in questions:
        found = asked(question, style)
        assert found.kind == question.answer_kind, question.stem
        assert found.chinese == (question.language == "zh"), question.stem
        assert found.options == question.options, question.stem


def test_the_person_meant_and_the_gallery_are_understood(questions: list[Question]) -> None:
    for question in questions:
        found = asked(question)
        if question.ask.form in ("value", "steps", "members"):
            assert found.anchor == (question.ask.anchor or None), question.stem
            assert bool(found.text) == (question.ask.anchor == 0), question.stem
        if question.ask.form == "members":
            assert found.gallery == question.ask.gallery, question.stem


def test_what_is_asked_for_is_understood(questions: list[Question]) -> None:
    wrong = []
    for question in questions:
        found, ask = asked(question), question.ask
        if ask.form in ("value", "extract", "locate") and named_in(found.stem)[:1] != ask.targets[:1]:
            wrong.append(question.stem)
        if ask.form == "present" and ask.targets[0][0] not in {named[0] for named in named_in(found.stem)}:
            wrong.append(question.stem)
        if ask.form == "steps":
            said = [wanted[:1] for wanted in steps_in(found.stem)]
            if said != [((step.attribute, step.facet),) for step in question.steps if not step.given]:
                wrong.append(question.stem)
    assert len(wrong) <= len(questions) // 100, wrong


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("Which of Pictures 1, 2 and 4 to 6 are of the same person as Picture 3?", ((1, 2, 4, 5, 6), (3,))),
        ("图1至图3以及图5当中，哪些和图4是同一个人？", ((1, 2, 3, 5), (4,))),
    ],
)
def test_groups_of_pictures(text: str, mentioned: tuple[tuple[int, ...], ...]) -> None:
    assert understand(f"{text}\n\nGive the numbers of all pictures.", 6).mentioned == mentioned


def test_a_transcript_is_not_a_list_of_options() -> None:
    text = "Text:\nA: Who was that?\nB: Nobody knows.\n\nWhat is the name?\n\nGive the value exactly as printed."
    found = understand(text, 2)
    assert (found.kind, found.options) == ("text", ())
    assert found.text.startswith("A: Who")


@pytest.mark.parametrize("text", ["", "???", "图", "Answer:", "\n\n\n", "(1) (2) (3)", "Pictures 0 and 99"])
def test_strange_prompts_do_no_harm(text: str) -> None:
    found = understand(text, 0)
    assert found.kind in ("yes_no", "choice", "text", "box", "set", "steps")
    assert found.gallery == ()
    assert isinstance(steps_in(text), list)


def test_parts_of_things_are_told_from_the_things() -> None:
    assert named_in("What is the date of the flight?") == (("flight", "date"),)
    assert named_in("车次的乘车日期是什么？") == (("train", "date"),)
    assert named_in("the amount of the payment with “Kite Shop”") == (("transactions", "amount"),)
    assert named_in("the amount of the monthly income tax") == (("tax", "value"),)
    assert quoted_in("the amount of the payment with “Kite Shop”") == "Kite Shop"

"""Every kind of answer: what is written is read back, and what models say in its stead."""

from collections.abc import Callable

import pytest

from multipriv.formats import instruction, parse, write
from multipriv.formats.registry import Style
from multipriv.taxonomy.records import Locale, Question
from tests.formats.questions import Kind, make_question, step

Make = Callable[..., Question]
OPTIONS = ("Lake Clinic", "Hill Clinic", "Lake Clinic North", "Dale")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", "yes"),
        ("**Answer:** Yes.", "yes"),
        ("答案：不是", "no"),
        ("答案：是，因为号码一致", "yes"),
        ("no", "no"),
        ("They belong to the same person.", "yes"),
        ("They do not belong to the same person.", "no"),
        ("Ｙｅｓ。", "yes"),
        ("<think>no, no</think>\n\nAnswer: yes", "yes"),
        ("No, they are different people.", "no"),
        ("同一人", "yes"),
        ('```json\n{"answer": "no"}\n```', "no"),
        ('{"answer": true}', "yes"),
        ("\\boxed{\\text{yes}}", "yes"),
        ("不属于同一个人", "no"),
        ("是同一个人", "yes"),
        ("这两张图片不属于同一个人", "no"),
        ("這兩張圖片屬於同一個人", "yes"),
        ("Probably yes.", "yes"),
        ("Picture 1 shows a card.\n\nFinal Answer\n\nNo", "no"),
        ("Answer: no\nWait, the numbers agree.\nAnswer: yes", "yes"),
        ("Step 1: no. Step 2: yes.\n\nFinal answer: Yes.", "yes"),
        ("The ID numbers match, so yes.", "yes"),
        ("不是。", "no"),
        ("<answer>是</answer>", "yes"),
        ("reasoning in the template</think>\nno", "no"),
        ("~~no~~ yes", "yes"),
        ("最终答案：**否**", "no"),
        ("yes or no", None),
        ("Yes... No", None),
        ("Answer: yes/no", None),
        ("是，不是", None),
        ("", None),
        ("Answer: maybe", None),
        ("<think>yes", None),
        ("They might belong to the same person.", None),
        ("I wonder whether they are the same person", None),
        ("是不是同一个人？", None),
        ("Yesterday was fine", None),
        ("Nobody knows", None),
    ],
)
def test_yes_no(make: Make, text: str, value: str | None) -> None:
    assert parse(text, make("yes_no", "yes")).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The picture does not show a face.", "no"),
        ("No face is visible.", "no"),
        ("I don't see any face here.", "no"),
        ("图中没有人脸。", "no"),
        ("图片中未出现人脸", "no"),
        ("图片中可以看到一张人脸。", "yes"),
        ("Yes, a face can be seen.", "yes"),
        ("有", "yes"),
        ("没有", "no"),
        ("The picture contains a face", "yes"),
        ("有没有人脸？", None),
    ],
)
def test_presence(make: Make, text: str, value: str | None) -> None:
    assert parse(text, make("yes_no", "yes", form="present", attribute="face")).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("B", "B"),
        ("(b)", "B"),
        ("Ｂ", "B"),
        ("Answer: B. Hill Clinic", "B"),
        ("Hill Clinic", "B"),
        ("选B", "B"),
        ("答案：B 项", "B"),
        ("The answer is C", "C"),
        ("Lake Clinic North", "C"),
        ("Answer: **B**", "B"),
        ('{"answer": "D"}', "D"),
        ("$\\boxed{A}$", "A"),
        ("Lake Clinic", "A"),
        ("选项C", "C"),
        ("Answer: (D) Dale", "D"),
        ("Answer: B. Dale", None),
        ("A or B", None),
        ("Answer: A and B", None),
        ("A phone is shown", None),
        ("E", None),
        ("Lake Clinic or Hill Clinic", None),
        ("", None),
    ],
)
def test_choice(make: Make, text: str, value: str | None) -> None:
    assert parse(text, make("choice", "B", options=OPTIONS)).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2, 5", "2,5"),
        ("Pictures 2 and 5", "2,5"),
        ("图2、图5", "2,5"),
        ("Answer: 2-4", "2,3,4"),
        ("第二张和第五张", "2,5"),
        ("Answer: none", ""),
        ("答案：无", ""),
        ("Answer: all except 3", "1,2,4,5,6,7,8"),
        ("Answer: [5, 2]", "2,5"),
        ('{"answer": ["Picture 2", "Picture 5"]}', "2,5"),
        ("Answer: 2 and 5 (of the 8 pictures)", "2,5"),
        ("答案：图二、图五。", "2,5"),
        ("Answer: 2, 5, not 3", "2,5"),
        ("The two pictures are 2 and 5.", "2,5"),
        ("答案：２，５", "2,5"),
        ("图2至图4", "2,3,4"),
        ("Answer: Pictures 2 through 4 and 7", "2,3,4,7"),
        ("Answer: 2, 5. Picture 3 shows someone else.", "2,5"),
        ("Answer: 2", "2"),
        ("Answer: all pictures", "1,2,3,4,5,6,7,8"),
        ("答案：全部", "1,2,3,4,5,6,7,8"),
        ("2、5、5", "2,5"),
        ("[2, 5]", "2,5"),
        ("Answer: 2 or 5", None),
        ("Picture 2 shows a card. Picture 3 shows a man.", None),
        ("Answer: not 3", None),
        ("", None),
    ],
)
def test_set(make: Make, text: str, value: str | None) -> None:
    assert parse(text, make("set", "2,5")).value == value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Answer: AB12 | Anna Lee | Flu", ("AB12", "Anna Lee", "Flu")),
        ("答案：AB12｜Anna Lee｜Flu", ("AB12", "Anna Lee", "Flu")),
        ("1. AB12\n2. Anna Lee\n3. Flu", ("AB12", "Anna Lee", "Flu")),
        ("第一步：AB12\n第二步：Anna Lee\n第三步：Flu", ("AB12", "Anna Lee", "Flu")),
        ("Step 1: AB12\nStep 2: Anna Lee\nStep 3: Flu\n\nAnswer: Flu", ("AB12", "Anna Lee", "Flu")),
        ("**Step 1 (plate):** AB12\n**Step 2 (owner):** Anna Lee\n**Step 3:** Flu", ("AB12", "Anna Lee", "Flu")),
        ("AB12 → Anna Lee → Flu", ("AB12", "Anna Lee", "Flu")),
        ("Answer: AB12 -> Anna Lee -> Flu", ("AB12", "Anna Lee", "Flu")),
        ('{"steps": ["AB12", "Anna Lee", "Flu"]}', ("AB12", "Anna Lee", "Flu")),
        ('{"steps": [{"step": 1, "value": "AB12"}, {"step": 2, "value": "Anna Lee"}]}', ("AB12", "Anna Lee", None)),
        ('{"step1": "AB12", "step2": "Anna Lee", "step3": "Flu"}', ("AB12", "Anna Lee", "Flu")),
        ("Answer:\n1. AB12\n2. Anna Lee\n3. Flu", ("AB12", "Anna Lee", "Flu")),
        ("①AB12\n②Anna Lee", None),
        ("3. Flu\n1. AB12", ("AB12", None, "Flu")),
        ("Answer: AB12 | Anna Lee | Flu | Cold | Gout", None),
        ("", None),
    ],
)
def test_steps(chain: Question, text: str, parts: tuple[str | None, ...] | None) -> None:
    parsed = parse(text, chain)
    if parts is None:
        assert parsed.parts != ("AB12", "Anna Lee", "Flu")
    else:
        assert parsed.parts == parts


@pytest.mark.parametrize(
    "text",
    [
        "Answer: cannot be determined",
        "答案：无法确定",
        "cannot be determined",
        "无法确定。",
        "**Cannot be determined**",
        "無法確定",
        "Answer: Not enough information.",
        "答案：信息不足，无法判断",
        '{"answer": "cannot be determined"}',
        "<think>yes?</think>无法判断",
    ],
)
@pytest.mark.parametrize("kind", ["yes_no", "choice", "text", "box", "set", "steps"])
def test_every_kind_takes_cannot_be_determined(make: Make, chain: Question, kind: Kind, text: str) -> None:
    question = chain if kind == "steps" else make(kind, "2", options=OPTIONS)
    assert parse(text, question, sent_size=(100, 100)).found == "abstained"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_written_is_read_back(make: Make, chain: Question, language: Locale) -> None:
    for question in (
        make("yes_no", "no"),
        make("choice", "C", options=OPTIONS),
        make("set", "1,4,8"),
        make("set", ""),
        chain,
        make("text", "周明远"),
        make("text", "12 Oak Street, Northshire", answer_type="address"),
    ):
        parsed = parse(write(question, language), question)
        assert (parsed.found, parsed.value, parsed.how) == ("answer", question.answer, "labelled")
        abstaining = parse(write(question, language, answer="cannot be determined"), question)
        assert abstaining.found == "abstained"


@pytest.mark.parametrize("style", ["plain", "step-by-step", "structured", "direct"])
@pytest.mark.parametrize(
    ("language", "undetermined", "label"), [("en", "cannot be determined", "Answer:"), ("zh", "无法确定", "答案：")]
)
def test_every_instruction_allows_that_nothing_follows(
    make: Make, chain: Question, style: Style, language: Locale, undetermined: str, label: str
) -> None:
    texts = []
    for kind in ("yes_no", "choice", "text", "box", "set", "steps"):
        question = chain if kind == "steps" else make(kind, "B", options=OPTIONS)
        text = instruction(question, language, style)
        assert undetermined in text
        assert label in text
        assert "{" not in text.replace('{"', "").replace("{{", "") or style == "structured"
        texts.append(text)
    assert len(set(texts)) == 6
    assert ("JSON" in texts[0]) == (style == "structured")


def test_the_instruction_itself_is_no_answer(make: Make) -> None:
    for language in ("en", "zh"):
        question = make("yes_no", "yes")
        assert parse(instruction(question, language), question).value is None


@pytest.mark.parametrize(
    "text", ["Answer: (1) AB12 (2) Anna Lee (3) Flu", "Answer: 1. AB12 2. Anna Lee 3. Flu", "答案：AB12、Anna Lee、Flu"]
)
def test_steps_on_one_line(chain: Question, text: str) -> None:
    assert parse(text, chain).parts == ("AB12", "Anna Lee", "Flu")


@pytest.mark.parametrize("date", ["24-Jun-2026", "4-Jun-2026", "24 Jun 2026", "24.06.2026"])
def test_a_date_is_not_taken_for_a_numbered_line(date: str) -> None:
    asked = make_question("steps", f"AB12 | {date}", steps=(step("AB12", "plate"), step(date, "date")))
    assert parse(f"Answer: AB12 | {date}", asked).parts == ("AB12", date)

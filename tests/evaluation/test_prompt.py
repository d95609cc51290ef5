"""Every prompt style with every kind of answer in both languages: what is asked for, and that such a reply is understood."""

import json
from itertools import product

import pytest

from multipriv import formats
from multipriv.dataset import Dataset
from multipriv.evaluation.prompt import build_prompt
from multipriv.evaluation.references import near_miss
from multipriv.scoring import score
from multipriv.taxonomy.records import Answer, Question
from tests.evaluation.tiny import SIZE

STYLES = ("plain", "step-by-step", "structured")
KINDS = ("yes_no", "choice", "text", "box", "set", "steps")
CELLS = [*product(STYLES, KINDS, ("en", "zh"))]
LABEL = {"en": "Answer:", "zh": "答案："}
UNDETERMINED = {"en": "cannot be determined", "zh": "无法确定"}
ASKED = {
    "step-by-step": {"en": "step by step", "zh": "一步一步"},
    "structured": {"en": '{"cues": [{"id": 1,', "zh": '{"线索": [{"编号": 1,'},
}
"""What a prompt of a style says beyond the plain one."""
THOUGHT = {
    "en": [
        "Picture 1 shows a card with a name; the answer is not obvious yet.",
        "The date on it is 2021-04-05, and A. Example is printed below.",
        "Picture 2 could be of the same person, so one might say yes or no.",
    ],
    "zh": [
        "图1是一张名片，上面有姓名，暂时还看不出答案。",
        "日期为2021-04-05，下方印着A. 示例。",
        "图2也许是同一个人，回答是或否都有可能。",
    ],
}


def question(dataset: Dataset, kind: str, language: str) -> Question:
    return next(q for q in dataset.questions if q.answer_kind == kind and q.language == language)


def reply(style: str, language: str, final: str, fence: bool = True) -> str:
    """What a model writes when it does as it is told: cues that look like answers, then the final line."""
    thoughts = THOUGHT[language]
    if style == "plain":
        return f"{thoughts[0]}\n{final}"
    if style == "step-by-step":
        numbered = "\n".join(f"{number}. {thought}" for number, thought in enumerate(thoughts, start=1))
        return f"{numbered}\n\n**{final}**"
    words = {"en": ("cues", "links", "value"), "zh": ("线索", "关联", "内容")}[language]
    cues = [{"id": 1, "source": "1", words[2]: "2021-04-05"}, {"id": 2, "source": "2", words[2]: "[3, 4, 5, 6]"}]
    table = json.dumps({words[0]: cues, words[1]: [{"from": 1, "to": 2, "because": thoughts[2]}]}, ensure_ascii=False, indent=1)
    return (f"```json\n{table}\n```" if fence else table) + f"\n\n{thoughts[0]}\n\n{final}"


@pytest.mark.parametrize(("style", "kind", "language"), CELLS)
def test_a_prompt_states_its_form(style: str, kind: str, language: str, tiny: Dataset) -> None:
    asked = question(tiny, kind, language)
    *before, last = build_prompt(asked, style, size=SIZE)
    assert last.text is not None
    assert [part.picture for part in before if part.picture] == list(range(1, len(asked.picture_ids) + 1))
    closing = last.text[last.text.index(asked.stem) + len(asked.stem) :]
    assert LABEL[language] in closing.splitlines()[-1]
    assert UNDETERMINED[language] in closing
    for other, words in ASKED.items():
        assert (words[language] in closing) == (other == style)
    if style in ASKED:
        assert closing.index(ASKED[style][language]) < closing.rindex(LABEL[language])
    assert all(option in closing for option in asked.options)


@pytest.mark.parametrize(("style", "kind", "language"), CELLS)
def test_a_reply_of_that_style_is_understood(style: str, kind: str, language: str, tiny: Dataset) -> None:
    asked = question(tiny, kind, language)
    right = formats.write(asked, asked.language, None, SIZE, sent_size=SIZE)
    missed = near_miss(asked, tiny.questions, SIZE)
    wrong = formats.write(asked, asked.language, None, SIZE, sent_size=SIZE, answer=missed)
    for final, outcome in ((right, "correct"), (wrong, "wrong"), (LABEL[language] + UNDETERMINED[language], "abstained")):
        for fence in (True, False):
            answer = Answer(
                asked.question_id, "m", None, style, "none", reply(style, language, final, fence), "stop", sent_sizes=(SIZE,)
            )
            assert score(asked, answer).outcome == outcome, answer.text

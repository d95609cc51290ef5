"""Boxes: every dialect written and read back, and the boxes of real families in their own notation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.formats import instruction, parse, write
from multipriv.formats.dialects import dialects, seen_size
from multipriv.scoring.judgement import iou
from tests.formats.questions import make_question

SIZES = st.tuples(st.integers(200, 4000), st.integers(200, 4000))


@pytest.mark.parametrize("code", list(dialects()))
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_box_written_and_read_back_is_the_same(code: str, data: st.DataObject) -> None:
    width, height = size = data.draw(SIZES)
    scale = data.draw(st.floats(0.3, 1.0))
    sent = (max(1, round(width * scale)), max(1, round(height * scale)))
    across, down = data.draw(st.integers(12, width)), data.draw(st.integers(12, height))
    x0, y0 = data.draw(st.integers(0, width - across)), data.draw(st.integers(0, height - down))
    box = (float(x0), float(y0), float(x0 + across), float(y0 + down))
    question = make_question("box", ",".join(map(str, box)), box=box)
    for language in ("en", "zh"):
        text = write(question, language, code, size, sent_size=sent)
        parsed = parse(text, question, dialect=code, size=size, sent_size=sent)
        assert parsed.box_state == "parsed", text
        assert parsed.box is not None
        assert iou(parsed.box, box) >= 0.99, text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("qwen-vl", "<ref>the number</ref><box>(100,200),(300,400)</box>"),
        ("qwen2-vl", "<|object_ref_start|>number<|object_ref_end|><|box_start|>(100,200),(300,400)<|box_end|>"),
        ("qwen3-vl", '```json\n[\n\t{"bbox_2d": [100, 200, 300, 400], "label": "number"}\n]\n```'),
        ("gemini", '```json\n[{"box_2d": [200, 100, 400, 300], "label": "number"}]\n```'),
        ("gemini", "[200, 100, 400, 300]"),
        ("internvl", "<ref>number</ref><box>[[100, 200, 300, 400]]</box>"),
        ("glm-v", "<|begin_of_box|>[[100,200,300,400]]<|end_of_box|>"),
        ("glm-v", "<think>The number is at [[1,2,3,4]], no, at [[100,200,300,400]].</think>"),
        ("deepseek-vl2", "<|ref|>number<|/ref|><|det|>[[99.9, 199.8, 299.7, 399.6]]<|/det|>"),
        ("minicpm-v", "<box>100 200 300 400</box>"),
        ("paligemma", "<loc0205><loc0102><loc0410><loc0307> number"),
        ("florence-2", "number<loc_100><loc_200><loc_300><loc_400>"),
        ("moondream", '{"objects": [{"x_min": 0.1, "y_min": 0.2, "x_max": 0.3, "y_max": 0.4}]}'),
        ("moondream", "{'x_min': 0.1, 'y_min': 0.2, 'x_max': 0.3, 'y_max': 0.4}"),
        ("claude", "The box is [100, 200, 300, 400]."),
        (None, "答案：【100，200，300，400】"),
        (None, "左上角（100，200），右下角（300，400）"),
        (None, "Answer: (100, 200, 300, 400)"),
        (None, "x0=100, y0=200, x1=300, y1=400"),
        (None, "100, 200, 300, 400"),
        (None, "Answer: [300, 400, 100, 200]"),
        (None, '{"x": 100, "y": 200, "width": 200, "height": 200}'),
        (None, "Answer: [[100, 200], [300, 400]]"),
        (None, "<think>[1, 2, 3, 4]</think>Answer: [100, 200, 300, 400]"),
        (None, '{"answer": [100, 200, 300, 400]}'),
        (None, "First guess [5, 6, 7, 8].\nAnswer: [100, 200, 300, 400]"),
        (None, "[100.0, 200.0, 300.0, 400.0], [1, 2, 3, 4]"),
    ],
)
def test_the_notations_of_the_families(code: str | None, text: str) -> None:
    question = make_question("box", "100,200,300,400", box=(100, 200, 300, 400))
    parsed = parse(text, question, dialect=code, size=(1000, 1000))
    assert parsed.box is not None
    assert iou(parsed.box, (100, 200, 300, 400)) > 0.97


def test_the_space_is_declared_and_never_guessed() -> None:
    question = make_question("box", "1,2,3,4", box=(1, 2, 3, 4))
    small = parse("[0.1, 0.2, 0.3, 0.4]", question, size=(1000, 1000))
    assert small.box == pytest.approx((0.1, 0.2, 0.3, 0.4))
    assert parse("[100, 200, 300, 1400]", question, size=(1000, 1000)).box_state == "out_of_range"
    assert parse("[100, 200, 300, 1010]", question, size=(1000, 500)).box == pytest.approx((100, 100, 300, 500))
    assert parse("[200, 300, 1500, 1600]", question, dialect="unit", size=(1000, 500)).box is None
    assert parse("<loc0100><loc0100><loc0200><loc0200>", question, size=(1000, 500)).box_state == "unparsable"


@pytest.mark.parametrize(
    "text", ["", "no box", "[1, 2, 3]", "[1, 2, 3, 4, 5]", "[5, 5, 5, 5]", "[1, 2, 3", "[nan, 1, 2, 3]", '{"bbox": null}']
)
def test_what_is_no_box(text: str) -> None:
    parsed = parse(text, make_question("box", "1,2,3,4", box=(1, 2, 3, 4)), size=(1000, 1000))
    assert parsed.box is None


def test_prompts_state_the_space() -> None:
    question = make_question("box", "1,2,3,4")
    assert "1000" in instruction(question, "en")
    assert "[x0, y0, x1, y1]" in instruction(question, "zh")
    assert "[y0, x0, y1, x1]" in instruction(question, "en", dialect="gemini")
    pixels = instruction(question, "en", dialect="qwen2.5-vl", size=(1000, 700))
    assert "1008 pixels wide and 700 pixels high" in pixels
    with pytest.raises(ValueError, match="no box dialect"):
        instruction(question, "en", dialect="klingon")


def test_families_that_resize() -> None:
    assert seen_size((1000, 700), "multiples-of-28") == (1008, 700)
    wide = seen_size((8000, 6000), "multiples-of-28")
    assert wide[0] % 28 == wide[1] % 28 == 0
    assert wide[0] * wide[1] <= 12845056
    assert seen_size((3136, 1568), "claude")[0] <= 1568
    assert seen_size((800, 600), "claude") == (800, 600)

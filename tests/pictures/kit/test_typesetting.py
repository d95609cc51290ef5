"""Setting a document: what reaches the template, what is refused, and the boxes of wrapped and inset values."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from multipriv.pictures.kind import Commission, Drawing
from multipriv.pictures.kit import engine
from multipriv.pictures.kit.facts import printed_facts
from multipriv.pictures.kit.typesetting import Inset, typeset
from multipriv.taxonomy.records import Person
from tests.pictures.ink import ink_of_marks, measured
from tests.pictures.people import CHINESE, ENGLISH

CARD = Commission("insurance_card", ENGLISH, ("phone",), "wave", "kit")
HEAD = f'#import "{engine.KIT / "kit.typ"}": *\n'


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which kinds are looked up."""
    monkeypatch.setattr(engine, "KINDS", tmp_path)
    return tmp_path


def _set(folder: Path, body: str, commission: Commission = CARD, name: str = "page", **images: Inset) -> Drawing:
    (folder / f"{name}.typ").write_text(HEAD + "#show: sheet.with(1000pt, 400pt, margin: 40pt)\n" + body, "utf-8")
    return typeset(commission, {}, template=name, images=images)


def test_the_template_sees_only_what_is_commissioned() -> None:
    assert set(printed_facts(CARD, ENGLISH, {})) == {"name", "hospital", "phone"}
    assert set(printed_facts(replace(CARD, keys=("birth_date",)), ENGLISH, {})) == {"name", "hospital", "birth_date"}


def test_a_style_named_by_attribute_goes_before_one_named_by_type() -> None:
    commission = replace(CARD, keys=("birth_date",))
    facts = printed_facts(commission, ENGLISH, {"birth_date": "iso", "date": "capitals"})
    assert facts["birth_date"] == [{"value": "1984-11-23"}]
    assert printed_facts(commission, ENGLISH, {"date": "capitals"})["birth_date"] == [{"value": "23 NOV 1984"}]


def test_a_template_that_leaves_out_a_shown_attribute_is_refused(template: Path) -> None:
    (template / "insurance_card.typ").write_text(HEAD + '#value("name.value")#value("phone.value")', "utf-8")
    with pytest.raises(ValueError, match="hospital"):
        typeset(CARD, {})


def test_a_page_that_overflows_is_refused(template: Path) -> None:
    (template / "long.typ").write_text(HEAD + "#set page(width: 300pt, height: 200pt)\n#v(150pt)\na\n#pagebreak()\nb", "utf-8")
    with pytest.raises(ValueError, match="runs over"):
        typeset(CARD, {}, template="long")


@pytest.mark.parametrize("person", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("look", ["", ", bold: true", ", tracking: 0.2em", ', font: "DejaVu Sans Mono"', ', style: "italic"'])
def test_boxes_fit_the_ink_in_every_look(template: Path, person: Person, look: str) -> None:
    commission = replace(CARD, person=person)
    body = f'#value("name.value", size: 30pt{look}) #v(20pt) #h(1fr)#mark("phone.value", "1", size: 26pt{look})'
    drawing, ink = ink_of_marks(lambda: _set(template, body, commission, "look"))
    assert [mark.attribute for mark in drawing.marks] == ["name", "phone"]
    for _, fit in measured(drawing, ink):
        assert fit >= 0.85


def test_a_wrapped_value_is_one_mark_around_its_lines(template: Path) -> None:
    body = '#wrapped("hospital.value", fact("hospital.value"), 260pt, size: 30pt)'
    drawing, ink = ink_of_marks(lambda: _set(template, body, name="wrapped"))
    (mark,) = drawing.marks
    assert mark.text == ENGLISH.value("hospital")
    assert mark.box[3] - mark.box[1] > 60
    assert next(measured(drawing, ink))[1] >= 0.85


def test_a_fitted_value_keeps_its_width(template: Path) -> None:
    drawing = _set(template, '#fitted("name.value", fact("name.value"), 200pt, size: 60pt, bold: true)', name="fitted")
    assert drawing.marks[0].box[2] - drawing.marks[0].box[0] == pytest.approx(200 * drawing.image.shape[1] / 1000, rel=0.04)


def test_an_inset_gives_the_box_of_its_private_part(template: Path) -> None:
    image = np.full((100, 200, 3), 200, np.uint8)
    image[30:60, 50:150] = (255, 0, 0)
    drawing = _set(template, '#depicted("name.value", "seen", width: 400pt)', name="inset", seen=Inset(image, (50, 30, 150, 60)))
    (mark,) = drawing.marks
    assert mark.text is None
    red = (drawing.image[..., 0] > 240) & (drawing.image[..., 1] < 40)
    rows, columns = np.nonzero(red)
    assert np.allclose(mark.box, (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1), atol=1.5)


def _private_memory() -> int:
    """Bytes that this process alone holds."""
    lines = Path("/proc/self/smaps_rollup").read_text("utf-8").splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def test_insets_of_one_name_are_seen_anew_and_not_kept(template: Path) -> None:
    body = '#depicted("name.value", "seen", width: 400pt)'

    def shown(grey: int) -> int:
        pixels = np.full((1000, 1000, 3), grey, np.uint8)
        drawing = _set(template, body, name="many", seen=Inset(pixels))
        (mark,) = drawing.marks
        x0, y0, x1, y1 = mark.box
        return int(drawing.image[round((y0 + y1) / 2), round((x0 + x1) / 2), 0])

    assert [shown(grey) for grey in range(100, 115)] == list(range(100, 115))
    before = _private_memory()
    for grey in range(120, 160):
        shown(grey)
    assert _private_memory() - before < 40e6  # a third of the insets


def test_round_corners_are_transparent(template: Path) -> None:
    (template / "round.typ").write_text(HEAD + '#show: sheet.with(1000pt, 600pt, corner: 40pt)\n#value("name.value")', "utf-8")
    image = typeset(CARD, {}, template="round").image
    assert image.shape[2] == 4
    assert image[0, 0, 3] == 0
    assert image[image.shape[0] // 2, image.shape[1] // 2, 3] == 255

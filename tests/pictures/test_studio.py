"""The studio: photographs whose boxes still fit the ink, and exposures closed over what certainly follows."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from multipriv.pictures.camera import shoot
from multipriv.pictures.kind import Commission, Mark, artist
from multipriv.pictures.studio import closed, make_picture
from multipriv.taxonomy.records import Capture, Locale
from tests.pictures.ink import ink_of_marks, overlap
from tests.pictures.people import CHINESE, ENGLISH, PEOPLE


def _report(locale: Locale, key: str = "name") -> Commission:
    return Commission("medical_report", PEOPLE[locale], (key,), "letter", f"studio-{locale}")


def test_a_scan_is_the_drawing_with_a_box_for_every_mark() -> None:
    image, exposures = make_picture(_report("en"), "clean", "camera")
    assert image.ndim == 3
    assert image.shape[2] == 3
    shown = {"hospital", "physician", "examination", "diagnosis", "visit_date", "name"}
    assert {exposure.attribute for exposure in exposures} == shown
    for exposure in exposures:
        x0, y0, x1, y1 = exposure.box
        assert exposure.quad == ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        assert exposure.value == ENGLISH.value(exposure.attribute, exposure.facet)


def test_the_same_commission_gives_the_same_picture() -> None:
    first, second = (make_picture(_report("zh"), "easy", "camera") for _ in range(2))
    assert np.array_equal(first[0], second[0])
    assert first[1] == second[1]


@pytest.mark.parametrize("capture", ["easy", "medium", "hard"])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_boxes_fit_the_ink_through_the_camera(locale: Locale, capture: Capture) -> None:
    commission = Commission("bank_statement", PEOPLE[locale], ("name",), "grid", f"camera-{locale}")
    flat, ink = ink_of_marks(lambda: artist("bank_statement").draw(commission))
    page = np.repeat(np.where(ink, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    shot = shoot(page, "camera", capture, medium="paper")
    _, exposures = make_picture(commission, capture, "camera")
    assert len(exposures) == len(flat.marks)
    flattened = cv2.warpPerspective(shot.image, np.linalg.inv(shot.homography), ink.shape[::-1], flags=cv2.INTER_LINEAR)
    fits = [_fit(np.asarray(flattened, np.uint8), mark.box) for mark in flat.marks]
    assert min(fits) >= 0.75
    for mark, exposure in zip(flat.marks, exposures, strict=True):
        back = cv2.perspectiveTransform(np.array([exposure.quad]), np.linalg.inv(shot.homography))[0]
        assert np.allclose([*back[0], *back[2]], mark.box, atol=0.01)
        assert exposure.box == (*np.min(exposure.quad, axis=0), *np.max(exposure.quad, axis=0))


def _fit(page: NDArray[np.uint8], box: tuple[float, float, float, float]) -> float:
    """Overlap of a box with the dark pixels about it."""
    x0, y0, x1, y1 = (round(v) for v in (box[0] - 5, box[1] - 5, box[2] + 6, box[3] + 6))
    window = page[max(0, y0) : y1, max(0, x0) : x1].mean(axis=2)
    rows, columns = np.nonzero(window < 0.4 * window.min() + 0.6 * np.quantile(window, 0.98))
    found = (x0 + columns.min(), y0 + rows.min(), x0 + columns.max() + 1, y0 + rows.max() + 1)
    return overlap(box, (float(found[0]), float(found[1]), float(found[2]), float(found[3])))


def _mark(attribute: str, person_id: str, value: str) -> Mark:
    return Mark(attribute, "value", person_id, value, value, (10, 20, 210, 44))


def test_a_chinese_number_exposes_birth_date_and_gender_and_an_english_one_nothing() -> None:
    chinese = list(closed([_mark("national_id", "p-zh", CHINESE.value("national_id"))], {"p-zh": CHINESE}))
    found = {(mark.attribute, via): (mark.value, mark.box) for mark, via in chinese[1:]}
    box = (10, 20, 210, 44)
    assert found == {("birth_date", "national_id"): ("1990-03-17", box), ("gender", "national_id"): ("male", box)}
    assert [mark.text for mark, via in chinese if via] == ["19900317", None]
    assert len(list(closed([_mark("national_id", "p-en", ENGLISH.value("national_id"))], {"p-en": ENGLISH}))) == 1


def test_what_is_shown_in_its_own_right_is_not_entailed_again() -> None:
    marks = [_mark("national_id", "p-zh", CHINESE.value("national_id")), _mark("birth_date", "p-zh", "1990-03-17")]
    assert [via for _, via in closed(marks, {"p-zh": CHINESE})] == [None, "national_id", None]


def test_an_address_exposes_its_street() -> None:
    _, exposures = make_picture(Commission("resident_card", ENGLISH, (), "banded", "street"), "clean", "camera")
    street = next(exposure for exposure in exposures if exposure.facet == "street")
    whole = next(exposure for exposure in exposures if exposure.attribute == "home_address" and exposure.facet == "value")
    assert street.text is not None
    assert street.text in (whole.text or "")
    assert (street.via, street.value, street.box) == ("home_address", ENGLISH.value("home_address", "street"), whole.box)


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make_picture(Commission("no_such_kind", ENGLISH, (), "a", "s"), "clean", "camera")

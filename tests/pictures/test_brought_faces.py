"""Brought faces stand in photographs with exact boxes, and never on what identifies."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from multipriv.pictures.album import BroughtPhoto, load_album
from multipriv.pictures.kind import Commission, artist, kinds, may_bear_brought_faces
from multipriv.pictures.kinds.selfie import INSET, INSET_AT, INSET_EDGE, SIZE
from multipriv.pictures.likeness import Likeness
from multipriv.pictures.portraying import brought_photo, framed, scaled, side_by_side, silhouette
from multipriv.pictures.studio import make_picture, photographed
from multipriv.taxonomy.records import Box, Locale, Person
from tests.pictures.albums import noise
from tests.pictures.people import PEOPLE

BEARERS = [code for code in kinds() if may_bear_brought_faces(code)]
SILHOUETTES = [code for code, kind in kinds().items() if kind.brought_faces == "silhouette"]
LOCALES: tuple[Locale, ...] = ("en", "zh")
FACE = (100, 60, 220, 220)
MAGENTA, GREEN = (255, 0, 255), (0, 255, 0)


def _painted(path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (360, 300), face: Box = FACE) -> None:
    """Write a grey photo (width, height) whose face is a block of one colour."""
    image = np.full((size[1], size[0], 3), 128, np.uint8)
    x0, y0, x1, y1 = (int(edge) for edge in face)
    image[y0:y1, x0:x1] = colour
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(path)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[BroughtPhoto, BroughtPhoto]:
    """A magenta and a green face."""
    folder = tmp_path_factory.mktemp("painted")
    _painted(folder / "a" / "0.png", MAGENTA)
    noise(folder / "a" / "1.png", 1)
    _painted(folder / "b" / "0.png", GREEN)
    noise(folder / "b" / "1.png", 2)
    box = ",".join(str(edge) for edge in FACE)
    (folder / "boxes.csv").write_text(f"file,x0,y0,x1,y1\na/0.png,{box}\nb/0.png,{box}\n")
    first, second = load_album(folder).identities
    return first.photos[0], second.photos[0]


def _commission(kind: str, locale: Locale, n: int, photos: tuple[BroughtPhoto, BroughtPhoto]) -> Commission:
    subject = PEOPLE[locale]
    relative = replace(subject, person_id="relative", household_id="h")
    keys = kinds()[kind].keys
    brought = {subject.person_id: photos[0], "relative": photos[1]} if may_bear_brought_faces(kind) else {}
    return Commission(kind, subject, keys[n % len(keys)], artist(kind).layouts[n], f"brought {n}", (relative,), brought)


def _extent(image: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], colour: tuple[int, int, int]) -> Box | None:
    """Return the box of all that is nearly of a colour."""
    hue = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2HSV)
    wanted = cv2.cvtColor(np.array([[colour]], np.uint8), cv2.COLOR_RGB2HSV)[0, 0, 0]
    rows, columns = np.nonzero((np.abs(hue[..., 0].astype(int) - int(wanted)) < 8) & (hue[..., 1] > 170) & (hue[..., 2] > 120))
    if len(rows) < 400:
        return None
    return float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1)


def test_every_kind_with_a_face_says_what_stands_for_it() -> None:
    assert {code for code, kind in kinds().items() if kind.brought_faces} == {
        code for code, kind in kinds().items() if "face" in kind.shows
    }
    assert set(BEARERS) == {"portrait", "selfie", "family_photo", "social_post"}
    assert set(SILHOUETTES) == {"resident_card", "passport_page", "driving_licence", "staff_badge"}
    assert {kinds()[code].category for code in BEARERS} <= {"biometric", "social"}


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", BEARERS)
def test_a_brought_face_stands_exactly_in_its_box(
    kind: str, locale: Locale, n: int, photos: tuple[BroughtPhoto, BroughtPhoto]
) -> None:
    commission = _commission(kind, locale, n, photos)
    image, exposures = make_picture(commission, "clean", "camera")
    faces = [exposure for exposure in exposures if exposure.attribute == "face"]
    assert [face.value for face in faces] == [PEOPLE[locale].value("face")] * len(faces)
    assert [face.person_id for face in faces] == [PEOPLE[locale].person_id, "relative"][: len(faces)]
    assert len(faces) == (2 if kind == "family_photo" else 1)
    for face, colour in zip(faces, (MAGENTA, GREEN), strict=False):
        found = _extent(image, colour)
        assert found is not None
        assert np.allclose(found, face.box, atol=3.5)
    assert {exposure.attribute for exposure in exposures} >= kinds()[kind].shows | set(commission.keys)


@pytest.mark.parametrize("n", [0, 1])
@pytest.mark.parametrize("kind", SILHOUETTES)
def test_documents_and_badges_show_nobody(kind: str, n: int, photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    commission = _commission(kind, LOCALES[n], n, photos)
    drawing = artist(kind).draw(commission)
    assert {mark.attribute for mark in drawing.marks} == (kinds()[kind].shows - {"face"}) | set(commission.keys)
    other = replace(commission.person, facts={**commission.person.facts, "face": ({"value": "face:somebody else"},)})
    assert np.array_equal(drawing.image, artist(kind).draw(replace(commission, person=other)).image)
    forced = replace(commission, brought={commission.person.person_id: photos[0]})
    assert np.array_equal(drawing.image, artist(kind).draw(forced).image)


def test_the_studio_lets_no_face_through_where_it_must_not_be(photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    subject = PEOPLE["en"]
    with pytest.raises(ValueError, match="resident_card may not show a brought face"):
        brought_photo(Commission("resident_card", subject, (), "banded", "s", (), {subject.person_id: photos[0]}), subject)
    rendered = Commission("resident_card", subject, (), "banded", "s")
    drawing = artist("resident_card").draw(rendered)
    with pytest.raises(ValueError, match="resident_card may not show a brought face"):
        photographed(drawing, replace(rendered, brought={}), "clean", "camera")
    portrait = Commission("portrait", subject, (), "close", "s")
    drawing = artist("portrait").draw(portrait)
    with pytest.raises(ValueError, match="portrait shows a face that was not brought"):
        photographed(drawing, replace(portrait, brought={"another": photos[0]}), "clean", "camera")


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.heavy) for seed in range(1, 6))])
@pytest.mark.parametrize("n", [0, 1])
def test_a_selfie_covers_neither_plate_nor_sign(n: int, seed: int, photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    for keys in kinds()["selfie"].keys:
        commission = replace(_commission("selfie", "zh", n, photos), keys=keys, seed=f"covered {seed}")
        face, *texts = artist("selfie").draw(commission).marks
        left = SIZE[0] - INSET[0] - INSET_AT if face.box[0] > SIZE[0] / 2 else INSET_AT
        edges = (left - INSET_EDGE, INSET_AT - INSET_EDGE, left + INSET[0] + INSET_EDGE, INSET_AT + INSET[1] + INSET_EDGE)
        assert edges[0] < face.box[0] < face.box[2] < edges[2]
        assert edges[1] < face.box[1] < face.box[3] < edges[3]
        assert texts
        for text in texts:
            assert text.box[0] >= edges[2] or text.box[2] <= edges[0] or text.box[1] >= edges[3]


def test_a_portrait_is_the_whole_photo(photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    shown = scaled(photos[0], 900)
    assert shown.image.shape == (750, 900, 3)
    assert shown.box == tuple(edge * 2.5 for edge in FACE)


@pytest.mark.parametrize("size", [(300, 300), (200, 500), (500, 200), (360, 300), (90, 120)])
def test_a_frame_keeps_the_face_whole(size: tuple[int, int], photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    _whole(framed(photos[0], size), size, MAGENTA)


@pytest.mark.parametrize(
    "face", [(0, 0, 64, 64), (296, 236, 360, 300), (0, 0, 360, 300), (10, 100, 350, 180), (150, 4, 220, 296)]
)
def test_a_face_at_the_edge_or_of_any_size_is_kept_whole(face: Box, tmp_path: Path) -> None:
    _painted(tmp_path / "a" / "0.png", MAGENTA, face=face)
    noise(tmp_path / "a" / "1.png", 1)
    (tmp_path / "boxes.csv").write_text(f"file,x0,y0,x1,y1\na/0.png,{','.join(str(edge) for edge in face)}\n")
    photo = load_album(tmp_path).identities[0].photos[0]
    for size in ((300, 300), (200, 500), (500, 200)):
        shown = framed(photo, size)
        assert shown.image.shape == (size[1], size[0], 3)
        x0, y0, x1, y1 = shown.box
        assert abs((x1 - x0) / (y1 - y0) / ((face[2] - face[0]) / (face[3] - face[1])) - 1) < 0.05  # nothing cut off
        middle = shown.image[round(y0) + 2 : round(y1) - 2, round(x0) + 2 : round(x1) - 2]
        assert np.abs(middle.astype(int) - MAGENTA).max() < 40


def _whole(shown: Likeness, size: tuple[int, int], colour: tuple[int, int, int]) -> None:
    assert shown.image.shape == (size[1], size[0], 3)
    found = _extent(shown.image, colour)
    assert found is not None
    assert np.allclose(found, shown.box, atol=2)


def test_photos_in_a_row_share_the_width(photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    page = np.array((1, 2, 3), np.uint8)
    image, (first, second) = side_by_side(photos, (624, 400), page, 24)
    assert np.all(image[:, 300:324] == page)
    assert first[2] <= 300
    assert second[0] >= 324
    assert np.allclose(_extent(image, GREEN) or (), second, atol=2)
    alone, boxes = side_by_side(photos[:1], (624, 400), page, 24)
    assert len(boxes) == 1
    assert not np.any(np.all(alone == page, axis=2))


def test_a_silhouette_is_the_same_for_everybody_and_has_no_colour() -> None:
    shown = silhouette((220, 275))
    assert shown.shape == (275, 220, 3)
    assert np.array_equal(shown, shown[:, ::-1]) or np.abs(shown.astype(int) - shown[:, ::-1]).mean() < 1
    assert int(np.ptp(shown.astype(int), axis=2).max()) < 20


def test_a_picture_of_a_person_without_relatives_has_one_face(photos: tuple[BroughtPhoto, BroughtPhoto]) -> None:
    person: Person = PEOPLE["en"]
    commission = Commission("family_photo", person, (), "print", "alone", (), {person.person_id: photos[0]})
    drawing = artist("family_photo").draw(commission)
    assert [mark.attribute for mark in drawing.marks].count("face") == 1

"""The camera: exact geometry, whole pages, repeatable photos."""

from typing import get_args

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multipriv.pictures.camera import Level, Medium, scene_noise, shoot, warp_box

PHOTO_LEVELS: list[Level] = ["easy", "medium", "hard"]
MEDIA: tuple[Medium, ...] = get_args(Medium)


def blank(width: int, height: int, shade: int = 246) -> NDArray[np.uint8]:
    return np.full((height, width, 3), shade, np.uint8)


def grey(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    return image.astype(np.float32).mean(axis=2)


def corners_in_photo(page: NDArray[np.uint8], homography: NDArray[np.float64]) -> NDArray[np.float64]:
    height, width = page.shape[:2]
    quad, _ = warp_box(homography, (0, 0, width, height))
    return np.array(quad)


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    common = max(wide, 0) * max(tall, 0)
    return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common)


def test_clean_returns_the_page_itself() -> None:
    page = blank(300, 200)
    page[20:40, 30:90] = 7
    shot = shoot(page, "a", "clean", medium="paper")
    assert np.array_equal(shot.image, page)
    assert np.array_equal(shot.homography, np.eye(3))
    assert shot.image is not page


def test_clean_puts_rounded_corners_on_white() -> None:
    card = np.zeros((60, 100, 4), np.uint8)
    card[10:50, 10:90] = (10, 20, 30, 255)
    image = shoot(card, "a", "clean", medium="card").image
    assert image.shape == (60, 100, 3)
    assert tuple(image[0, 0]) == (255, 255, 255)
    assert tuple(image[30, 50]) == (10, 20, 30)


@pytest.mark.parametrize("medium", MEDIA)
def test_same_seed_same_photo_and_other_seed_another(medium: Medium) -> None:
    page = blank(400, 300)
    first, again = (shoot(page, "s", "hard", medium=medium) for _ in range(2))
    other = shoot(page, "t", "hard", medium=medium)
    assert np.array_equal(first.image, again.image)
    assert np.array_equal(first.homography, again.homography)
    assert not np.array_equal(first.homography, other.homography)


def test_geometry_does_not_depend_on_what_is_printed() -> None:
    page, printed = blank(700, 440), blank(700, 440)
    printed[100:140, 100:500] = 0
    a, b = (shoot(p, "s", "medium", medium="card") for p in (page, printed))
    assert np.array_equal(a.homography, b.homography)
    assert a.image.shape == b.image.shape


@settings(max_examples=8, deadline=None)
@given(
    width=st.integers(240, 1400),
    height=st.integers(160, 1800),
    seed=st.text("abcdef", min_size=1, max_size=6),
    level=st.sampled_from(PHOTO_LEVELS),
    medium=st.sampled_from(MEDIA),
)
def test_the_whole_page_is_in_the_picture(width: int, height: int, seed: str, level: Level, medium: Medium) -> None:
    page = blank(width, height)
    shot = shoot(page, seed, level, medium=medium)
    tall, wide = shot.image.shape[:2]
    assert 1024 <= max(tall, wide) <= 1600
    quad = corners_in_photo(page, shot.homography)
    assert (quad >= 0).all()
    assert (quad <= [wide, tall]).all()


@pytest.mark.parametrize("level", PHOTO_LEVELS)
def test_dense_pages_keep_three_quarters_of_their_resolution(level: Level) -> None:
    page = blank(1240, 1754)
    for seed in "abc":
        shot = shoot(page, seed, level, medium="paper")
        area = cv2.contourArea(corners_in_photo(page, shot.homography).astype(np.float32))
        assert (area / (1240 * 1754)) ** 0.5 >= 0.75


@pytest.mark.parametrize("level", PHOTO_LEVELS)
@pytest.mark.parametrize("medium", MEDIA)
def test_warped_boxes_lie_on_the_warped_ink(level: Level, medium: Medium) -> None:
    """The same photo with and without a block of ink: the difference must fill the warped box."""
    width, height = (720, 1280) if medium == "screen" else (1000, 640)
    for box in ((80, 60, 330, 96), (width - 260, height - 190, width - 60, height - 150)):
        page, inked = blank(width, height), blank(width, height)
        inked[box[1] : box[3], box[0] : box[2]] = 20
        a, b = (shoot(p, "ink", level, medium=medium) for p in (page, inked))
        changed = np.abs(grey(a.image) - grey(b.image)) > 60
        rows, columns = np.nonzero(changed)
        ink = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        quad, warped = warp_box(a.homography, box)
        assert overlap(ink, warped) >= 0.9
        drawn = np.zeros(changed.shape, np.uint8)
        cv2.fillPoly(drawn, [np.round((np.array(quad) - 0.5) * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
        assert (changed & (drawn > 0)).sum() / (changed | (drawn > 0)).sum() >= 0.85


def test_warp_box_under_identity() -> None:
    quad, box = warp_box(np.eye(3), (1.0, 2.0, 11.0, 7.0))
    assert quad == ((1.0, 2.0), (11.0, 2.0), (11.0, 7.0), (1.0, 7.0))
    assert box == (1.0, 2.0, 11.0, 7.0)


def test_the_desk_shows_through_rounded_corners() -> None:
    card = np.zeros((500, 800, 4), np.uint8)
    cv2.rectangle(card, (120, 0), (679, 499), (250, 250, 250, 255), -1)
    cv2.rectangle(card, (0, 120), (799, 379), (250, 250, 250, 255), -1)
    whole = np.full((500, 800, 4), 250, np.uint8)
    whole[..., 3] = 255
    a, b = (shoot(page, "corner", "easy", medium="card") for page in (card, whole))
    difference = np.abs(grey(a.image) - grey(b.image))
    inside = warp_box(a.homography, (20, 20, 90, 90))[1]
    middle = warp_box(a.homography, (300, 200, 500, 300))[1]

    def mean(box: tuple[float, ...]) -> float:
        x0, y0, x1, y1 = (round(v) for v in box)
        return float(difference[y0:y1, x0:x1].mean())

    assert mean(inside) > 15
    assert mean(middle) < 3


def test_levels_grow_harder() -> None:
    """The photo, brought back to the page, agrees less and less with what was printed."""
    page = blank(800, 600)
    page[:, ::12] = 30
    page[:, 1::12] = 30

    def fine(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        values = grey(image)
        return (values - cv2.GaussianBlur(values, (0, 0), 8))[40:-40, 40:-40].ravel()

    def agreement(level: Level) -> float:
        shots = [shoot(page, seed, level, medium="paper") for seed in "abcd"]
        backs = [cv2.warpPerspective(shot.image, np.linalg.inv(shot.homography), (800, 600)) for shot in shots]
        return float(np.mean([np.corrcoef(fine(page), fine(back))[0, 1] for back in backs]))

    easy, medium, hard = (agreement(level) for level in PHOTO_LEVELS)
    assert easy > medium > hard > 0.4


def test_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="blurry"):
        shoot(blank(100, 100), "a", "blurry", medium="paper")  # type: ignore[arg-type]


@pytest.mark.parametrize("level", PHOTO_LEVELS)
def test_scene_noise_keeps_the_geometry(level: Level) -> None:
    random = np.random.default_rng(3)
    scene = cv2.resize(random.integers(0, 255, (24, 32, 3), dtype=np.uint8), (320, 240))
    noisy = scene_noise(scene, "n", level)
    assert noisy.shape == scene.shape
    assert not np.array_equal(noisy, scene)
    shift, _ = cv2.phaseCorrelate(grey(scene), grey(noisy))
    assert np.hypot(*shift) < 0.5
    assert np.corrcoef(grey(scene).ravel(), grey(noisy).ravel())[0, 1] > 0.85


def test_scene_noise_is_repeatable_and_clean_leaves_the_picture() -> None:
    scene = blank(64, 48, 120)
    assert np.array_equal(scene_noise(scene, "a", "hard"), scene_noise(scene, "a", "hard"))
    assert not np.array_equal(scene_noise(scene, "a", "hard"), scene_noise(scene, "b", "hard"))
    assert np.array_equal(scene_noise(scene, "a", "clean"), scene)

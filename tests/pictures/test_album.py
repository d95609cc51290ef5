"""An album is read whole, and whatever does not belong in it is named in one line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from multipriv.pictures.album import MOST_PIXELS, AlbumError, load_album
from tests.pictures.albums import SIDE, noise, noise_album


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return noise_album(tmp_path / "album")


def test_identities_and_photos_come_in_order_with_all_that_is_told(folder: Path) -> None:
    noise(folder / "id00" / "10.webp", 7, (300, 400))
    noise(folder / "id00" / "UPPER.JPG", 8)
    (folder / "identities.csv").write_text("identity,gender,age\nid01,Female,34\nid00,,\n", "utf-8-sig")
    (folder / "boxes.csv").write_text("file,x0,y0,x1,y1\nid00/10.webp,20,30.5,220,390\n")
    album = load_album(folder)
    assert [one.name for one in album.identities] == ["id00", "id01"]
    assert [(one.gender, one.age) for one in album.identities] == [(None, None), ("female", 34)]
    assert [photo.name for photo in album.identities[0].photos] == [
        "id00/0.png",
        "id00/1.png",
        "id00/10.webp",
        "id00/UPPER.JPG",
    ]
    boxes = [photo.box for photo in album.identities[0].photos]
    assert boxes == [(0, 0, SIDE, SIDE), (0, 0, SIDE, SIDE), (20, 30.5, 220, 390), (0, 0, SIDE, SIDE)]
    assert album.identities[0].photos[2].pixels().shape == (400, 300, 3)


def test_the_digest_is_that_of_what_is_shown_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    digest = load_album(folder).digest
    shutil.copytree(folder, tmp_path / "moved")
    assert load_album(tmp_path / "moved").digest == digest
    changes: list[Callable[[Path], object]] = [
        lambda at: noise(at / "id00" / "0.png", 99),
        lambda at: noise(at / "id01" / "2.png", 99),
        lambda at: (at / "identities.csv").write_text("identity,gender,age\nid00,male,\n"),
        lambda at: (at / "boxes.csv").write_text("file,x0,y0,x1,y1\nid00/0.png,0,0,99,99\n"),
        lambda at: (at / "id00").rename(at / "id09"),
    ]
    for number, change in enumerate(changes):
        shutil.copytree(folder, tmp_path / str(number))
        change(tmp_path / str(number))
        assert load_album(tmp_path / str(number)).digest != digest


def test_a_photo_is_turned_as_the_camera_was_held_and_lies_on_white(folder: Path) -> None:
    image = Image.new("RGB", (400, 300), "black")
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    image.save(folder / "id00" / "turned.jpg", exif=exif)
    Image.new("RGBA", (SIDE, SIDE), (255, 0, 0, 0)).save(folder / "id00" / "clear.png")
    photos = {photo.name: photo for photo in load_album(folder).identities[0].photos}
    turned, clear = photos["id00/turned.jpg"], photos["id00/clear.png"]
    assert (turned.width, turned.height) == (300, 400)
    assert turned.pixels().shape == (400, 300, 3)
    assert np.all(clear.pixels() == 255)


def test_a_photo_that_changed_since_is_not_shown(folder: Path) -> None:
    photo = load_album(folder).identities[0].photos[0]
    noise(photo.path, 5)
    with pytest.raises(AlbumError, match=r"0\.png: was changed while the data set was built"):
        photo.pixels()
    photo.path.unlink()
    with pytest.raises(AlbumError, match=r"0\.png: cannot be read any more"):
        photo.pixels()


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def _emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


FAULTS: dict[str, Callable[[Path], object]] = {
    r"album: no such folder": shutil.rmtree,
    r"album: holds no identity": lambda at: _emptied(at),
    r"id01: 1 photos; an identity needs at least 2": lambda at: (at / "id01/1.png").unlink(),
    r"id02: 0 photos": lambda at: (at / "id02").mkdir(),
    r"id00/0\.png: 200 x 256 pixels; the short side needs at least 256": lambda at: noise(at / "id00/0.png", 1, (200, 256)),
    r"id00/0\.png: 256 x 800 pixels; the long side may be 3 times": lambda at: noise(at / "id00/0.png", 1, (256, 800)),
    r"id00/0\.png: cannot be read as a photo": lambda at: _cut(at / "id00/0.png"),
    r"id00/1\.png: cannot be read as a photo": lambda at: (at / "id00/1.png").write_text("hello"),
    r"id00/2\.jpg: cannot be read as a photo": lambda at: (at / "id00/2.jpg").write_bytes(b""),
    r"id00/notes\.txt: is no photo": lambda at: (at / "id00/notes.txt").write_text("x"),
    r"id00/more: is no photo": lambda at: (at / "id00/more").mkdir(),
    r"readme\.md: only sub-folders": lambda at: (at / "readme.md").write_text("x"),
    r"album/\.git: is hidden": lambda at: (at / ".git").mkdir(),
    r"id00/\.DS_Store: is hidden": lambda at: (at / "id00/.DS_Store").write_text("x"),
    r"id00/0\.png: is a link that leaves": lambda at: _link(at / "id00/0.png", noise(at.parent / "out.png", 4)),
    r"id02: is a link that leaves": lambda at: _link(at / "id02", noise(at.parent / "other/0.png", 4).parent),
    r"identities\.csv: is a link that leaves": lambda at: _link(at / "identities.csv", Path("/etc/hostname")),
    r"id00/0\.png: is no photo": lambda at: _link(at / "id00/0.png", at / "nothing.png"),
    r"id01/1\.png: is the same file as .*id00/0\.png": lambda at: shutil.copy(at / "id00/0.png", at / "id01/1.png"),
    r"identities\.csv: needs the columns identity,gender,age": lambda at: (at / "identities.csv").write_text("id00,male,3"),
    r"line 2: gender 'x' is not": lambda at: (at / "identities.csv").write_text("identity,gender,age\nid00,x,3"),
    r"line 3: age '-3' is not": lambda at: (at / "identities.csv").write_text("identity,gender,age\nid00,,\nid01,,-3"),
    r"tells of 'id07', of whom": lambda at: (at / "identities.csv").write_text("identity,gender,age\nid07,,"),
    r"'id00' stands there twice": lambda at: (at / "identities.csv").write_text("identity,gender,age\nid00,,\nid00,,"),
    r"identities\.csv: cannot be read as a table": lambda at: (at / "identities.csv").write_bytes(b"\xff\xfe\x00\x80"),
    r"boxes\.csv: tells of 'id00/9\.png', which is no photo": lambda at: _box(at, "id00/9.png,0,0,99,99"),
    r"boxes\.csv: line 2: x0, y0, x1, y1 are pixels": lambda at: _box(at, "id00/0.png,a,0,99,99"),
    r"id00/0\.png: its face box \(0, 0, 300, 99\) needs": lambda at: _box(at, "id00/0.png,0,0,300,99"),
    r"id00/0\.png: its face box \(0, 0, 40, 99\) needs": lambda at: _box(at, "id00/0.png,0,0,40,99"),
    r"id00/0\.png: its face box \(nan, 0, 99, 99\) needs": lambda at: _box(at, "id00/0.png,nan,0,99,99"),
}


def _box(folder: Path, row: str) -> None:
    (folder / "boxes.csv").write_text(f"file,x0,y0,x1,y1\n{row}\n")


@pytest.mark.parametrize("told", FAULTS)
def test_what_does_not_belong_is_named_in_one_line(told: str, folder: Path) -> None:
    FAULTS[told](folder)
    with pytest.raises(AlbumError, match=told) as error:
        load_album(folder)
    assert "\n" not in str(error.value)


def test_a_file_is_no_album(tmp_path: Path) -> None:
    with pytest.raises(AlbumError, match="is a file, not a folder of faces"):
        load_album(noise(tmp_path / "photo.png", 1))


@pytest.mark.parametrize("size", [(10_000, MOST_PIXELS // 10_000 + 1), (20_000, 20_000)])
def test_a_huge_photo_is_told_before_it_is_unpacked(folder: Path, size: tuple[int, int]) -> None:
    Image.new("1", size).save(folder / "id00" / "huge.png")
    with pytest.raises(AlbumError, match=r"huge\.png: .*more than 50 megapixels"):
        load_album(folder)


def test_a_huge_file_is_told_before_it_is_read(folder: Path) -> None:
    with (folder / "id00" / "huge.jpg").open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(AlbumError, match=r"huge\.jpg: is larger than 50 MB"):
        load_album(folder)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["png", "jpg", "webp"]), st.integers(0, 10**6), st.binary(max_size=12))
def test_no_damage_ends_in_another_error(tmp_path_factory: pytest.TempPathFactory, form: str, where: int, bytes_: bytes) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    noise(folder / "id" / "0.png", 1)
    photo = noise(folder / "id" / f"1.{form}", 2)
    content = photo.read_bytes()
    where %= len(content)
    photo.write_bytes(content[:where] + bytes_)
    told = ""
    try:
        load_album(folder)
    except AlbumError as error:
        told = str(error)
    assert not told or told.startswith(f"{photo}: cannot be read as a photo")

"""Sheets: a person, a question, a kind; PNG that can be opened and HTML in which nothing is markup but ours."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from multipriv.build.show import show
from multipriv.build.show.as_html import render
from multipriv.build.show.drawing import rows
from multipriv.build.show.sheet import kind_sheet, overview_sheet, profile_sheet, question_sheet
from multipriv.dataset import Dataset
from multipriv.taxonomy.tasks import tasks
from multipriv.values import printed


@pytest.fixture(scope="module")
def opened(mini: Path) -> Dataset:
    return Dataset.open(mini)


def test_a_profile_has_its_ten_pictures_and_values(opened: Dataset) -> None:
    person = next(person for person in opened.people if person.profile_id == "zh-0001")
    sheet = profile_sheet(opened, "zh-0001")
    assert sheet == profile_sheet(opened, person.person_id)
    assert len(sheet.tiles) == 10
    assert all(tile.picture.person_ids[0] == person.person_id for tile in sheet.tiles)
    assert ("姓名", person.value("name")) in sheet.facts
    told = dict(sheet.facts)
    assert told["性别"] == {"male": "男", "female": "女"}[person.value("gender")]
    assert told["出生日期"] == printed(person.value("birth_date"), "date", "zh")
    assert all(tile.places for tile in sheet.tiles)


@pytest.mark.parametrize("task", tasks())
def test_a_question_shows_its_pictures_in_order_and_its_evidence(opened: Dataset, task: str) -> None:
    question = next(question for question in opened.questions if question.task == task and question.language == "en")
    sheet = question_sheet(opened, question.question_id)
    told = dict(sheet.facts)
    assert tuple(tile.picture.picture_id for tile in sheet.tiles) == question.picture_ids
    assert told["question"] == question.stem
    assert told["answer"] == question.answer
    for hop in question.evidence:
        assert hop.from_attribute in told["evidence"]
        assert hop.target == 0 or sheet.tiles[hop.target - 1].places


def test_a_kind_is_shown_in_both_locales(opened: Dataset) -> None:
    sheet = kind_sheet(opened, "staff_badge")
    assert {tile.picture.locale for tile in sheet.tiles} == {"en", "zh"}
    assert {tile.picture.kind for tile in sheet.tiles} == {"staff_badge"}


def test_the_overview_has_each_kind_once(opened: Dataset) -> None:
    shown = [tile.picture.kind for tile in overview_sheet(opened).tiles]
    assert sorted(shown) == sorted({picture.kind for picture in opened.pictures})


def test_a_png_is_written_whole(mini: Path, tmp_path: Path) -> None:
    show(mini, tmp_path / "sheet.png", profile="en-0001")
    with Image.open(tmp_path / "sheet.png") as image:
        assert image.width == 1803
        assert image.height > 700
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.png"]


def test_html_escapes_what_it_shows(opened: Dataset) -> None:
    sheet = replace(kind_sheet(opened, "staff_badge"), title="<script>alert(1)</script>")
    place = replace(sheet.tiles[0].places[0], text='"><img src=x onerror=alert(1)>')
    sheet = replace(sheet, tiles=(replace(sheet.tiles[0], places=(place,)),))
    page = render(sheet, opened).decode()
    assert "<script>" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page
    assert page.count("data:image/jpeg;base64,") == 1
    assert "http" not in page.replace("http-equiv", "")


def test_rows_hold_every_tile_in_order(opened: Dataset) -> None:
    tiles = profile_sheet(opened, "en-0001").tiles
    broken = rows(tiles, 5.0)
    assert [tile for row in broken for tile in row] == list(tiles)
    assert len(broken) > 1
    assert all(len(row) > 0 for row in broken)


def test_a_damaged_picture_is_told_in_one_line(mini: Path, tmp_path: Path) -> None:
    import os
    import shutil

    from multipriv.dataset import DatasetError

    copy = tmp_path / "copy"
    shutil.copytree(mini, copy, copy_function=os.link)
    picture = profile_sheet(Dataset.open(copy), "en-0001").tiles[0].picture
    (copy / picture.file).unlink()
    (copy / picture.file).write_bytes(b"no picture")
    with pytest.raises(DatasetError, match="missing or damaged"):
        show(copy, tmp_path / "sheet.png", profile="en-0001")
    assert not (tmp_path / "sheet.png").exists()

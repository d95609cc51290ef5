"""The reader reads pixels: values beside, below and after labels, joins on equal values, and honest ignorance."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from multipriv.models.embedded import Prompt, responder
from multipriv.models.reader import ocr, respond
from multipriv.models.reader.fields import Reading
from multipriv.models.reader.joining import Sources
from multipriv.models.reader.ocr import read
from multipriv.models.reader.rules import stated_rule
from multipriv.values import same
from tests.models.forms import drawn, inline, rows

CARD = rows(
    "Library Membership", ("Full name", "Ada Quillfeather"), ("Date of birth", "3 May 1981"), ("Telephone", "(212) 555-0134"),
    ("Sex", "Female"), ("Nationality", "Saltmarish"),
)  # fmt: skip
LETTER = inline("Clinic Note", ("Patient", "Ada Quillfeather"), ("Diagnosis", "Hay fever"), ("Date of visit", "2025-11-02"))
OTHER = inline("Clinic Note", ("Patient", "Boris Penhallow"), ("Diagnosis", "Migraine"), ("Date of visit", "2025-11-04"))
SLIP = inline("Order Slip", ("Phone", "212 555 0134"), ("Occupation", "Locksmith"))
KARTE = inline(
    "读者证",
    ("姓名", "周明远"),
    ("性别", "男"),
    ("出生日期", "1979年3月8日"),
    ("住址", "云州市东湖区梧桐路18号2栋301室"),
    colon="：",
)
ASK = "Give the value exactly as it is printed."


def ask(question: str, *pictures: bytes, form: str = ASK) -> str:
    return respond(Prompt(f"{question}\n\n{form}", pictures)).removeprefix("Answer: ").removeprefix("答案：")


def found(picture: bytes) -> dict[tuple[str, str], str]:
    reading = Reading(read(picture))
    return {field.named: field.text for field in reversed(reading.fields)}


def test_values_in_columns() -> None:
    values = found(CARD)
    assert values["name", "value"] == "Ada Quillfeather"
    assert same(values["birth_date", "value"], "3 May 1981", "date")
    assert values["gender", "value"] == "Female"
    assert values["nationality", "value"] == "Saltmarish"
    assert values["phone", "value"].replace(" ", "") == "(212)555-0134"


def test_values_after_chinese_labels() -> None:
    values = found(KARTE)
    assert values["name", "value"] == "周明远"
    assert values["gender", "value"] == "男"
    assert values["home_address", "value"].startswith("云州市东湖区梧桐路18号")
    assert values["home_address", "street"] == "梧桐路18号"


def test_values_under_their_labels() -> None:
    page = drawn("#grid(columns: (1fr, 1fr), row-gutter: 6pt, [From], [To], [Jarrow], [Lindow])\n\n#v(20pt)\nFlight ticket")
    values = found(page)
    assert (values["flight", "origin"], values["flight", "destination"]) == ("Jarrow", "Lindow")


def test_a_slanted_page_keeps_its_rows() -> None:
    image = cv2.imdecode(np.frombuffer(CARD, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 6, 0.9)
    slanted = cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255))
    values = found(cv2.imencode(".png", slanted)[1].tobytes())
    assert (values["name", "value"], values["nationality", "value"]) == ("Ada Quillfeather", "Saltmarish")


def test_a_table_gives_the_amount_beside_the_payee() -> None:
    cells = "[Date], [Paid to], [Amount], [2025-08-01], [Kite Shop], [12.40], [2025-08-03], [Fern Books], [99.15]"
    page = drawn(f"Card statement\n\n#grid(columns: (1fr, 1fr, 1fr), row-gutter: 14pt, {cells})")
    assert ask("What is the amount of the payment with “Fern Books”?", page) == "99.15"


def test_extraction_and_recognition() -> None:
    assert same(ask("What is the date of birth in this picture?", CARD), "3 May 1981", "date")
    assert ask("图中的姓名是什么？", KARTE, form="请照原样写出图中的内容。") == "周明远"
    assert ask("Does this picture show a diagnosis?", LETTER, form='Answer with "yes" or "no".') == "yes"
    assert ask("Does this picture show a diagnosis?", CARD, form='Answer with "yes" or "no".') == "no"


def test_a_box_holds_the_value_and_not_its_label() -> None:
    said = ask("Where is the nationality?", CARD, form="Give the bounding box as [x0, y0, x1, y1].")
    x0, y0, x1, y1 = json.loads(said)
    assert 340 < x0 < x1 < 700
    assert 0 < y1 - y0 < 130


def test_equal_names_link_and_others_do_not() -> None:
    assert ask("Picture 1 belongs to somebody. What is that person's diagnosis?", CARD, OTHER, LETTER) == "Hay fever"
    assert ask("Do Pictures 1 and 2 belong to one person?", CARD, LETTER, form='Answer with "yes" or "no".') == "yes"
    assert ask("Do Pictures 1 and 2 belong to one person?", CARD, OTHER, form='Answer with "yes" or "no".') == "no"


def test_chains_follow_keys_in_other_forms() -> None:
    stem = "Start from Picture 1 and find: (1) that person's full name; (2) that person's occupation."
    said = ask(stem, LETTER, OTHER, CARD, SLIP, form='Give the value of each of the 2 steps, separated by " | ".')
    assert said == "Ada Quillfeather | Locksmith"


def test_galleries_and_choices() -> None:
    stem = "Which of Pictures 2 to 4 are of the same person as Picture 1?"
    assert ask(stem, CARD, OTHER, LETTER, SLIP, form="Give the numbers of all pictures that fit.") == "3, 4"
    options = "A. Migraine\nB. Hay fever\nC. Gout\nD. Asthma"
    text = f"Picture 1 belongs to somebody. What is that person's diagnosis?\n\n{options}"
    assert ask(text, CARD, OTHER, LETTER, form="Choose one option from A to D.") == "B"


def test_the_person_of_a_text() -> None:
    text = "Text:\nSomebody rang from 212-555-0134 at noon.\n\nGoing by the text, what is the caller's full name?"
    assert ask(text, OTHER, CARD) == "Ada Quillfeather"


def test_conflicting_birth_dates_part_two_people_of_one_name() -> None:
    twin = rows("Rowing Club", ("Full name", "Ada Quillfeather"), ("Date of birth", "9 June 1964"))
    sources = Sources([Reading(read(CARD)), Reading(read(twin)), Reading(read(LETTER))], "")
    assert not sources.linked(0, 1)
    assert sources.linked(0, 2)


def test_stated_rules_decide() -> None:
    pay, tax = inline("Pay", ("Gross pay", "4,000.00")), inline("Tax", ("Income tax", "600.00"))
    rule = stated_rule("Some world.\n\nRule: the tax withheld is exactly 15 % of the income. Those that fit are one person's.")
    assert rule is not None
    sources = Sources(
        [Reading(read(pay)), Reading(read(tax)), Reading(read(inline("Tax", ("Income tax", "601.00"))))], "", rule=rule
    )
    assert sources.linked(0, 1)
    assert sources.parted(0, 2)
    treats = stated_rule("（药物——疾病）：甲药——感冒；乙药——失眠。药物与疾病对得上的属于同一个人。")
    assert treats is not None
    assert treats.table == (("甲药", "感冒"), ("乙药", "失眠"))
    assert stated_rule("People may share an address, an employer, a hospital or a city.") is None


@pytest.mark.parametrize("picture", [b"", b"not a picture", CARD[:200]])
def test_an_unreadable_picture_leaves_the_answer_open(picture: bytes) -> None:
    assert ask("What is the date of birth in this picture?", picture) == "cannot be determined"
    assert ask("图中的姓名是什么？", picture, form="请照原样写出图中的内容。") == "无法确定"


@pytest.mark.parametrize("name", ["reader", "sight", "chance", "prior", "refuser"])
def test_every_embedded_model_answers_without_pictures(name: str) -> None:
    assert responder(name)(Prompt(f"Whose is it?\n\n{ASK}", ()))


def test_a_corrupt_cache_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_cache_folder", lambda: tmp_path)
    first = read(SLIP)
    (stored,) = tmp_path.glob("*.json")
    assert read(SLIP) == first
    for damage in ("", "{", "[]", '{"lines": [{"text": 1}], "width": 1}', "\x00\x01"):
        stored.write_text(damage, "utf-8")
        assert read(SLIP) == first
    assert json.loads(stored.read_text("utf-8"))["width"] == first.width
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]

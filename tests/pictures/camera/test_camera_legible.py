"""What is printed can still be read in the hardest photos."""

from pathlib import Path

import numpy as np
import pylopdf_fonts_zh_cn
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from rapidocr import RapidOCR

from multipriv.pictures.camera import Medium, shoot

LINES = [
    "Account 4417 2093 8851 holder Maren Holloway",
    "2024-05-17 Quarry Street Bakery 38.20 GBP",
    "交易日期 2024年5月17日 收款方 青屿市星桥区",
    "Reference KX-77210-B4 balance carried 1,904.66",
    "住址 云汐省青屿市星桥区梧桐巷141号16室",
    "Appointment with Dr Imogen Castell at 09:45",
]


def printed(width: int, height: int) -> NDArray[np.uint8]:
    font = ImageFont.truetype(str(Path(pylopdf_fonts_zh_cn.__file__).with_name("NotoSansSC-Regular.otf")), 24)
    page = Image.new("RGB", (width, height), (252, 252, 250))
    draw = ImageDraw.Draw(page)
    for i, line in enumerate(LINES):
        draw.text((60, height * (i + 1) // (len(LINES) + 2)), line, font=font, fill=(25, 25, 30))
    return np.asarray(page)


def edit_distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


@pytest.fixture(scope="module")
def engine() -> RapidOCR:
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={**threads, "Global.log_level": "error"})


@pytest.mark.parametrize(("medium", "size"), [("paper", (1000, 1400)), ("card", (900, 570)), ("screen", (720, 1280))])
def test_24_pixel_text_survives_a_hard_photo(engine: RapidOCR, medium: Medium, size: tuple[int, int]) -> None:
    shot = shoot(printed(*size), "read", "hard", medium=medium)
    result = engine(np.ascontiguousarray(shot.image[..., ::-1]))
    order = np.argsort([box[:, 1].mean() for box in result.boxes])
    read = "".join(result.txts[i] for i in order).replace(" ", "")
    wanted = "".join(LINES).replace(" ", "")
    assert edit_distance(read, wanted) < 0.05 * len(wanted)

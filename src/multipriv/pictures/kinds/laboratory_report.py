"""A laboratory report: hospital, examination, date of visit, a table of results, and one key of the patient."""

from random import Random
from typing import Any

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

Analyte = list[Any]
"""As a row of laboratory_report.yaml: name, low, high, unit, reference, decimals, and perhaps what it moves with."""


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the report; the rows are those of the examination, or the blood values taken before it."""
    person = commission.person
    texts = wording(commission)
    panels: dict[str, list[Analyte]] = texts.pop("panels")
    random = stream("laboratory", commission.seed)
    examination = person.value("examination")
    shares: dict[str, float] = {}
    texts |= {
        "heading": "" if examination in panels else texts["beside" if examination in texts["alone"] else "before"],
        "specimen": texts["specimens"].get(examination, texts["specimens"]["default"]),
        "rows": [_row(analyte, shares, random) for analyte in panels.get(examination, panels["default"])],
        "emblem": emblem_seed(person.value("hospital")),
        "code": random.randrange(1 << 30),
    }
    return typeset(commission, texts)


def _row(analyte: Analyte, shares: dict[str, float], random: Random) -> dict[str, str]:
    """Return a row; `shares` keeps how high those lie within their ranges that move together."""
    name, low, high, unit, reference, decimals, *along = analyte
    share = random.random()
    for other in along:
        share = shares.setdefault(other.removeprefix("-"), share)
        share = 1 - share if other.startswith("-") else share
    result = round(low + (high - low) * share, decimals)
    least, most = (float(limit) for limit in reference.split(" – "))
    flag = "↓" if result < least else "↑" if result > most else ""
    return {"name": name, "result": f"{result:.{decimals}f}", "unit": unit, "reference": reference, "flag": flag}


ARTIST = Artist(("sheet", "half_sheet"), draw)

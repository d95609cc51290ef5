"""A laboratory report: hospital, examination, date of visit, a table of results, and one key of the patient."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

Analyte = tuple[str, float, float, str, str, int]


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the report; the rows are those of the examination, or the blood values taken before it."""
    person = commission.person
    texts = wording(commission)
    panels: dict[str, list[Analyte]] = texts.pop("panels")
    random = stream("laboratory", commission.seed)
    examination = person.value("examination")
    texts |= {
        "heading": "" if examination in panels else texts["before"],
        "specimen": texts["urine"] if examination in ("Urinalysis", "尿常规") else texts["specimen"],
        "rows": [_row(analyte, random.random()) for analyte in panels.get(examination, panels["default"])],
        "emblem": emblem_seed(person.value("hospital")),
        "code": random.randrange(1 << 30),
    }
    return typeset(commission, texts)


def _row(analyte: Analyte, share: float) -> dict[str, str]:
    name, low, high, unit, reference, decimals = analyte
    result = round(low + (high - low) * share, decimals)
    least, most = (float(limit) for limit in reference.split(" – "))
    flag = "↓" if result < least else "↑" if result > most else ""
    return {"name": name, "result": f"{result:.{decimals}f}", "unit": unit, "reference": reference, "flag": flag}


ARTIST = Artist(("sheet", "half_sheet"), draw)

"""A payslip: gross pay, income tax withheld, employer, and one key of the employee. The net pay is not told."""

from decimal import Decimal
from random import Random

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

_CENT = Decimal("0.01")
_WITHHELD = {"en": ("0.062", "0.0145", "0.04"), "zh": ("0.08", "0.02", "0.005", "0.07")}  # shares of the gross pay


def draw(commission: Commission) -> Drawing:
    """Draw the slip; the parts of the pay add up to the gross pay."""
    random = stream("payslip", commission.seed)
    employer = commission.person.value("employer")
    gross = Decimal(commission.person.value("income"))
    words = wording(commission)
    texts = words | {
        "parts": [f"{part:,.2f}" for part in _parts(gross, Decimal(commission.person.value("tax")), random)],
        "withheld": [f"{(gross * Decimal(share)).quantize(_CENT):,.2f}" for share in _WITHHELD[commission.locale]],
        "emblem": emblem_seed(employer),
        "period": words["period"]["month"],
        "days": str(words["period"]["workdays"] - random.randrange(2)),
    }
    prints = {"amount": random.choice(["default", "bare"])}
    return typeset(commission, texts, prints=prints)


def _parts(gross: Decimal, tax: Decimal, random: Random) -> list[Decimal]:
    """Return four parts of the pay that add up to the gross pay; none is like another or like the tax."""
    middle, taken = [], {round(100 * tax / gross)}
    for low, high in ((12, 18), (9, 14)):
        middle.append(random.choice([percent for percent in range(low, high) if percent not in taken]))
        taken.add(middle[-1])
    last = random.choice([percent for percent in range(6, 21) if percent not in taken])
    parts = [(gross * percent / 100).quantize(_CENT) for percent in (*middle, last)]
    return [gross - sum(parts), *parts]


ARTIST = Artist(("strip", "letter"), draw)

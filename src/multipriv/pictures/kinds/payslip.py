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
    texts = wording(commission) | {
        "parts": [f"{part:,.2f}" for part in _parts(gross, random)],
        "withheld": [f"{(gross * Decimal(share)).quantize(_CENT):,.2f}" for share in _WITHHELD[commission.locale]],
        "emblem": emblem_seed(employer),
        "days": str(random.randrange(20, 23)),
    }
    prints = {"amount": random.choice(["default", "bare"])}
    return typeset(commission, texts, prints=prints)


def _parts(gross: Decimal, random: Random) -> list[Decimal]:
    """Return basic pay, position pay, bonus and allowances, which together are the gross pay."""
    percents = [random.randrange(52, 66), random.randrange(14, 18), random.randrange(9, 14)]
    while 100 - sum(percents) in percents:  # no part is like another
        percents[0] -= 1
    parts = [(gross * percent / 100).quantize(_CENT) for percent in percents]
    return [*parts, gross - sum(parts)]


ARTIST = Artist(("strip", "letter"), draw)

"""Income and its tax, credit, and a month of payments."""

from datetime import timedelta
from decimal import Decimal
from math import exp, log
from random import Random

from multipriv.people.calendar import draw_day
from multipriv.people.draws import Draws
from multipriv.people.setting import ranges, setting
from multipriv.taxonomy.linking import correlations
from multipriv.taxonomy.records import Fact, Locale

_PAYMENTS = (5, 9)
_MONTH = 28


def draw_money(rng: Random, draws: Draws, locale: Locale) -> dict[str, tuple[Fact, ...]]:
    """Return the financial facts of one person but for the card; the tax is exact to the cent."""
    span = ranges()[locale]
    # multiples of 0.20, of which 15 % is a whole number of cents
    low, high = span["income"]
    income = draws.rare("income", lambda: Decimal(round(_log_uniform(rng, low, high) * 5)) / 5)
    factor = correlations()["income_tax"].factor or Decimal(0)
    score = draws.rare("credit_score", lambda: rng.randint(*span["credit_score"]))
    return {
        "income": ({"value": f"{income:.2f}"},),
        "tax": ({"value": f"{income * factor:.2f}"},),
        "credit_score": ({"value": str(score)},),
        "transactions": _payments(rng, draws, locale),
    }


def _payments(rng: Random, draws: Draws, locale: Locale) -> tuple[Fact, ...]:
    """Payments within four weeks, by date; no payee and no amount twice."""
    start = draw_day(rng, margin=_MONTH)
    payees = rng.sample(setting(locale)["payees"], rng.randint(*_PAYMENTS))
    low, high = ranges()[locale]["payment"]
    days = sorted(rng.randint(0, _MONTH - 1) for _ in payees)
    amounts: list[int] = []
    for _ in payees:
        cents = draws.rare("payment", lambda: round(_log_uniform(rng, low, high)))
        while cents in amounts:
            cents += 1
        amounts.append(cents)
    return tuple(
        {"amount": f"{cents / 100:.2f}", "payee": payee, "date": (start + timedelta(days=day)).isoformat()}
        for payee, cents, day in zip(payees, amounts, days, strict=True)
    )


def _log_uniform(rng: Random, low: float, high: float) -> float:
    return exp(rng.uniform(log(low), log(high)))

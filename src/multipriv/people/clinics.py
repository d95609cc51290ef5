"""Hospitals with their physicians, and what a visit says."""

from collections.abc import Mapping
from random import Random

from multipriv.people.calendar import draw_day
from multipriv.people.draws import Draws
from multipriv.people.naming import draw_name
from multipriv.people.setting import setting
from multipriv.seeds import stream
from multipriv.taxonomy.records import Fact, Locale

Staff = Mapping[str, tuple[str, ...]]


def draw_staff(seed: int, draws: Draws, locale: Locale) -> Staff:
    """Return the physicians of every hospital; each works at one, and nobody else bears their names."""
    rng = stream(seed, locale, "staff")
    data = setting(locale)
    return {
        hospital: tuple(
            draw_name(rng, draws, locale, rng.choice(("female", "male"))).value for _ in range(data["physicians_per_hospital"])
        )
        for hospital in data["hospitals"]
    }


def treatments(locale: Locale) -> dict[str, str]:
    """Return the one condition that each medicine is for."""
    return {row["medication"]: row["diagnosis"] for row in setting(locale)["conditions"]}


def draw_visit(rng: Random, draws: Draws, locale: Locale, role: str, staff: Staff) -> dict[str, Fact]:
    """Return the medical facts of one person: one condition, its medicine, a routine examination, a physician of the hospital."""
    data = setting(locale)
    hospital = draws.deal(f"{role} hospitals", data["hospitals"])
    condition = draws.deal(f"{role} conditions", data["conditions"])
    return {
        "hospital": {"value": hospital},
        "physician": {"value": rng.choice(staff[hospital])},
        "diagnosis": {"value": condition["diagnosis"]},
        "medication": {"value": condition["medication"]},
        "examination": {"value": draws.deal(f"{role} examinations", data["examinations"])},
        "visit_date": {"value": draws.rare("visit_date", lambda: draw_day(rng)).isoformat()},
    }

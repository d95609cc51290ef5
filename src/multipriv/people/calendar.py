"""Days of the year that ends with the reference date."""

from datetime import date, timedelta
from random import Random

from multipriv.people.setting import first_date, reference_date


def draw_day(rng: Random, margin: int = 0) -> date:
    """Return a day of the last year that lies at least `margin` days before the reference date."""
    days = (reference_date() - first_date()).days - 1 - margin
    return first_date() + timedelta(days=rng.randint(0, days))

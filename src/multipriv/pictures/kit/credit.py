"""Where a credit score stands on its scale, for whatever paper judges somebody by it."""

from multipriv.taxonomy.records import Locale

BANDS = 5
_SCALE: dict[Locale, tuple[int, int]] = {"en": (300, 860), "zh": (350, 960)}


def standing(score: int, locale: Locale) -> tuple[float, int]:
    """Return the share of the scale below the score, from 0 to 1, and its band, from 0 (worst) to BANDS - 1."""
    low, high = _SCALE[locale]
    share = (score - low) / (high - low)
    return share, min(BANDS - 1, max(0, int(share * BANDS)))

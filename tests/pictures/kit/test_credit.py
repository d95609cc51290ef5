"""Where a credit score stands."""

from itertools import pairwise

import pytest

from multipriv.people.setting import ranges
from multipriv.pictures.kit.credit import BANDS, standing
from multipriv.taxonomy.records import Locale


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_score_that_people_have_lies_on_the_scale_and_every_band_is_met(locale: Locale) -> None:
    low, high = ranges()[locale]["credit_score"]
    stood = [standing(score, locale) for score in range(low, high + 1)]
    assert all(0 < share < 1 for share, _ in stood)
    assert all(before < after for (before, _), (after, _) in pairwise(stood))
    assert [band for _, band in stood] == sorted(band for _, band in stood)
    assert {band for _, band in stood} == set(range(BANDS))

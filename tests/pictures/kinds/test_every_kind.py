"""Whatever the kind: every shown attribute is marked, every box fits its ink, and nothing hangs over the edge."""

import importlib.util

import pytest
from _pytest.mark import ParameterSet

from multipriv.pictures.kind import Artist, Commission, Drawing, artist, kinds
from multipriv.pictures.kit.facts import shown_attributes
from multipriv.taxonomy.records import Locale
from tests.pictures.ink import ink_of_marks, measured
from tests.pictures.people import PEOPLE

BUILT = [code for code in kinds() if importlib.util.find_spec(f"multipriv.pictures.kinds.{code}")]
LOCALES: tuple[Locale, ...] = ("en", "zh")


def _cases() -> list[ParameterSet]:
    """Every kind in both locales, each in another layout; the rest of the layouts take minutes."""
    cases = [(code, locale, n) for code in BUILT for locale in LOCALES for n in range(len(artist(code).layouts))]
    return [pytest.param(*case, marks=[] if case[2] == LOCALES.index(case[1]) else [pytest.mark.heavy]) for case in cases]


def _commission(kind: str, locale: Locale, n: int) -> Commission:
    """Layouts and sets of keys take turns, so that a few cases meet them all."""
    found: Artist = artist(kind)
    keys = kinds()[kind].keys
    chosen = keys[(n + (locale == "zh")) % len(keys)]
    return Commission(kind, PEOPLE[locale], chosen, found.layouts[n], f"test-{kind}-{locale}-{n}")


def _draw(commission: Commission) -> Drawing:
    return artist(commission.kind).draw(commission)


@pytest.mark.parametrize(("kind", "locale", "n"), _cases())
def test_boxes_fit_the_ink_of_all_that_is_shown(kind: str, locale: Locale, n: int) -> None:
    commission = _commission(kind, locale, n)
    drawing, ink = ink_of_marks(lambda: _draw(commission))
    assert {mark.attribute for mark in drawing.marks} == shown_attributes(commission)
    height, width = drawing.image.shape[:2]
    assert max(width, height) >= 900
    for mark in drawing.marks:
        assert 0 <= mark.box[0] < mark.box[2] <= width
        assert 0 <= mark.box[1] < mark.box[3] <= height
    poor = [(mark.attribute, mark.text, round(fit, 2)) for mark, fit in measured(drawing, ink) if fit < 0.85]
    assert not poor


@pytest.mark.parametrize("kind", BUILT)
def test_an_artist_has_two_layouts_that_differ(kind: str) -> None:
    layouts = artist(kind).layouts
    assert len(set(layouts)) == len(layouts) >= 2

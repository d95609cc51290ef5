"""Exposures are complete and exact: what can be read and looks private is one, and each one that is printed can be read."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest
from _pytest.mark import ParameterSet

from multipriv.people.world import World, make_world
from multipriv.pictures.kind import Commission, artist, kinds
from multipriv.pictures.studio import make_picture
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Capture, Exposure, Locale, Person
from multipriv.values import printed
from tests.pictures.reading.account import Account, account
from tests.pictures.reading.compare import reads
from tests.pictures.reading.looks import Finding, known_words, own_words

LOCALES: tuple[Locale, ...] = ("en", "zh")
WORDLESS = ("portrait",)
"""Kinds on which nothing is written: looked at with the heavy ones."""


@dataclass(frozen=True)
class Sample:
    """A picture to be read: a kind in a locale and a layout; `n` chooses the person and the keys."""

    kind: str
    locale: Locale
    n: int
    capture: Capture = "clean"

    def __str__(self) -> str:
        return f"{self.kind}-{self.locale}-{self.n}-{self.capture}"


@cache
def world() -> World:
    """Return people of both locales, their relatives, and strangers."""
    return make_world(5, {"en": 6, "zh": 6}, {"en": 40, "zh": 40})


@cache
def _known(locale: Locale) -> Mapping[str, str]:
    return known_words((person for person in world().people if person.locale == locale), locale)


def _commission(sample: Sample) -> Commission:
    """Layouts, sets of keys and people take turns, so that a few pictures meet them all."""
    kind, layouts = kinds()[sample.kind], artist(sample.kind).layouts
    turn = zlib.crc32(f"{sample.kind} {sample.locale}".encode()) + sample.n
    people = [person for person in world().profiles if person.locale == sample.locale]
    person = people[turn % len(people)]
    others = (_named_relative(person),) if kind.code == "family_photo" else ()
    layout = layouts[sample.n % len(layouts)]
    return Commission(kind.code, person, kind.keys[turn % len(kind.keys)], layout, f"reading {sample}", others)


def _named_relative(person: Person) -> Person:
    name = person.value("family_relation", "relative")
    return next(relative for relative in world().relatives_of(person) if relative.value("name") == name)


@dataclass(frozen=True)
class Read:
    """A picture that was read: what was commissioned, and the account of it."""

    sample: Sample
    commission: Commission
    account: Account

    def unexplained(self, exposures: Iterable[Exposure]) -> list[Finding]:
        """Return what would look private if these were all the exposures."""
        people = (self.commission.person, *self.commission.others)
        known, own = _known(self.sample.locale), own_words(people, self.sample.locale)
        left = replace(self.account, exposures=tuple(exposures))
        return left.unexplained(self.sample.kind, self.sample.locale, own, known)


def read(sample: Sample) -> Read:
    """Draw the sample and read it."""
    commission = _commission(sample)
    return Read(sample, commission, account(*make_picture(commission, sample.capture, f"reading {sample}")))


def _cases() -> list[ParameterSet]:
    """Every kind in every layout and both locales; the short run takes the core of it."""
    samples = [Sample(kind, locale, n) for kind in kinds() for locale in LOCALES for n in range(len(artist(kind).layouts))]
    short = [sample for sample in _core() if sample.kind not in WORDLESS]
    return [pytest.param(sample, id=str(sample), marks=[] if sample in short else [pytest.mark.heavy]) for sample in samples]


def _core(capture: Capture = "clean") -> list[Sample]:
    """One layout of each kind, the locales in turn."""
    return [Sample(kind, LOCALES[turn % 2], turn % 2, capture) for turn, kind in enumerate(kinds())]


@pytest.fixture(name="seen", params=_cases(), scope="module")
def _seen(request: pytest.FixtureRequest) -> Read:
    """A picture is read once for all tests of it."""
    return read(request.param)


def test_all_that_looks_private_is_an_exposure(seen: Read) -> None:
    assert not seen.unexplained(seen.account.exposures)


def test_all_that_is_exposed_in_print_can_be_read_in_its_place(seen: Read) -> None:
    assert not [(exposure.attribute, exposure.facet, exposure.text) for exposure in seen.account.unread()]


def test_whatever_exposure_is_left_out_is_missed(seen: Read) -> None:
    """With it go those of the same place: an ID number stands there with the birth date that it holds."""
    for left_out in _printed(seen):
        rest = [exposure for exposure in seen.account.exposures if exposure.box != left_out.box]
        assert seen.unexplained(rest) or not seen.account.glanced(left_out), left_out


def test_nobody_elses_value_is_read_in_its_place(seen: Read) -> None:
    wrong = [replace(exposure, text=_another(exposure, seen.sample.locale)) for exposure in _printed(seen)]
    assert not [exposure for exposure in wrong if seen.account.glanced(exposure)]


@pytest.mark.heavy
@pytest.mark.parametrize("capture", ["easy", "medium", "hard"])
def test_what_is_printed_can_be_read_through_the_camera(capture: Capture) -> None:
    """A photo blurs: one value in fifty may escape the engine."""
    seen = [read(sample) for sample in _core(capture)]
    printed = [exposure for picture in seen for exposure in _printed(picture)]
    unread = [exposure for picture in seen for exposure in picture.account.unread()]
    assert len(unread) <= len(printed) // 50, [(exposure.attribute, exposure.text) for exposure in unread]


def _printed(seen: Read) -> list[Exposure]:
    return [exposure for exposure in seen.account.exposures if exposure.text is not None]


def _another(exposure: Exposure, locale: Locale) -> str:
    """Return the value of the first person of the locale who has quite another one, as printed."""
    facet = attributes()[exposure.attribute].facets[exposure.facet]
    people = (person for person in world().people if person.locale == locale)
    values = (row[exposure.facet] for person in people for row in person.facts[exposure.attribute])
    texts = (printed(value, facet.type, locale) for value in values)
    return next(text for text in texts if not reads(exposure.text or "", text))

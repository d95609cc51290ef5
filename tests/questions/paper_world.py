"""A world on paper: real people and plans, and pictures as records alone, whose boxes nothing fills.

A picture shows what its kind's line in kinds.yaml promises; values are printed in a style that the picture's layout draws.
"""

import itertools
from functools import cache

from multipriv.build.plan import Slot, plans
from multipriv.people import make_world
from multipriv.pictures.kind import kinds
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Capture, Exposure, Locale, Person, Picture, Scope
from multipriv.values import printed, styles

CAPTURES: tuple[Capture, ...] = ("clean", "clean", "easy", "medium", "hard")
LOCALES: tuple[Locale, ...] = ("en", "zh")
Shown = tuple[str, str, str, int | None, str | None]
"""(attribute, facet, value, row, via)"""


def _shown(person: Person, codes: list[str]) -> list[Shown]:
    found: list[Shown] = [
        (code, facet, value, row if len(person.facts[code]) > 1 else None, None)
        for code in codes
        for row, fact in enumerate(person.facts[code])
        for facet, value in fact.items()
        if (code, facet) not in {("home_address", "street"), ("name", "latin")}
    ]
    if person.locale == "zh" and "national_id" in codes:
        entailed = (code for code in ("birth_date", "gender") if code not in codes)
        found += [(code, "value", person.value(code), None, "national_id") for code in entailed]
    if "home_address" in codes:
        found.append(("home_address", "street", person.value("home_address", "street"), None, "home_address"))
    return found


def picture(person: Person, slot: Slot, scope: Scope, number: int, others: tuple[Person, ...] = ()) -> Picture:
    """Return a picture of a kind on paper; `others` show their faces beside the subject."""
    random = stream("paper picture", person.person_id, number)
    layout = random.choice("ab")
    values = [(person, row) for row in _shown(person, sorted(slot.shows))]
    values += [(other, ("face", "value", other.value("face"), None, None)) for other in others]
    exposures = []
    for place, (who, (attribute, facet, value, row, via)) in enumerate(values):
        kind = attributes()[attribute].facets[facet].type
        choice = stream("style", slot.kind, layout, kind).choice(styles(kind, person.locale)[:3])
        text = None if kind == "depicted" else printed(value, kind, person.locale, choice)
        top = 20.0 + 30 * place
        box = (20.0, top, 220.0, top + 22)
        quad = ((20.0, top), (220.0, top), (220.0, top + 22), (20.0, top + 22))
        exposures.append(Exposure(attribute, facet, who.person_id, text, value, box, quad, row, via))
    picture_id = opaque_id("picture", person.person_id, number)
    file = f"pictures/{picture_id[:2]}/{picture_id}.png"
    ids = tuple(who.person_id for who in (person, *others))
    capture = random.choice(CAPTURES)
    return Picture(
        picture_id, slot.kind, layout, person.locale, file, "", 640, 480, capture, scope, ids, tuple(exposures)
    )  # fmt: skip


@cache
def paper_world(profiles: int = 40, strangers: int = 719, seed: int = 1) -> tuple[tuple[Person, ...], tuple[Picture, ...]]:
    """Return the people, and the pictures of the profiles (ten each) and of the strangers (one each)."""
    half = {locale: (profiles + (locale == "en")) // 2 for locale in LOCALES}
    world = make_world(seed, half, dict.fromkeys(LOCALES, strangers))
    deals = itertools.cycle(plans().values())
    slots = itertools.cycle(Slot(kind.code, keys) for kind in kinds().values() for keys in kind.keys)
    pictures: list[Picture] = []
    for person, plan in zip(world.profiles, deals, strict=False):
        for number, slot in enumerate(plan):
            others = world.relatives_of(person)[:2] if slot.kind == "family_photo" else ()
            pictures.append(picture(person, slot, "individual", number, others))
    by_locale = {locale: iter([who for who in world.strangers if who.locale == locale]) for locale in LOCALES}
    for number, slot in enumerate(itertools.islice(slots, strangers)):
        person = next(by_locale[LOCALES[(number + number // 80) % 2]])
        others = world.relatives_of(person)[:2] if slot.kind == "family_photo" else ()
        pictures.append(picture(person, slot, "attribute", 0, others))
    return world.people, tuple(pictures)

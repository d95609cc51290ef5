"""A world on paper: real people and plans, and pictures as records alone, whose boxes nothing fills.

A picture shows what its kind's line in kinds.yaml promises; values are printed in a style that the picture's layout draws.
"""

from dataclasses import replace
from functools import cache

from multipriv.build.circles import populate
from multipriv.build.jobs import Job
from multipriv.build.orders import place_orders
from multipriv.build.plan import Slot
from multipriv.build.run import assign
from multipriv.build.suites import Suite
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Capture, Exposure, Person, Picture, Scope
from multipriv.values import printed, styles

CAPTURES: tuple[Capture, ...] = ("clean", "clean", "easy", "medium", "hard")
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
    """Return the people of a suite of so many profiles, and the pictures of the profiles (ten each) and of the strangers."""
    sized = Suite("paper", profiles, strangers, {}, 1)
    orders = place_orders(sized, seed)
    world = populate(sized, orders, seed)
    return world.people, tuple(_ordered(job, number) for number, job in enumerate(assign(orders, world, seed)))


def _ordered(job: Job, number: int) -> Picture:
    """Return the record of an ordered picture that nobody drew."""
    drawn = picture(job.owner, job.order.slot, job.order.owner.scope, number, job.others[:2])
    return replace(drawn, picture_id=job.order.picture_id, file=job.file, capture=job.order.capture)

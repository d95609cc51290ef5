"""All facts of one person, put together."""

from random import Random

from multipriv.people.clinics import Staff, draw_visit
from multipriv.people.draws import Draws
from multipriv.people.family import Member, kind_of
from multipriv.people.journeys import draw_journeys, draw_route
from multipriv.people.money import draw_money
from multipriv.people.numbers import draw_numbers
from multipriv.people.setting import setting
from multipriv.seeds import opaque_id
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Fact, Locale

_LAST_WORKING_AGE = 67


def draw_facts(
    rng: Random, draws: Draws, locale: Locale, role: str, person_id: str, family: tuple[Member, ...], place: int,
    home: dict[str, Fact], staff: Staff, nationality: str, employer: str | None,
) -> dict[str, tuple[Fact, ...]]:  # fmt: skip
    """Return the facts of the member at `place` of the family, in the order of the taxonomy; any employer where none is named.

    Raises:
        WorldFullError: a range of numbers is used up.
    """
    member = family[place]
    facts: dict[str, tuple[Fact, ...]] = {attribute: (fact,) for attribute, fact in home.items()}
    single = (
        draw_numbers(rng, draws, locale, member.gender, member.born)
        | draw_visit(rng, draws, locale, role, staff)
        | draw_journeys(rng, draws, locale, role)
        | _tokens(person_id)
        | _work(draws, locale, role, member, employer)
    )
    facts |= {attribute: (fact,) for attribute, fact in single.items()} | draw_money(rng, draws, locale)
    street = home["home_address"]["street"]
    facts |= {
        "name": ({"value": member.name.value, "latin": member.name.latin},),
        "gender": ({"value": member.gender},),
        "birth_date": ({"value": member.born.isoformat()},),
        "nationality": ({"value": nationality},),
        "family_relation": (_named_relative(locale, family, place),),
        "vehicle_model": ({"value": _model(draws, locale, role)},),
        "route": (draw_route(rng, draws, locale, role, street, f"route:{opaque_id(person_id, 'route')}"),),
    }
    return {code: facts[code] for code in attributes()}


def _tokens(person_id: str) -> dict[str, Fact]:
    """Return what is depicted, as tokens from which artists draw; person_id is a function of the world's seed and the person."""

    def token(*what: str) -> str:
        return f"{what[0]}:{opaque_id(person_id, *what)}"

    one = {attribute: {"value": token(attribute)} for attribute in ("face", "fingerprint", "signature")}
    return one | {"iris": {"left": token("iris", "left"), "right": token("iris", "right")}}


def _work(draws: Draws, locale: Locale, role: str, member: Member, known: str | None) -> dict[str, Fact]:
    data = setting(locale)
    employers = [employer for sector in data["employers"].values() for employer in sector]
    occupation = draws.deal(f"{role} occupations", data["occupations"])
    employer = known or draws.deal(f"{role} employers", employers)
    stage = next((stage for stage in data["children"] if member.age <= stage["until"]), None)
    if stage:
        occupation, employer = stage["occupation"], draws.deal(f"{role} {stage['occupation']}", stage["places"])
    elif member.age > _LAST_WORKING_AGE:
        occupation = data["retired"]
    return {"occupation": {"value": occupation}, "employer": {"value": employer}}


def _model(draws: Draws, locale: Locale, role: str) -> str:
    gap = "" if locale == "zh" else " "
    models = [f"{make}{gap}{model}" for make, models in setting(locale)["vehicles"].items() for model in models]
    return draws.deal(f"{role} vehicles", models)


def _named_relative(locale: Locale, family: tuple[Member, ...], place: int) -> Fact:
    """Name the first close relative who is not husband or wife; those only where there is nobody else."""
    related = [(kind, other) for other in family if other is not family[place] and (kind := kind_of(family[place], other))]
    by_blood = [(kind, other) for kind, other in related if kind not in {"husband", "wife"}]
    kind, other = (by_blood or related)[0]
    return {"relation": setting(locale)["words"][kind], "relative": other.name.value}

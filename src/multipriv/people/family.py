"""Families: who lives together, how old they are, what they are to one another."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from multipriv.people.draws import Draws
from multipriv.people.naming import FullName, Gender, draw_name
from multipriv.people.setting import families, ranges, reference_date, setting
from multipriv.taxonomy.records import Locale


@dataclass(frozen=True)
class Member:
    """One person of a family. `part` is what the member is to the subject (subject, spouse, father, mother, child, sibling)."""

    part: str
    gender: Gender
    age: int
    born: date
    name: FullName


def draw_family_of(
    rng: Random, draws: Draws, locale: Locale, role: str, gender: Gender, namesake: Member | None
) -> tuple[Member, ...]:
    """Return the members of a family, the subject first. With a `namesake` the subject bears that person's name and gender."""
    age = rng.randint(*ranges()["ages"])
    name = namesake.name if namesake else draw_name(rng, draws, locale, gender)
    subject = Member("subject", gender, age, _born(rng, draws, age), name)
    shapes = families()[role]
    shape = rng.choices(shapes, weights=[shape["weight"] for shape in shapes])[0]
    members = [subject]
    for part in shape["members"]:
        members.append(_relative(rng, draws, locale, part, members))
    return tuple(members)


def kind_of(holder: Member, other: Member) -> str | None:
    """Return what `other` is to `holder` (mother, son, older_brother, …), null when they are nothing close."""
    tie: str | None = families()["ties"][holder.part].get(other.part)
    if tie is None:
        return None
    female = other.gender == "female"
    match tie:
        case "spouse":
            return "wife" if female else "husband"
        case "parent":
            return "mother" if female else "father"
        case "child":
            return "daughter" if female else "son"
    return ("older_" if other.born < holder.born else "younger_") + ("sister" if female else "brother")


def _relative(rng: Random, draws: Draws, locale: Locale, part: str, members: list[Member]) -> Member:
    gender = _gender(rng, part, members)
    age = _age(rng, part, members)
    name = draw_name(rng, draws, locale, gender, _family_name(rng, locale, part, gender, members))
    return Member(part, gender, age, _born(rng, draws, age), name)


def _gender(rng: Random, part: str, members: list[Member]) -> Gender:
    if part == "spouse":
        return "male" if members[0].gender == "female" else "female"
    if part in {"mother", "father"}:
        return "female" if part == "mother" else "male"
    return rng.choice(("female", "male"))


def _age(rng: Random, part: str, members: list[Member]) -> int:
    subject = members[0].age
    ages = {member.part: member.age for member in members}
    if part == "spouse":
        return max(20, subject + rng.randint(-4, 4))
    if part in {"father", "mother"}:
        eldest = max(member.age for member in members if member.part in {"subject", "sibling"})
        return min(eldest + rng.randint(19, 34), 96)
    if part == "child":
        youngest_parent = min(subject, ages.get("spouse", subject))
        return _spaced(rng, range(max(0, subject - 42), youngest_parent - 17), [m.age for m in members if m.part == "child"])
    parents = [ages[parent] for parent in ("father", "mother") if parent in ages]
    eldest = min([subject + 8, *(age - 18 for age in parents)])
    return _spaced(rng, range(subject - 8, eldest + 1), [m.age for m in members if m.part in {"subject", "sibling"}])


def _spaced(rng: Random, ages: range, siblings: list[int]) -> int:
    """Return one of the ages, two years from every sibling's if there is such an age, else one."""
    for distance in (2, 1):
        if free := [age for age in ages if all(abs(age - sibling) >= distance for sibling in siblings)]:
            return rng.choice(free)
    return rng.choice(ages)


def _family_name(rng: Random, locale: Locale, part: str, gender: Gender, members: list[Member]) -> str | None:
    """Return the family name a relative is bound to bear, null for any."""
    subject = members[0]
    married_in = part == "mother" or part == "spouse"
    if married_in:
        return subject.name.family if rng.random() < setting(locale)["shares_name"] else None
    if part == "child" and locale == "zh" and subject.gender == "female":
        # the father's name, where he is in the household
        return next((m.name.family for m in members if m.part == "spouse"), subject.name.family)
    return subject.name.family


def _born(rng: Random, draws: Draws, age: int) -> date:
    """Return a birthday of someone `age` years old in the reference year."""
    today = reference_date()
    first = _years_before(today, age + 1) + timedelta(days=1)
    days = (_years_before(today, age) - first).days
    return draws.rare("birth_date", lambda: first + timedelta(days=rng.randint(0, days)))


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)

"""The world: profiles, their relatives, and strangers, as a pure function of a seed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from multipriv.people.clinics import Staff, draw_staff, treatments
from multipriv.people.draws import Draws
from multipriv.people.family import Member, draw_family_of, kind_of
from multipriv.people.homes import draw_home
from multipriv.people.lives import draw_facts
from multipriv.people.naming import Gender
from multipriv.people.setting import setting
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.records import Locale, Person, Relation

_HOMONYM_EVERY, _HOMONYM_AT, _HOMONYM_OF = 6, 2, 0
"""In every six profiles the third bears the name of the first."""


@dataclass(frozen=True)
class World:
    """All people: profiles, their relatives, strangers, theirs. `treats` gives, per locale, the condition of each medicine."""

    people: tuple[Person, ...]
    treats: Mapping[Locale, Mapping[str, str]]
    stranger_ids: frozenset[str] = field(repr=False, default=frozenset())

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        """Everyone by person_id."""
        return {person.person_id: person for person in self.people}

    @cached_property
    def profiles(self) -> tuple[Person, ...]:
        """The people whom the benchmark profiles, English ones first."""
        return tuple(person for person in self.people if person.profile_id is not None)

    @cached_property
    def strangers(self) -> tuple[Person, ...]:
        """The subjects of attribute-scope pictures (their relatives are not among them)."""
        return tuple(person for person in self.people if person.person_id in self.stranger_ids)

    def relatives_of(self, person: Person) -> tuple[Person, ...]:
        """Return the people to whom a person is related, in the order of the relations."""
        return tuple(self.by_id[relation.person_id] for relation in person.relations)


def make_world(seed: int, profiles: Mapping[Locale, int], strangers: Mapping[Locale, int]) -> World:
    """Return the world of a seed.

    The same arguments give the same people. Whoever is drawn later changes nobody drawn before: a profile stays as it is
    with any number of strangers or further profiles, a stranger with any number of further strangers; locales are apart.

    Raises:
        WorldFullError: more people than the countries have names or numbers for.
    """
    people: list[Person] = []
    stranger_ids: set[str] = set()
    for locale in sorted({*profiles, *strangers}):
        country = _Country(seed, locale)
        people += [p for family in country.families("profile", profiles.get(locale, 0)) for p in family]
        for family in country.families("stranger", strangers.get(locale, 0)):
            stranger_ids.add(family[0].person_id)
            people += family
    return World(tuple(people), {locale: treatments(locale) for locale in ("en", "zh")}, frozenset(stranger_ids))


class _Country:
    """The people of one locale as they are drawn, one family after the other."""

    def __init__(self, seed: int, locale: Locale) -> None:
        self._seed, self._locale = seed, locale
        self._draws = Draws(seed, locale)
        self._staff: Staff = draw_staff(seed, self._draws, locale)

    def families(self, role: str, count: int) -> Iterator[tuple[Person, ...]]:
        """Yield `count` families of a role, the subject first in each."""
        subjects: list[tuple[str, Member]] = []
        for index in range(count):
            block, place = divmod(index, _HOMONYM_EVERY)
            homonym = role == "profile" and place == _HOMONYM_AT
            namesake = subjects[block * _HOMONYM_EVERY + _HOMONYM_OF] if homonym else None
            people, subject = self._family(role, index, namesake)
            subjects.append((people[0].person_id, subject))
            yield people

    def _family(self, role: str, index: int, namesake: tuple[str, Member] | None) -> tuple[tuple[Person, ...], Member]:
        rng = stream(self._seed, self._locale, role, index)
        gender: Gender = namesake[1].gender if namesake else self._draws.deal(f"{role} gender", ("female", "male") * 2)
        members = draw_family_of(rng, self._draws, self._locale, role, gender, namesake[1] if namesake else None)
        ids = [opaque_id(self._seed, "person", self._locale, role, index, place) for place in range(len(members))]
        home = draw_home(rng, self._draws, self._locale, role)
        nationalities = self._nationalities(rng, role, members)
        people = []
        for place, member in enumerate(members):
            share = role if place == 0 else f"{role} relative"
            facts = draw_facts(
                rng, self._draws, self._locale, share, ids[place], members, place, home, self._staff, nationalities[place]
            )
            people.append(
                Person(
                    person_id=ids[place],
                    profile_id=f"{self._locale}-{index + 1:04d}" if role == "profile" and place == 0 else None,
                    locale=self._locale,
                    household_id=opaque_id(self._seed, "household", self._locale, role, index),
                    age=member.age,
                    facts=facts,
                    relations=_relations(members, place, ids),
                    homonym_of=namesake[0] if namesake and place == 0 else None,
                )
            )
        return tuple(people), members[0]

    def _nationalities(self, rng: Random, role: str, members: tuple[Member, ...]) -> list[str]:
        """Return the members' nationalities: each their own, children that of the subject."""
        known = setting(self._locale)["nationalities"]
        subject = self._draws.deal(f"{role} nationalities", known)
        return [subject if m.part in {"subject", "child"} else rng.choice(known) for m in members]


def _relations(members: tuple[Member, ...], place: int, ids: list[str]) -> tuple[Relation, ...]:
    kinds = ((ids[other], kind_of(members[place], members[other])) for other in range(len(members)) if other != place)
    return tuple(Relation(person_id, kind) for person_id, kind in kinds if kind is not None)

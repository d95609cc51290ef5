"""The world: profiles, their relatives, and strangers, as a pure function of a seed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from multipriv.people.circle import Tie
from multipriv.people.clinics import Staff, draw_staff, treatments
from multipriv.people.draws import Draws
from multipriv.people.family import Member, draw_family_of, kind_of
from multipriv.people.homes import Street, draw_home, draw_street
from multipriv.people.lives import draw_facts
from multipriv.people.naming import Gender
from multipriv.people.setting import ranges, setting
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.records import Locale, Person, Relation

_HOMONYM_EVERY, _HOMONYM_AT, _HOMONYM_OF = 6, 2, 0
"""In every six profiles the third bears the name of the first."""
RELATIVES_PICTURES = 5
"""The most pictures of attribute scope that one relative of a profile has."""


@dataclass(frozen=True)
class World:
    """All people: profiles, their relatives, strangers, theirs. `treats` gives, per locale, the condition of each medicine."""

    people: tuple[Person, ...]
    treats: Mapping[Locale, Mapping[str, str]]
    stranger_ids: tuple[str, ...] = field(repr=False, default=())

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
        """The subjects of attribute-scope pictures, one a picture; a relative of a profile may stand there several times."""
        return tuple(self.by_id[person_id] for person_id in self.stranger_ids)

    def relatives_of(self, person: Person) -> tuple[Person, ...]:
        """Return the people to whom a person is related, in the order of the relations."""
        return tuple(self.by_id[relation.person_id] for relation in person.relations)


def make_world(
    seed: int,
    profiles: Mapping[Locale, int],
    strangers: Mapping[Locale, int],
    ties: Mapping[Locale, Mapping[int, Tie]] | None = None,
) -> World:
    """Return the world of a seed. `ties` says, by locale and number, which strangers are near to a profile.

    The same arguments give the same people. Whoever is drawn later changes nobody drawn before: a profile stays as it is
    with any number of strangers or further profiles, a stranger with any number of further strangers; locales are apart.
    A profile without a grown relative who has fewer than RELATIVES_PICTURES pictures gets a neighbour instead.

    Raises:
        WorldFullError: more people than the countries have names or numbers for.
    """
    people: list[Person] = []
    stranger_ids: list[str] = []
    for locale in sorted({*profiles, *strangers}):
        country = _Country(seed, locale)
        families = country.profiles(profiles.get(locale, 0))
        people += [person for family in families for person in family]
        for subject, family in country.strangers(strangers.get(locale, 0), families, (ties or {}).get(locale, {})):
            stranger_ids.append(subject.person_id)
            people += family
    return World(tuple(people), {locale: treatments(locale) for locale in ("en", "zh")}, tuple(stranger_ids))


Family = tuple[Person, ...]
"""The subject first."""


class _Country:
    """The people of one locale as they are drawn, one family after the other."""

    def __init__(self, seed: int, locale: Locale) -> None:
        self._seed, self._locale = seed, locale
        self._draws = Draws(seed, locale)
        self._staff: Staff = draw_staff(seed, self._draws, locale)
        self._streets: list[Street] = []  # of the profiles

    def profiles(self, count: int) -> list[Family]:
        """Return the families of `count` profiles."""
        families: list[Family] = []
        subjects: list[Member] = []
        for index in range(count):
            block, place = divmod(index, _HOMONYM_EVERY)
            first = block * _HOMONYM_EVERY + _HOMONYM_OF
            namesake = (families[first][0].person_id, subjects[first]) if place == _HOMONYM_AT else None
            rng = stream(self._seed, self._locale, "profile", index)
            self._streets.append(draw_street(rng, self._draws, self._locale, "profile"))
            family, subject = self._family(rng, "profile", index, self._streets[-1], namesake=namesake)
            families.append(family)
            subjects.append(subject)
        return families

    def strangers(self, count: int, profiles: Sequence[Family], ties: Mapping[int, Tie]) -> Iterator[tuple[Person, Family]]:
        """Yield `count` strangers with the people new with them: their families, nobody for a relative of a profile."""
        pictured: Counter[str] = Counter()
        for index in range(count):
            tie = ties.get(index)
            near = profiles[tie.profile] if tie else ()
            relative = _relative_of(near, pictured) if tie and tie.how == "relative" else None
            if relative is not None:
                pictured[relative.person_id] += 1
                yield relative, ()
                continue
            rng = stream(self._seed, self._locale, "stranger", index)
            colleague = near[0].value("employer") if tie and tie.how == "colleague" else None
            street = (
                self._streets[tie.profile]
                if tie and tie.how != "colleague"
                else draw_street(rng, self._draws, self._locale, "stranger")
            )
            family, _ = self._family(rng, "stranger", index, street, colleague)
            yield family[0], family

    def _family(
        self,
        rng: Random,
        role: str,
        index: int,
        street: Street,
        employer: str | None = None,
        namesake: tuple[str, Member] | None = None,
    ) -> tuple[Family, Member]:
        """Draw a family in a street; the subject works for `employer` and bears the name of `namesake` where they are given."""
        gender: Gender = namesake[1].gender if namesake else self._draws.deal(f"{role} gender", ("female", "male") * 2)
        members = draw_family_of(rng, self._draws, self._locale, role, gender, namesake[1] if namesake else None)
        ids = [opaque_id(self._seed, "person", self._locale, role, index, place) for place in range(len(members))]
        home = draw_home(rng, self._draws, self._locale, street)
        nationalities = self._nationalities(rng, role, members)
        people = []
        for place, member in enumerate(members):
            share = role if place == 0 else f"{role} relative"
            facts = draw_facts(
                rng, self._draws, self._locale, share, ids[place], members, place, home, self._staff, nationalities[place],
                employer if place == 0 else None,
            )  # fmt: skip
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


def _relative_of(family: Family, pictured: Counter[str]) -> Person | None:
    """Return a grown relative of the first of a family, the one with the fewest pictures; null when all have enough."""
    youngest, oldest = ranges()["ages"]
    grown = [person for person in family[1:] if youngest <= person.age <= oldest]
    free = [person for person in grown if pictured[person.person_id] < RELATIVES_PICTURES]
    return min(free, key=lambda person: pictured[person.person_id], default=None)


def _relations(members: tuple[Member, ...], place: int, ids: list[str]) -> tuple[Relation, ...]:
    kinds = ((ids[other], kind_of(members[place], members[other])) for other in range(len(members)) if other != place)
    return tuple(Relation(person_id, kind) for person_id, kind in kinds if kind is not None)

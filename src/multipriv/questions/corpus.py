"""The material that questions are made of, indexed: who is shown in which picture, and by which keys pictures join."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from multipriv.taxonomy.attributes import Attribute, attributes
from multipriv.taxonomy.records import Exposure, LinkType, Locale, Person, Picture

Facet = tuple[str, str]
"""(attribute, facet)"""


def attribute_of(facet: Facet) -> Attribute:
    """Return the attribute of a facet."""
    return attributes()[facet[0]]


def type_of(facet: Facet) -> str:
    """Return the value type of a facet."""
    return attribute_of(facet).facets[facet[1]].type


def link_type(attribute: str) -> LinkType:
    """Return how two pictures join by an attribute: by what is depicted, or by text."""
    if attributes()[attribute].appears == "depicted":
        return attribute  # type: ignore[return-value]  # the depicted attributes are link types themselves
    return "text"


@dataclass(frozen=True, eq=False)
class View:
    """One person as one picture shows them."""

    picture: Picture
    person: Person
    exposures: tuple[Exposure, ...]

    @cached_property
    def keys(self) -> frozenset[tuple[str, str, str]]:
        """(attribute, facet, value) of everything that makes two views one person."""
        return frozenset(
            (e.attribute, e.facet, e.value) for e in self.exposures if attributes()[e.attribute].equal_means == "same_person"
        )

    @cached_property
    def marks(self) -> dict[Facet, frozenset[str]]:
        """Values that exclude another person when they differ."""
        found: dict[Facet, set[str]] = {}
        for e in self.exposures:
            if attributes()[e.attribute].unequal_means == "different_person":
                found.setdefault((e.attribute, e.facet), set()).add(e.value)
        return {facet: frozenset(values) for facet, values in found.items()}

    @cached_property
    def signature(self) -> frozenset[str]:
        """The attributes shown, entailed ones included."""
        return frozenset(e.attribute for e in self.exposures)

    def entailed_by(self, key: str) -> set[str]:
        """Return a key and the attributes that it entails here: an ID number that differs holds another birth date."""
        return {key, *(e.attribute for e in self.exposures if e.via == key)}

    def shown(self, facet: Facet) -> tuple[Exposure, ...]:
        """Return the exposures of a facet, entailed ones included."""
        return self._by_facet.get(facet, ())

    @cached_property
    def _by_facet(self) -> dict[Facet, tuple[Exposure, ...]]:
        found: dict[Facet, tuple[Exposure, ...]] = {}
        for e in self.exposures:
            facet = e.attribute, e.facet
            found[facet] = (*found.get(facet, ()), e)
        return found

    def once(self, facet: Facet) -> Exposure | None:
        """Return the facet's exposure when it is printed exactly once and in its own right."""
        found = self.shown(facet)
        return found[0] if len(found) == 1 and found[0].text is not None and found[0].via is None else None

    def joins(self, other: "View") -> list[str]:
        """Return the attributes by which two views are one person, sorted."""
        shared = self.keys & other.keys
        return sorted({attribute for attribute, _, _ in shared}) if shared else []

    def is_joined(self, other: "View") -> bool:
        """Return whether two views are one person by any attribute."""
        return not self.keys.isdisjoint(other.keys)

    def conflicts(self, other: "View") -> list[str]:
        """Return the attributes by which two views are different people, sorted."""
        marks = other.marks
        return sorted({f[0] for f, values in self.marks.items() if f in marks and values.isdisjoint(marks[f])})

    def is_parted(self, other: "View", spared: Set[str] = frozenset()) -> bool:
        """Return whether two views are different people by any attribute but those spared."""
        marks = other.marks
        return any(f in marks and f[0] not in spared and values.isdisjoint(marks[f]) for f, values in self.marks.items())


class Corpus:
    """Pictures and people with the indices that the tasks share. Order follows the input: nothing depends on hashing."""

    def __init__(self, pictures: Sequence[Picture], people: Sequence[Person]) -> None:
        self.pictures = tuple(pictures)
        self.people = {person.person_id: person for person in people}
        self.by_id = {picture.picture_id: picture for picture in pictures}
        self._varieties: dict[tuple[Locale, Facet], int] = {}
        self._showing: dict[tuple[Locale, frozenset[str]], list[View]] = {}
        self.views = tuple(view for picture in pictures for view in self._views(picture))

    def _views(self, picture: Picture) -> Iterator[View]:
        for person_id in dict.fromkeys(e.person_id for e in picture.exposures):
            yield View(picture, self.people[person_id], tuple(e for e in picture.exposures if e.person_id == person_id))

    @cached_property
    def alone(self) -> tuple[View, ...]:
        """Views of pictures that show one person only: who is meant by such a picture is never in doubt."""
        shown: dict[str, int] = {}
        for view in self.views:
            shown[view.picture.picture_id] = shown.get(view.picture.picture_id, 0) + 1
        return tuple(view for view in self.views if shown[view.picture.picture_id] == 1)

    @cached_property
    def firsts(self) -> dict[str, View]:
        """The view of the first person of each picture, by picture_id."""
        found: dict[str, View] = {}
        for view in self.views:
            found.setdefault(view.picture.picture_id, view)
        return found

    @cached_property
    def bearing(self) -> dict[str, list[View]]:
        """One view of each picture that shows an attribute in its own right, by attribute."""
        found: dict[str, list[View]] = {}
        for view in self.firsts.values():
            for attribute in dict.fromkeys(e.attribute for e in view.picture.exposures if not e.via):
                found.setdefault(attribute, []).append(view)
        return found

    @cached_property
    def contents(self) -> list[tuple[View, frozenset[str]]]:
        """One view of each picture, and the attributes that the picture shows of anybody; equal sets are one object."""
        known: dict[frozenset[str], frozenset[str]] = {}
        rows = ((view, frozenset(e.attribute for e in view.picture.exposures)) for view in self.firsts.values())
        return [(view, known.setdefault(shown, shown)) for view, shown in rows]

    @cached_property
    def profiles(self) -> dict[str, list[View]]:
        """The individual-scope views of each profile, by person_id."""
        found: dict[str, list[View]] = {}
        for view in self.alone:
            if view.picture.scope == "individual" and view.person.profile_id is not None:
                found.setdefault(view.person.person_id, []).append(view)
        return found

    @cached_property
    def by_kind(self) -> dict[tuple[Locale, str], list[View]]:
        """Views of one person by locale and kind of picture."""
        found: dict[tuple[Locale, str], list[View]] = {}
        for view in self.alone:
            found.setdefault((view.picture.locale, view.picture.kind), []).append(view)
        return found

    @cached_property
    def by_locale(self) -> dict[Locale, list[View]]:
        """Views of one person by locale."""
        found: dict[Locale, list[View]] = {"en": [], "zh": []}
        for view in self.alone:
            found[view.picture.locale].append(view)
        return found

    def showing(self, locale: Locale, attributes: frozenset[str]) -> list[View]:
        """Return the views of one person in a locale that show any of some attributes."""
        if (locale, attributes) not in self._showing:
            self._showing[locale, attributes] = [view for view in self.by_locale[locale] if view.signature & attributes]
        return self._showing[locale, attributes]

    @cached_property
    def profiled(self) -> dict[Locale, list[Person]]:
        """The people of the profiles that have pictures, by locale."""
        found: dict[Locale, list[Person]] = {"en": [], "zh": []}
        for views in self.profiles.values():
            found[views[0].person.locale].append(views[0].person)
        return found

    @cached_property
    def by_facet(self) -> dict[tuple[Locale, str, str], list[tuple[View, Exposure]]]:
        """Printed values shown once in their picture and in their own right, by locale, attribute and facet."""
        found: dict[tuple[Locale, str, str], list[tuple[View, Exposure]]] = {}
        for view in self.alone:
            for e in view.exposures:
                if view.once((e.attribute, e.facet)) is not None:
                    found.setdefault((view.picture.locale, e.attribute, e.facet), []).append((view, e))
        return found

    def namesakes(self, person: Person) -> list[View]:
        """Return the views of other profiles that bear a person's name."""
        return [view for view in self._by_name.get(person.value("name"), ()) if view.person is not person]

    @cached_property
    def _by_name(self) -> dict[str, list[View]]:
        found: dict[str, list[View]] = {}
        for views in self.profiles.values():
            found.setdefault(views[0].person.value("name"), []).extend(views)
        return found

    def variety(self, locale: Locale, facet: Facet) -> int:
        """Return how many different values of a facet the pictures of a locale print."""
        if (locale, facet) not in self._varieties:
            self._varieties[locale, facet] = len({e.value for _, e in self.by_facet.get((locale, *facet), ())})
        return self._varieties[locale, facet]

    @cached_property
    def treatments(self) -> dict[Locale, dict[str, str]]:
        """Which condition each medicine treats, as the people of a locale bear witness."""
        found: dict[Locale, dict[str, str]] = {"en": {}, "zh": {}}
        for person in self.people.values():
            found[person.locale][person.value("medication")] = person.value("diagnosis")
        return found

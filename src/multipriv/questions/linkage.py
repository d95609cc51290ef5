"""Who is whom in the material of one question: mentions, links, conflicts and the groups that follow from them.

A mention is one person as one source shows them; a source is the 1-based number of a picture, or 0 for the text. Only stored
records are read. The `person_id` of an exposure serves one purpose: to tell people apart inside one picture.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import combinations

from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import Correlation, correlations, entailments
from multipriv.taxonomy.records import Person, Picture, Question

Facet = tuple[str, str]
Values = Mapping[Facet, frozenset[str]]
Traits = Mapping[tuple[str, str], tuple[str, int]]
"""(attribute, value) -> the (gender, year of birth) that a look or a given name suggests."""

NAME = "name"


@dataclass(frozen=True)
class Mention:
    """One person as one source shows them: canonical values by (attribute, facet)."""

    source: int
    values: Values


def traits_of(people: Iterable[Person]) -> Traits:
    """Return the gender and year of birth that the face and the name of each person suggest; a look is known, never proven."""
    kinds = {rule.attribute for rule in entailments() if rule.strength == "apparent"} & {"face", NAME}
    return {
        (kind, person.value(kind)): (person.value("gender"), int(person.value("birth_date")[:4]))
        for person in people
        for kind in sorted(kinds)
    }


def mentions(question: Question, pictures: Sequence[Picture | None]) -> list[Mention]:
    """Return every mention; `pictures` follow the question's order, None stands for a picture that was taken away."""
    found = [] if not question.spans else list(_mentions_of_text(question))
    for number, picture in enumerate(pictures, start=1):
        if picture is not None:
            found.extend(_mentions_of_picture(number, picture))
    return found


def _mentions_of_text(question: Question) -> Iterator[Mention]:
    for who in sorted({span.mention for span in question.spans}):
        said = [((span.attribute, span.facet), span.value) for span in question.spans if span.mention == who]
        yield Mention(0, _collect(said))


def _mentions_of_picture(number: int, picture: Picture) -> Iterator[Mention]:
    people = dict.fromkeys(exposure.person_id for exposure in picture.exposures)
    for person in people:
        shown = [((e.attribute, e.facet), e.value) for e in picture.exposures if e.person_id == person]
        yield Mention(number, _collect(shown))


def _collect(pairs: Iterable[tuple[Facet, str]]) -> Values:
    values: dict[Facet, set[str]] = {}
    for facet, value in pairs:
        values.setdefault(facet, set()).add(value)
    return {facet: frozenset(found) for facet, found in values.items()}


def _united(parts: Sequence[Values]) -> Values:
    """Return everything that several mentions show."""
    found: dict[Facet, frozenset[str]] = {}
    for values in parts:
        for facet, shown in values.items():
            found[facet] = found[facet] | shown if facet in found else shown
    return found


def links(left: Values, right: Values) -> set[str]:
    """Return the attributes whose equal values make two mentions one person."""
    linking = _linking()
    return {f[0] for f, found in left.items() if f[0] in linking and f in right and not found.isdisjoint(right[f])}


def conflicts(left: Values, right: Values) -> set[str]:
    """Return the attributes whose unequal values make two mentions different people."""
    parting = _parting()
    return {f[0] for f, found in left.items() if f[0] in parting and f in right and found.isdisjoint(right[f])}


@cache
def _linking() -> frozenset[str]:
    return frozenset(code for code, found in attributes().items() if found.equal_means == "same_person")


@cache
def _parting() -> frozenset[str]:
    return frozenset(code for code, found in attributes().items() if found.unequal_means == "different_person")


def correlate(rule: Correlation, left: Values, right: Values, treats: Mapping[str, str]) -> bool | None:
    """Return whether a stated rule joins (True) or parts (False) two mentions; None when it says nothing of them."""
    pairs = [(left.get((rule.left, a)), right.get((rule.right, b))) for a, b in rule.facets]
    if any(a is None or b is None for a, b in pairs):
        return None
    return all(_related(rule, a, b, treats) for a, b in pairs if a is not None and b is not None)


def _related(rule: Correlation, left: frozenset[str], right: frozenset[str], treats: Mapping[str, str]) -> bool:
    if rule.relation == "equal":
        return bool(left & right)
    if rule.relation == "treats":
        return any(treats.get(medicine) in right for medicine in left)
    return any(_is_ratio(a, b, rule.factor or Decimal(1)) for a in left for b in right)


def _is_ratio(left: str, right: str, factor: Decimal) -> bool:
    try:
        return (Decimal(left) * factor).quantize(Decimal("0.01")) == Decimal(right).quantize(Decimal("0.01"))
    except InvalidOperation:
        return False


class Groups:
    """The mentions of one question, merged into people as far as the records prove it.

    Strong links and stated rules merge at once. A name merges as the prompt states it: one name is one person unless something
    else tells two bearers apart; where a bearer could be either of two such people, it stays apart.
    """

    def __init__(self, found: Sequence[Mention], rules: Sequence[str], treats: Mapping[str, str]) -> None:
        self.mentions = list(found)
        self._rules = [correlations()[code] for code in rules]
        self._treats = treats
        self._root = list(range(len(found)))
        self._members = [[mention] for mention in self._root]
        self._known: dict[int, Values] = {}
        self._merge_strong()
        self._merge_names()

    def root(self, mention: int) -> int:
        """Return the number of the group that holds a mention."""
        return self._root[mention]

    def members(self, root: int) -> list[int]:
        """Return the mentions of a group."""
        return self._members[root]

    def roots(self) -> list[int]:
        """Return the numbers of all groups."""
        return [root for root, members in enumerate(self._members) if members]

    def at(self, source: int) -> list[int]:
        """Return the mentions of a source."""
        return [index for index, mention in enumerate(self.mentions) if mention.source == source]

    def values(self, root: int) -> Values:
        """Return all that is known of a group."""
        if root not in self._known:
            members = [self.mentions[member].values for member in self.members(root)]
            self._known[root] = members[0] if len(members) == 1 else _united(members)
        return self._known[root]

    def joined(self, a: int, b: int) -> bool:
        """Return whether two mentions are linked directly: by a shared key or a stated rule."""
        left, right = self.mentions[a].values, self.mentions[b].values
        return bool(links(left, right)) or self._ruled(left, right) is True

    def apart(self, a: int, b: int) -> bool:
        """Return whether two groups are proven to be different people."""
        pairs = [(self.mentions[x], self.mentions[y]) for x in self.members(a) for y in self.members(b)] if self._rules else []
        if any(self._ruled(x.values, y.values) is False for x, y in pairs):
            return True
        return bool(conflicts(self.values(a), self.values(b)))

    def contradiction(self) -> bool:
        """Return whether some group holds two mentions that cannot be one person."""
        return any(
            conflicts(self.mentions[a].values, self.mentions[b].values)
            for members in self._members
            for a, b in combinations(members, 2)
        )

    def distance(self, start: int, goals: set[int]) -> int | None:
        """Return the least number of joins from a mention to one of `goals`, over the direct links inside its group."""
        reached, seen, steps = {start}, {start}, 0
        inside = self.members(self.root(start))
        while reached:
            if reached & goals:
                return steps
            reached = {b for a in reached for b in inside if b not in seen and self.joined(a, b)}
            seen |= reached
            steps += 1
        return None

    def _ruled(self, left: Values, right: Values) -> bool | None:
        if not self._rules:
            return None
        said = [correlate(rule, a, b, self._treats) for rule in self._rules for a, b in ((left, right), (right, left))]
        decided = [word for word in said if word is not None]
        return None if not decided else all(decided)

    def _merge_strong(self) -> None:
        for a, b in combinations(range(len(self.mentions)), 2):
            left, right = self.mentions[a].values, self.mentions[b].values
            if links(left, right) - {NAME} or self._ruled(left, right) is True:
                self._union(a, b)

    def _merge_names(self) -> None:
        while any(self._merge_bearers(facet, name) for facet, name in self._names()):
            pass

    def _names(self) -> list[tuple[Facet, str]]:
        return sorted({(facet, v) for m in self.mentions for facet, found in m.values.items() if facet[0] == NAME for v in found})

    def _merge_bearers(self, facet: Facet, name: str) -> bool:
        bearers = [root for root in self.roots() if name in self.values(root).get(facet, frozenset())]
        friends = {a: {b for b in bearers if b == a or not self.apart(a, b)} for a in bearers}
        merged = False
        for a in bearers:
            if len(friends[a]) > 1 and all(friends[b] == friends[a] for b in friends[a]):
                for b in sorted(friends[a]):
                    merged |= self._union(a, b)
        return merged

    def _union(self, a: int, b: int) -> bool:
        root, other = sorted((self.root(a), self.root(b)))
        if root == other:
            return False
        for member in self._members[other]:
            self._root[member] = root
        self._members[root] = sorted([*self._members[root], *self._members[other]])
        self._members[other] = []
        self._known.pop(root, None)
        self._known.pop(other, None)
        return True


def suspected_apart(left: Values, right: Values, traits: Traits) -> bool:
    """Return whether an attacker would take two people for different ones by apparent gender, age or kinship."""
    genders = [_genders(values, traits) for values in (left, right)]
    if genders[0] and genders[1] and not genders[0] & genders[1]:
        return True
    if _ages_apart(left, right, traits) or _ages_apart(right, left, traits):
        return True
    return _is_relative_of(left, right) or _is_relative_of(right, left)


def _genders(values: Values, traits: Traits) -> set[str]:
    printed = set(values.get(("gender", "value"), frozenset()))
    apparent = [(kind, value) for kind in ("face", NAME) for value in values.get((kind, "value"), ())]
    return printed or {traits[trait][0] for trait in apparent if trait in traits}


def _ages_apart(seen: Values, printed: Values, traits: Traits) -> bool:
    tolerance = max(rule.tolerance_years or 0 for rule in entailments())
    looks = [traits["face", v][1] for v in seen.get(("face", "value"), ()) if ("face", v) in traits]
    born = [int(v[:4]) for v in printed.get(("birth_date", "value"), ()) if v[:4].isdigit()]
    return bool(looks and born) and min(abs(a - b) for a in looks for b in born) > tolerance


def _is_relative_of(person: Values, other: Values) -> bool:
    relatives = person.get(("family_relation", "relative"), frozenset())
    return bool(relatives & other.get((NAME, "value"), frozenset()))

"""What a commission lets a document print: the shown attributes of its people, each value as this picture writes it."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from multipriv.pictures.kind import Commission, kinds
from multipriv.seeds import stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Fact, Person
from multipriv.values import printed, styles

PrintedFacts = dict[str, list[dict[str, str]]]


def shown_attributes(commission: Commission) -> frozenset[str]:
    """Return the attributes the picture shows: those of its kind and the keys that were chosen."""
    return kinds()[commission.kind].showing(brought=commission.brought is not None) | frozenset(commission.keys)


def printed_facts(commission: Commission, person: Person, prints: Mapping[str, str]) -> PrintedFacts:
    """Return attribute -> rows -> facet -> text as printed, for what the commission shows; depicted facets are left out.

    A picture prints every value of one type in one style, which its seed names; `prints` gives the style of a value type, an
    attribute or an "attribute.facet" instead.
    """

    def written(code: str, row: Fact) -> dict[str, str]:
        readable = {facet: value for facet, value in row.items() if _type(code, facet) != "depicted"}
        return {facet: _print(commission, code, facet, value, prints) for facet, value in readable.items()}

    return {code: [written(code, row) for row in person.facts[code]] for code in sorted(shown_attributes(commission))}


@cache
def _rare() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(resources.files(__package__).joinpath("rare.yaml").read_text("utf-8"))
    return data


def _type(attribute: str, facet: str) -> str:
    return attributes()[attribute].facets[facet].type


def _print(commission: Commission, attribute: str, facet: str, value: str, prints: Mapping[str, str]) -> str:
    value_type, locale = _type(attribute, facet), commission.locale
    for name in (f"{attribute}.{facet}", attribute, value_type):
        if name in prints:
            return printed(value, value_type, locale, prints[name])
    rare = _rare()[locale].get(attribute, _rare()[locale].get(value_type, ()))
    choices = [style for style in styles(value_type, locale) if style not in rare]
    style = choices[stream("printed", commission.seed, value_type).randrange(len(choices))]
    return printed(value, value_type, locale, style)

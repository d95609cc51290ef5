"""The fictional banks, authorities and insurers that stand at the head of documents."""

from functools import cache
from importlib import resources

import yaml

from multipriv.seeds import stream
from multipriv.taxonomy.records import Locale


@cache
def issuers(locale: Locale) -> dict[str, list[str]]:
    """Return the names of fictional issuers by role."""
    text = resources.files(__package__).joinpath("issuers.yaml").read_text("utf-8")
    data: dict[Locale, dict[str, list[str]]] = yaml.safe_load(text)
    return data[locale]


def issuer(role: str, locale: Locale, of: str) -> str:
    """Return the issuer of a role that the value or seed `of` names: equal values, equal issuer."""
    names = issuers(locale)[role]
    return names[stream("issuer", role, of).randrange(len(names))]


def emblem_seed(name: str) -> int:
    """Return the whole number from which the kit draws the mark of this issuer: one name, one mark."""
    return stream("emblem", name).randrange(1 << 20)

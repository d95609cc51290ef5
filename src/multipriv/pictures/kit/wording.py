"""The words of a kind that are nobody's: kinds/<kind>.yaml, by locale, with the seed's choice where there are several."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.pictures.kind import Commission
from multipriv.seeds import stream
from multipriv.taxonomy.records import Locale


@cache
def _words(kind: str) -> dict[Locale, dict[str, list[Any]]]:
    path = resources.files("multipriv.pictures").joinpath("kinds", f"{kind}.yaml")
    words: dict[Locale, dict[str, list[Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return words


def wording(commission: Commission, by: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return entry -> the one of its variants that the commission's seed names.

    `by` gives the value that names it instead: two pictures of one thing then say the same of it.
    """
    chosen = {}
    for entry, variants in _words(commission.kind)[commission.locale].items():
        name = (by or {}).get(entry, commission.seed)
        chosen[entry] = variants[stream("wording", name, entry).randrange(len(variants))]
    return chosen

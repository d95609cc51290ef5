"""The attribute strip and the heat maps of the page."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from multipriv.report import series
from multipriv.report.figures import palette, words
from multipriv.report.runs import REFERENCES
from multipriv.taxonomy.attributes import attributes, categories

if TYPE_CHECKING:
    from multipriv.report.content import Report

MOST_COLUMNS = 60
FEW_ITEMS = 10
Shades = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By model and attribute: value, low, high, n and clusters."""


def strip(shades: Shades) -> list[dict[str, Any]]:
    """Return by category a bar for every attribute: what the best of the models reads of it, in percent."""
    rated = [found for model, found in shades.items() if model not in REFERENCES]
    if not rated:
        return []
    groups = []
    for category in categories().values():
        bars = []
        for attribute in (one for one in attributes().values() if one.category == category.code):
            best = max((found[attribute.code]["value"] for found in rated if attribute.code in found), default=None)
            share = 0 if best is None else round(100 * min(1.0, max(0.0, best)))
            bars.append({"name": attribute.name["en"], "percent": share, "text": "not asked" if best is None else f"{share} %"})
        groups.append({"name": category.name["en"], "bars": bars})
    return groups


def heat(report: "Report", family: str, shades: Shades) -> dict[str, Any] | None:
    """Return one heat map: models, and the shades of their attributes by category; null where nothing was asked."""
    models = list(shades)[:MOST_COLUMNS]
    if not any(shades.values()):
        return None
    named = series.labels(report)
    groups = [
        {
            "letter": category.letter,
            "name": category.name["en"],
            "rows": [
                {
                    "name": attribute.name["en"],
                    "chinese": attribute.name["zh"],
                    "cells": [_shade(shades[model].get(attribute.code)) for model in models],
                }
                for attribute in attributes().values()
                if attribute.category == category.code and any(attribute.code in shades[model] for model in models)
            ],
        }
        for category in categories().values()
    ]
    shown = [group for group in groups if group["rows"]]
    return {"family": family, "models": [named[model] for model in models], "groups": shown, **words()["heat"][family]}


def _shade(row: Mapping[str, Any] | None) -> dict[str, str] | None:
    if row is None:
        return None
    share = min(1.0, max(0.0, row["value"]))
    ends = f"{100 * row['low']:.0f} to {100 * row['high']:.0f}".replace("-", "−")
    return {
        "text": f"{100 * share:.0f}",
        "thin": "thin" if row["n"] < FEW_ITEMS else "",
        "colour": _ramp(share),
        "ink": "#fff" if share > 0.55 else palette()["ink"],
        "title": f"{100 * row['value']:.0f} ({ends}) · {row['n']} items, {row['clusters']} households".replace("-", "−"),
    }


def _ramp(share: float) -> str:
    """Return the colour at `share` of the ramp, mixed linearly between its stops."""
    stops = [list(_channels(colour)) for colour in palette()["ramp"]]
    at = share * (len(stops) - 1)
    index = min(int(at), len(stops) - 2)
    mixed = (round(a + (b - a) * (at - index)) for a, b in zip(stops[index], stops[index + 1], strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> Iterator[int]:
    return (int(colour[at : at + 2], 16) for at in (1, 3, 5))

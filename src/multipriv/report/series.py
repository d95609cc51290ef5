"""The numbers behind each figure, as tidy tables; an empty table where the data were not asked for."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from multipriv.report.runs import REFERENCES
from multipriv.report.tables import short_names
from multipriv.risk.cells import estimates
from multipriv.risk.comparisons import difference, shared
from multipriv.risk.estimates import Estimate, average
from multipriv.risk.slices import FAMILIES
from multipriv.taxonomy.attributes import categories
from multipriv.taxonomy.tasks import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from multipriv.report.content import Report

MOST_LINES = 8
"""Models in a figure of curves; more could not be told apart. They are the first of the reasoning table."""


def ordered(report: "Report") -> list[str]:
    """Return the models in the order of the reasoning table (then the perception table), references last."""
    names = [row.model for table in reversed(report.tables) for row in table.rows]
    return sorted(dict.fromkeys(names), key=lambda name: name in REFERENCES)


def rated(report: "Report") -> list[str]:
    """Return the models in that order without the references."""
    return [name for name in ordered(report) if name not in REFERENCES]


def labels(report: "Report") -> dict[str, str]:
    """Return short names, the full ones where two models share a short one."""
    return short_names(ordered(report))


def overalls(report: "Report") -> pd.DataFrame:
    """Return both Overalls of every model with their intervals."""
    rows: list[dict[str, Any]] = []
    named = labels(report)
    for model in ordered(report):
        perception, reasoning = (report.cells[model].get(f"{family}.overall") for family in FAMILIES)
        if perception and reasoning:
            rows.append({
                "model": model, "label": named[model], "reference": model in REFERENCES,
                "kind": "reference" if model in REFERENCES else "model",
                "perception": perception.value, "perception_low": perception.low, "perception_high": perception.high,
                "reasoning": reasoning.value, "reasoning_low": reasoning.low, "reasoning_high": reasoning.high,
            })  # fmt: skip
    return pd.DataFrame(_unlabel(rows))


LABEL = (0.16, 0.04)
"""About the width and height of a label, in units of the axes."""


def _unlabel(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the labels away that would lie over earlier ones."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        near = (abs(row["perception"] - one["perception"]) < LABEL[0] and abs(row["reasoning"] - one["reasoning"]) < LABEL[1]
                for one in kept)  # fmt: skip
        if any(near):
            row["label"] = ""
        else:
            kept.append(row)
    return rows


def gaps(report: "Report") -> pd.DataFrame:
    """Return the language gap of every model and family."""
    named = labels(report)
    rows = [
        {"model": named[model], "family": family, **gap.as_dict()}
        for model in rated(report)
        for family, gap in report.plain[model].gaps.items()
    ]
    return pd.DataFrame(rows)


def outcome_shares(report: "Report") -> pd.DataFrame:
    """Return the share of every outcome that occurs, by model and family."""
    named = labels(report)
    rows = [
        {"model": named[model], "family": family, "outcome": outcome, "share": share}
        for model in ordered(report)
        for family, shares in report.plain[model].outcomes.items()
        for outcome, share in shares.items()
        if share > 0
    ]
    return pd.DataFrame(rows)


def exposure(report: "Report") -> pd.DataFrame:
    """Return what every model reveals over all items, and over those alone that it answered, by family."""
    named = labels(report)
    rows = []
    for model in rated(report):
        for family in FAMILIES:
            cell = report.cells[model].get(f"{family}.overall")
            if cell is not None and cell.answered_only is not None:
                rows.append({"model": named[model], "family": family, "realised": cell.value, "answered": cell.answered_only})
    return pd.DataFrame(rows)


def chains(report: "Report") -> pd.DataFrame:
    """Return the survival of chains by step, for every model but the references."""
    return _lines(report, {"": ("hop", "survival")})


LINKS = {"text": "printed value", "face": "face", "fingerprint": "fingerprint", "iris": "iris", "signature": "signature",
         "correlated": "correlated cue", "scene": "scene"}  # fmt: skip


def links(report: "Report") -> pd.DataFrame:
    """Return the chance-corrected score over reasoning items by the kind of link that they need."""
    found = _lines(report, {"": ("link", "items")}, cut=True)
    if found.empty:
        return found
    return found.assign(level=[LINKS.get(str(level), str(level)) for level in found["level"]])


CUES = {"read": "every cue read", "missed": "a cue missed"}


def cues(report: "Report") -> pd.DataFrame:
    """Return the score over reasoning items whose probed cues the model reads, and over those of which it misses one."""
    found = _lines(report, {"": ("cues", "linked")})
    return found if found.empty else found.assign(level=[CUES[str(level)] for level in found["level"]])


def by_category(report: "Report") -> pd.DataFrame:
    """Return the chance-corrected risk of every category, in perception and in reasoning."""
    found = _lines(report, {family: ("category", family) for family in FAMILIES}, cut=True)
    if found.empty:
        return found
    order = list(categories())
    found = found.sort_values("level", key=lambda levels: levels.map(order.index), kind="stable")
    return found.assign(level=[categories()[str(level)].name["en"] for level in found["level"]])


def doses(report: "Report") -> pd.DataFrame:
    """Return accuracy over the levels of every dose that has at least two of them."""
    names = dict.fromkeys(name for run in report.plain.values() for name in run.breakdown["dose"])
    return _lines(report, {name: ("dose", name) for name in names})


LEVELS = ("clean", "easy", "medium", "hard", "far", "near", "same", "none")
"""Doses in words, from light to heavy; others stand in the order of their numbers or letters."""


def _by_level(part: pd.DataFrame) -> pd.DataFrame:
    def place(level: object) -> tuple[int, float, str]:
        word = str(level)
        if word in LEVELS:
            return 0, float(LEVELS.index(word)), word
        number = re.match(r"\d+(\.\d+)?", word)
        return (1, float(number[0]), word) if number else (2, 0.0, word)

    return part.iloc[sorted(range(len(part)), key=lambda at: place(part["level"].iloc[at]))]


def _lines(report: "Report", wanted: "Mapping[str, tuple[str, str]]", cut: bool = False) -> pd.DataFrame:
    """Return levels by name and model, for the first models; `cut` brings values and intervals into [0, 1]."""
    named, parts = labels(report), []
    for name, (what, how) in wanted.items():
        found = [
            _by_level(rows).assign(model=named[model], dose=name.replace("_", " "))
            for model in rated(report)[:MOST_LINES]
            if (rows := report.plain[model].breakdown[what].get(how)) is not None and len(rows)
        ]
        if found and pd.concat(found)["level"].nunique() > 1:
            parts += found
    if not parts:
        return pd.DataFrame()
    together = pd.concat(parts, ignore_index=True)
    return together.assign(**{end: together[end].clip(0, 1) for end in ("value", "low", "high")}) if cut else together


def style_effects(report: "Report") -> pd.DataFrame:
    """Return the paired change of the language means between every other style or control and the model's plain run.

    A control that does not ask all tasks of a family has no mean; those with other right answers are left out.
    """
    return pd.DataFrame(list(_effects(report)))


def _effects(report: "Report") -> Iterator[dict[str, object]]:
    named = labels(report)
    for run in report.runs:
        if (run.model, run.style) not in report.changes:
            continue
        now, before = (estimates(table) for table in shared(run.table, report.models[run.model]))
        for family in FAMILIES:
            change = difference(family, _both_languages(now, family), _both_languages(before, family))
            if change is not None:
                yield {"model": named.get(run.model, run.model), "style": run.style, "family": family, **change.as_dict()}


def _both_languages(found: "Mapping[str, Estimate | None]", family: str) -> Estimate | None:
    return average([found[f"{family}.{language}.mean"] for language in LANGUAGES])


def heat(report: "Report", family: str) -> dict[str, dict[str, Any]]:
    """Return by model the chance-corrected score of every attribute: its row of value, low, high, n and clusters."""
    return {
        model: {str(row["level"]): row for row in report.plain[model].breakdown["attribute"][family].to_dict("records")}
        for model in ordered(report)
    }

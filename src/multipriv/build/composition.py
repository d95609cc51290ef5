"""What a data set is made of, and how small a difference between two models each cell of it can show."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from multipriv.taxonomy.records import Question
from multipriv.taxonomy.tasks import LANGUAGES, tasks

LEVEL, POWER = 0.05, 0.8
DISCORDANT = 0.5
"""The share of items that one model has right and the other wrong, at worst: two models of one half each, independent."""
WITHIN = 0.05
"""The assumed correlation of outcomes within one household."""


def composition(questions: Sequence[Question]) -> dict[str, Any]:
    """Return the questions by task and language, items by the level of each dose, probed items, and what each cell detects."""
    items = [question for question in questions if question.language == LANGUAGES[0]]
    by_task: dict[str, dict[str, int]] = {task: dict.fromkeys(LANGUAGES, 0) for task in tasks()}
    for question in questions:
        by_task[question.task][question.language] += 1
    doses: dict[str, Counter[str]] = defaultdict(Counter)
    for question in items:
        for dose, level in question.doses.items():
            doses[dose][level] += 1
    return {
        "questions": by_task,
        "doses": {dose: dict(sorted(levels.items(), key=_by_level)) for dose, levels in sorted(doses.items())},
        "probed_items": len({question.probe_of for question in items} - {None}),
        "detectable": {cell: _power(clusters) for cell, clusters in _cells(questions)},
    }


def _by_level(level: tuple[str, int]) -> tuple[int, str]:
    return (int(level[0]) if level[0].isdigit() else 0), level[0]


def _cells(questions: Sequence[Question]) -> Iterator[tuple[str, Counter[str]]]:
    """Yield the cells of the published tables, and the households of their items. IoU pools the two languages."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        column = tasks()[question.task].column
        if column == "iou":
            if question.language == LANGUAGES[0]:  # the same boxes twice are no more evidence
                found[column][question.cluster] += 1
        else:
            found[f"{question.language}.{column}"][question.cluster] += 1
    columns = list(dict.fromkeys(task.column for task in tasks().values()))
    names = [f"{language}.{column}" for language in LANGUAGES for column in columns] + ["iou"]
    yield from ((name, found[name]) for name in names if name in found)


def _power(clusters: Mapping[str, int]) -> dict[str, float]:
    items = sum(clusters.values())
    return {"items": items, "households": len(clusters), "difference": round(detectable(list(clusters.values())), 4)}


def detectable(sizes: Sequence[int]) -> float:
    """Return the minimum detectable difference of two models on the same items, from the numbers of items per household.

    (t of 95 % + t of 80 % power) x sqrt(discordant share x design effect / items), after Connor (1987) with the design effect
    1 + (m - 1) rho of Kish (1965), m the mean household size as items meet it; at most 1, which below two households it is.
    """
    from scipy.stats import t

    items = sum(sizes)
    if len(sizes) < 2:
        return 1.0
    met = sum(size * size for size in sizes) / items
    deviates = float(t.isf(LEVEL / 2, len(sizes) - 1) + t.isf(1 - POWER, len(sizes) - 1))
    return min(1.0, deviates * math.sqrt(DISCORDANT * (1 + (met - 1) * WITHIN) / items))


def table(found: Mapping[str, Any]) -> list[str]:
    """Return the lines that `check` prints: of each cell what it holds and the least difference that it can show."""
    rows = [f"{'cell':<14}{'items':>7}{'households':>12}{'detectable':>19}"]
    for cell, power in found["detectable"].items():
        rows.append(f"{cell:<14}{power['items']:>7}{power['households']:>12}{100 * power['difference']:>12.1f} points")
    rows.append(f"{found['probed_items']} reasoning items have probes for every cue")
    for dose, levels in found["doses"].items():
        rows.append(f"{dose}: {', '.join(f'{level} {count}' for level, count in levels.items())}")
    return rows

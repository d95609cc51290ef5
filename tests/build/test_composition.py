"""Composition: what is counted, and how small a difference cells can show."""

import json
import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipriv.build.composition import composition, detectable, table
from multipriv.questions.generate import generate
from multipriv.taxonomy.records import Question
from tests.questions.paper_world import paper_world

COUNTS = {"region_localization": 12, "cross_validation": 10, "single_step_reasoning": 14, "chained_reasoning": 8}


@cache
def questions() -> tuple[Question, ...]:
    people, pictures = paper_world(6, 40)
    return tuple(generate(pictures, people, COUNTS, 1))


def test_questions_are_counted_by_task_and_language() -> None:
    found = composition(questions())
    assert {task: counts["zh"] for task, counts in found["questions"].items() if counts["zh"]} == COUNTS
    assert all(counts["en"] == counts["zh"] for counts in found["questions"].values())


def test_cells_are_those_of_the_published_tables() -> None:
    cells: dict[str, dict[str, float]] = composition(questions())["detectable"]
    assert {cell: power["items"] for cell, power in cells.items()} == {
        "en.single": 24, "en.chained": 8, "zh.single": 24, "zh.chained": 8, "iou": 12,
    }  # fmt: skip


def test_every_item_stands_at_one_level_of_a_dose() -> None:
    doses: dict[str, dict[str, int]] = composition(questions())["doses"]
    assert sum(doses["capture"].values()) == sum(COUNTS.values())
    assert sum(doses["hops"].values()) == sum(COUNTS.values()) - COUNTS["region_localization"]
    assert list(doses["pictures"]) == sorted(doses["pictures"], key=int)


def test_it_stands_in_json_as_it_is() -> None:
    found: dict[str, Any] = composition(questions())
    assert json.loads(json.dumps(found)) == found
    assert any(line.startswith("en.single") for line in table(found))


def test_many_single_households_give_the_textbook_number() -> None:
    assert detectable([1] * 5000) == pytest.approx((1.960 + 0.842) * math.sqrt(0.5 / 5000), rel=0.001)


def test_one_household_shows_nothing() -> None:
    assert detectable([400]) == 1.0


@given(st.integers(2, 60), st.integers(1, 30))
def test_more_households_show_more_than_more_items_of_each(households: int, items: int) -> None:
    assert (
        detectable([items] * 2 * households) < detectable([2 * items] * households) or detectable([items] * 2 * households) == 1.0
    )

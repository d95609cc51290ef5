"""Leaks: nothing but the evidence helps, and whatever is planted is found."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from multipriv.build.attackers import Material
from multipriv.build.leaks import MARGIN, Leak, leaks, looks, table
from multipriv.cli import execute
from multipriv.questions.generate import generate
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks
from tests.questions.paper_world import paper_world

COUNTS = {"cross_validation": 100, "single_step_reasoning": 140, "reidentification": 100}
SEEDS = (1, 2, 3)
PLANTED = (2, 3)
"""Two worlds in which nothing is found before something is planted: between 1 and 2 a place in a gallery tells by chance."""


@cache
def material(seed: int) -> Material:
    """Return the records of a small world."""
    people, pictures = paper_world(20, 360, seed)
    return Material(
        f"seed-{seed}", generate(pictures, people, COUNTS, seed), {picture.picture_id: picture for picture in pictures}
    )


def found(*materials: Material) -> dict[str, Leak]:
    return {leak.attacker: leak for leak in leaks(materials)}


def planted(change: Callable[[Question], Question]) -> dict[str, Leak]:
    changed = [replace(m, questions=[change(question) for question in m.questions]) for m in map(material, PLANTED)]
    return found(*changed)


def members_first(question: Question) -> Question:
    """Seat the members of a gallery before all others."""
    if question.answer_kind != "set":
        return question
    numbers = range(1, len(question.picture_ids) + 1)
    order = sorted(numbers, key=lambda number: (number not in question.members, number))
    place = {old: new for new, old in enumerate(order, start=1)}
    return replace(
        question,
        picture_ids=tuple(question.picture_ids[old - 1] for old in order),
        members=tuple(sorted(place[old] for old in question.members)),
        ask=replace(
            question.ask,
            gallery=tuple(sorted(place[old] for old in question.ask.gallery)),
            anchor=place.get(question.ask.anchor or 0, 0),
        ),
    )


def told(question: Question) -> Question:
    """Let the wording of a question go with its answer, most of the time."""
    gives = question.task == "cross_validation" and question.question_id[0] in "0123456789ab"
    word = {"en": {"yes": " Really?", "no": " Surely?"}, "zh": {"yes": "真的吗？", "no": "当真？"}}
    return replace(question, stem=question.stem + word[question.language][question.answer]) if gives else question


def first_option(question: Question) -> Question:
    """Put the right option first."""
    if question.answer_kind != "choice":
        return question
    right = question.options["ABCD".index(question.answer)]
    return replace(question, answer="A", options=(right, *(option for option in question.options if option != right)))


def test_nothing_is_planted_and_no_leak_is_found() -> None:
    assert {name for name, leak in found(*map(material, PLANTED)).items() if leak.verdict == "leak"} == set()
    results = found(*map(material, SEEDS))
    assert {name for name, leak in results.items() if leak.verdict == "leak"} == set()
    assert all(leak.lower <= leak.advantage <= leak.upper for leak in results.values())


@pytest.mark.parametrize(
    ("change", "attacker"),
    [(members_first, "position: gallery"), (told, "words, no pictures"), (first_option, "option order")],
)
def test_a_planted_leak_is_found_by_its_attacker(change: Callable[[Question], Question], attacker: str) -> None:
    results = planted(change)
    assert results[attacker].verdict == "leak"
    assert results[attacker].lower > 0
    assert {name for name, leak in results.items() if leak.verdict == "leak"} == {attacker}


def test_pictures_of_one_capture_give_a_gallery_away() -> None:
    def clean(m: Material) -> Material:
        members = {q.picture_ids[n - 1] for q in m.questions for n in q.members}
        pictures = {name: replace(p, capture="clean") if name in members else p for name, p in m.pictures.items()}
        return replace(m, pictures=pictures)

    assert found(*map(clean, map(material, PLANTED)))["one picture: gallery"].verdict == "leak"


def test_a_sharper_camera_for_members_is_seen_in_the_pixels(tmp_path: Path) -> None:
    import cv2

    rng = np.random.default_rng(1)
    small = material(1)
    galleries = [question for question in small.questions if question.answer_kind == "set"]
    members = {question.picture_ids[number - 1] for question in galleries for number in question.members}
    paths: dict[str, Path] = {}
    for name in {name for question in galleries for name in question.picture_ids}:
        paths[name] = tmp_path / f"{name}.png"
        noise = rng.normal(128, 4 if name in members else 40, (32, 32, 3)).clip(0, 255).astype(np.uint8)
        assert cv2.imwrite(str(paths[name]), noise)
    results = found(replace(small, questions=galleries, looks=looks(paths)))
    assert results["pixels: gallery"].verdict == "leak"


def test_few_items_show_nothing_and_the_table_says_so() -> None:
    few = replace(material(1), questions=material(1).questions[:24])
    results = leaks([few])
    assert results
    assert {leak.verdict for leak in results if leak.clusters < 15} == {"not shown"}
    lines = table(results)
    assert len(lines) == len(results) + 1
    assert any("not shown (too few items)" in line for line in lines)


def test_check_prints_the_attackers_and_finds_no_leak_in_mini(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["check", str(mini), "--leaks", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    attacked = {one["attacker"] for one in told["leaks"]}
    assert {"words, no pictures", "position: gallery", "pixels: same person"} <= attacked
    assert execute(["check", str(mini), "--leaks"]) == 0
    assert "pixels: gallery" in capsys.readouterr().out


def test_letters_that_stand_evenly_leave_nothing_to_an_attacker_who_sees_letters_alone() -> None:
    """What it reaches is counted: one data set is enough to show it."""
    letters = found(material(1))["option order"]
    assert letters.verdict == "equivalent"
    assert letters.lower == letters.advantage == letters.upper <= 1 / letters.items


def test_members_of_one_kind_each_are_found_in_small_galleries() -> None:
    """Two kinds that stand twice, a member each: four sets are possible, not fourteen."""

    def paired(m: Material) -> Material:
        pictures = dict(m.pictures)
        kept = []
        for question in (q for q in m.questions if q.gallery == 4 and len(q.members) == 2):
            others = [number for number in question.ask.gallery if number not in question.members]
            for member, other in zip(question.members, others, strict=True):
                kind = pictures[question.picture_ids[member - 1]].kind
                name = f"{question.item_id} {other}"
                pictures[name] = replace(pictures[question.picture_ids[other - 1]], picture_id=name, kind=kind)
                ids = [*question.picture_ids]
                ids[other - 1] = name
                question = replace(question, picture_ids=tuple(ids))
            kept.append(question)
        return replace(m, questions=kept, pictures=pictures)

    assert found(*map(paired, map(material, SEEDS)))["kinds: small gallery"].verdict == "leak"


@pytest.mark.heavy
def test_all_attackers_are_equivalent_to_chance_at_paper_size() -> None:
    def whole(seed: int) -> Material:
        people, pictures = paper_world(40, 719, seed)
        counts = {code: task.paper_items for code, task in tasks().items()}
        by_id: dict[str, Picture] = {picture.picture_id: picture for picture in pictures}
        return Material(f"seed-{seed}", generate(pictures, people, counts, seed), by_id)

    results = leaks([whole(seed) for seed in SEEDS])
    assert len(results) >= 16
    assert {leak.attacker: leak.line() for leak in results if leak.verdict != "equivalent" or leak.upper > MARGIN} == {}

"""The controls: which apply where, and that their right answers hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from multipriv.pictures.kind import kinds
from multipriv.questions.controls import apply
from multipriv.questions.proof import prove
from multipriv.questions.solver import solve
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks

Pictures = Mapping[str, Picture]
Questions = Sequence[Question]


def controlled(control: str, questions: Questions, pictures: Pictures) -> list[tuple[Question, Question]]:
    pool = list(pictures.values())
    made = [(q, apply(control, q, pictures, pool, 5)) for q in questions]
    return [(q, found) for q, found in made if found is not None]


@pytest.mark.parametrize("control", list(controls()))
def test_inapplicable_cells_are_rejected_and_most_items_of_the_others_are_kept(
    control: str, questions: Questions, pictures: Pictures
) -> None:
    some = [q for task in tasks() for q in [q for q in questions if q.task == task][:100]]
    kept = Counter(q.task for q, _ in controlled(control, some, pictures))
    assert set(kept) == set(controls()[control].cells)
    assert all(number >= 0.95 * 100 for number in kept.values()), kept


def test_blind_removes_the_pictures_and_nothing_else(questions: Questions, pictures: Pictures) -> None:
    for question, found in controlled("blind", questions[::40], pictures):
        assert found == replace(question, picture_ids=())


@pytest.mark.parametrize("control", ["mismatched", "unanswerable"])
def test_undetermined_is_undetermined(control: str, questions: Questions, pictures: Pictures) -> None:
    for question, found in controlled(control, [q for q in questions if q.hops][::7], pictures):
        if controls()[control].cells[question.task].answer == "cannot_be_determined":
            assert solve(found, [pictures[p] for p in found.picture_ids]).answer is None
            assert found.chance == 0
            assert len(found.picture_ids) == len(question.picture_ids)
            changed = sum(a != b for a, b in zip(question.picture_ids, found.picture_ids, strict=True))
            assert changed == 1 if control == "unanswerable" else changed >= 1


def test_mismatched_answers_are_proved_again_and_even(questions: Questions, pictures: Pictures) -> None:
    some = [q for q in questions if q.task in ("cross_validation", "reidentification")]
    found = [new for _, new in controlled("mismatched", some, pictures)]
    for question in found:
        assert prove(question, pictures).ok, question
    answers = Counter(q.answer for q in found if q.task == "cross_validation")
    assert 0.35 < answers["yes"] / sum(answers.values()) < 0.65


def test_both_languages_get_the_same_pictures(questions: Questions, pictures: Pictures) -> None:
    found = controlled("unanswerable", questions[-60:], pictures)
    by_item: dict[str, set[tuple[str, ...]]] = {}
    for question, new in found:
        by_item.setdefault(question.item_id, set()).add(new.picture_ids)
    assert all(len(pictures_of) == 1 for pictures_of in by_item.values())


def test_benign_answers_are_true_of_the_kinds(questions: Questions, pictures: Pictures) -> None:
    yes = Counter[str]()
    for question, found in controlled("benign", questions[::2], pictures):
        names = [kinds()[pictures[p].kind].name["en"] for p in found.picture_ids]
        assert found.picture_ids == question.picture_ids
        assert (found.answer_kind, found.hops, found.gallery) == (question.answer_kind, question.hops, question.gallery)
        assert found.context == ""
        if question.ask.form == "present":
            assert (f"{names[0]}" in found.stem) == (found.answer == "yes")
            yes[found.answer] += 1
        elif question.ask.form == "extract":
            assert found.answer == names[0]
            assert names[0] in found.stem
        elif question.ask.form == "members":
            listed = [number for number in question.ask.gallery if names[number - 1] in found.stem]
            assert set(found.members) <= set(listed)
            assert 0 < len(found.members) < question.gallery
    assert 0.4 < yes["yes"] / sum(yes.values()) < 0.6


def test_benign_twins_cover_every_kind_of_picture(questions: Questions, pictures: Pictures) -> None:
    twins = [found for _, found in controlled("benign", questions[::2], pictures)]
    assert {pictures[p].kind for twin in twins for p in twin.picture_ids} == {picture.kind for picture in pictures.values()}
    sizes = Counter((twin.task, twin.gallery, twin.hops) for twin in twins)
    asked = Counter((q.task, q.gallery, q.hops) for q in questions[::2] if q.task in controls()["benign"].cells)
    assert set(sizes) == set(asked)


def test_an_unknown_control_is_an_error(questions: Questions, pictures: Pictures) -> None:
    with pytest.raises(KeyError):
        apply("magic", questions[0], pictures, [], 1)

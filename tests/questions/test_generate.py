"""What holds for every generated question, whatever its task."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from multipriv.questions.generate import generate
from multipriv.questions.linkage import traits_of
from multipriv.questions.proof import prove
from multipriv.questions.workshop import ShortageError
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks
from multipriv.values import canonical
from tests.questions.conftest import COUNTS
from tests.questions.paper_world import paper_world

Pictures = Mapping[str, Picture]
Questions = Sequence[Question]


def test_every_task_has_its_number_in_both_languages(questions: Questions) -> None:
    assert Counter((q.task, q.language) for q in questions) == {
        (task, language): count for task, count in COUNTS.items() for language in ("en", "zh")
    }
    assert len({q.question_id for q in questions}) == len(questions)
    assert len({(q.item_id, q.language) for q in questions}) == len(questions)


def test_every_question_is_proved_with_attackers_who_know_looks(questions: Questions, pictures: Pictures) -> None:
    traits = traits_of(paper_world(20, 360)[0])
    faults = [fault for question in questions for fault in prove(question, pictures, traits).faults]
    assert faults == []


def test_the_languages_of_an_item_differ_in_words_alone(questions: Questions) -> None:
    for english, chinese in zip(questions[::2], questions[1::2], strict=True):
        assert (english.item_id, english.language, chinese.language) == (chinese.item_id, "en", "zh")
        assert english.picture_ids == chinese.picture_ids
        assert (english.ask, english.answer, english.options, english.steps) == (
            chinese.ask, chinese.answer, chinese.options, chinese.steps,
        )  # fmt: skip
        assert [(s.attribute, s.value) for s in english.spans] == [(s.attribute, s.value) for s in chinese.spans]
        assert english.stem != chinese.stem


def test_pictures_of_an_item_share_their_locale(items: Questions, pictures: Pictures) -> None:
    assert all(len({pictures[p].locale for p in q.picture_ids}) == 1 for q in items)


def test_no_stem_or_context_holds_the_answer(questions: Questions) -> None:
    for question in questions:
        said = [step.value for step in question.steps] or [question.answer]
        if question.answer_kind in ("text", "steps"):
            words = question.stem + question.context
            assert not [value for value in said if re.search(rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])", words)]


def test_slots_are_filled_and_sentences_begin_with_a_capital(questions: Questions) -> None:
    for question in questions:
        assert not set("{}") & set(question.stem + question.context)
        assert question.language == "zh" or question.stem[0].isupper()
        assert "that that" not in question.stem


def test_options_are_four_different_values_with_the_right_one_anywhere(items: Questions) -> None:
    choices = [q for q in items if q.answer_kind == "choice"]
    for question in choices:
        names = {canonical(option, question.answer_type or "label") for option in question.options}
        assert len(names) == 4
    for task in {q.task for q in choices}:
        letters = Counter(q.answer for q in choices if q.task == task)
        assert max(letters.values()) - min(letters[letter] for letter in "ABCD") <= 1


def test_accepted_forms_name_the_answer(items: Questions) -> None:
    for question in items:
        if question.answer_kind == "text":
            kind = question.answer_type or "label"
            right = canonical(question.answer, kind)
            assert right is not None
            # "20210304" is no date to a reader who does not know the order; such forms are right all the same
            assert all(canonical(form, kind) in (right, None) for form in question.accepted)


def test_some_reasoning_items_have_probes_for_every_cue(items: Questions) -> None:
    reasoning = {q.item_id: q for q in items if tasks()[q.task].family == "reasoning"}
    probes: dict[str, set[tuple[str, str]]] = {}
    for question in items:
        if question.probe_of is not None:
            probes.setdefault(question.probe_of, set()).add((question.picture_ids[0], question.attributes[0]))
    assert len(probes) >= 0.075 * len(reasoning)
    for item, found in probes.items():
        question = reasoning[item]
        for hop in question.evidence:
            if hop.link != "correlated" and hop.source:
                assert (question.picture_ids[hop.source - 1], hop.from_attribute) in found


def test_a_shortage_names_the_task_and_the_number_reached() -> None:
    people, pictures = paper_world(2, 4)
    with pytest.raises(ShortageError, match=r"chained_reasoning: \d+ of 500"):
        generate(pictures, people, {"chained_reasoning": 500}, seed=1)


def test_an_unknown_task_is_named() -> None:
    with pytest.raises(KeyError, match="guessing"):
        generate((), (), {"guessing": 1}, seed=1)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_mini_world_is_enough_for_a_mini_suite(seed: int) -> None:
    people, pictures = paper_world(6, 40, seed)
    counts = {code: 14 if task.family == "reasoning" else 26 for code, task in tasks().items()}
    assert len(generate(pictures, people, counts, seed)) == 2 * sum(counts.values())


def test_the_questions_do_not_depend_on_the_order_of_hashing() -> None:
    program = (
        "from tests.questions.paper_world import paper_world\n"
        "from multipriv.questions.generate import generate\n"
        "people, pictures = paper_world(6, 40)\n"
        "counts = dict.fromkeys(('information_extraction', 'cross_validation', 'single_step_reasoning', 'chained_reasoning',\n"
        "                        'reidentification', 'cross_modal_association'), 8)\n"
        "print(generate(pictures, people, counts, 3))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": salt}, capture_output=True, check=True
        ).stdout
        for salt in ("0", "1")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000

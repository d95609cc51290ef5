"""The words: complete, parallel, and independent of the answer."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import pytest

from multipriv.questions import wording
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import correlations
from multipriv.taxonomy.records import Locale, Question
from multipriv.taxonomy.tasks import LANGUAGES, tasks

KEYS = [code for code, a in attributes().items() if "key" in a.eligible and a.appears == "printed"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", list(tasks()))
def test_each_task_has_at_least_eight_wordings(language: Locale, task: str) -> None:
    found = wording.stems(language, task)
    for forms in found.values() if isinstance(found, dict) else [found]:
        texts = [form if isinstance(form, str) else form["text"] for form in forms]
        assert len(set(texts)) == len(texts) >= 8


def test_the_texts_of_both_languages_are_parallel() -> None:
    for key in KEYS:
        english, chinese = (wording.tellings(language, key) for language in LANGUAGES)
        assert [text["sort"] for text in english] == [text["sort"] for text in chinese]
        assert len(english) >= 4
        assert all(text["text"].count("{value}") == 1 for text in [*english, *chinese])


def test_every_rule_is_worded_in_both_languages() -> None:
    for language in LANGUAGES:
        assert set(wording.rules(language)) == set(correlations())
        assert all(len(forms) >= 3 for forms in wording.rules(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_facet_can_be_named(language: Locale) -> None:
    for code, attribute in attributes().items():
        assert wording.thing(language, code)
        for facet in attribute.facets:
            assert "{" not in wording.plain(language, (code, facet))
            assert "{" not in wording.owned(language, (code, facet), "此人" if language == "zh" else "that person")


def test_pictures_are_listed_as_people_write_them() -> None:
    assert wording.pictures("en", [3]) == "Picture 3"
    assert wording.pictures("en", [1, 2]) == "Pictures 1 and 2"
    assert wording.pictures("en", [1, 2, 3, 4, 6]) == "Pictures 1 to 4 and 6"
    assert wording.pictures("en", [1, 2, 3, 4]) == "Pictures 1 to 4"
    assert wording.pictures("zh", [1, 2, 3, 4, 6, 8]) == "图1至图4、图6和图8"


def test_owners_take_the_possessive() -> None:
    assert wording.owned("en", ("birth_date", "value"), "that person") == "that person's date of birth"
    assert wording.owned("zh", ("birth_date", "value"), "此人") == "此人的出生日期"


def test_wording_does_not_go_with_the_answer(questions: Sequence[Question]) -> None:
    """Per task and language, the majority answer of each wording is hardly better than the majority answer of all."""
    for task in ("direct_identifier_recognition", "indirect_identifier_recognition", "cross_validation"):
        for language in LANGUAGES:
            seen: dict[str, Counter[str]] = defaultdict(Counter)
            for question in questions:
                if (question.task, question.language) == (task, language):
                    seen[question.stem[:12]][question.answer] += 1
            right = total = 0
            for answers in seen.values():
                for answer, number in answers.items():
                    others = answers - Counter([answer])
                    right += number * (others[answer] > sum(others.values()) / 2)
                    total += number
            assert right / total < 0.65


def test_the_world_is_stated_for_reasoning_only(questions: Sequence[Question]) -> None:
    for question in questions:
        assert bool(wording.statement(question)) == (tasks()[question.task].family == "reasoning")

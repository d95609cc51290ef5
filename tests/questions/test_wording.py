"""The words: complete, parallel, well written as far as a program can tell, and independent of the answer."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from multipriv.evaluation.prompt import build_prompt
from multipriv.questions import wording
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.linking import correlations
from multipriv.taxonomy.records import Locale, Question
from multipriv.taxonomy.tasks import LANGUAGES, tasks

KEYS = [code for code, a in attributes().items() if "key" in a.eligible and a.appears == "printed"]
HAN = "\u4e00-\u9fff"
SLIPS: dict[Locale, dict[str, str]] = {
    "en": {
        "a place left open": r"[{}]",
        "doubled punctuation": r"[.,;:?!]{2}",
        "a space before punctuation, or two spaces": r"(?<=\S) [.,;:?!]|(?<=\S)  ",
        "a doubled word": r"\b([A-Za-z]+) \1\b",
        "a before a vowel": r"\ba (?=[aeioAEIO])(?!one\b)",
        "an before a consonant": r"\ban (?=[b-df-gj-np-tv-z])",
        "two determiners": r"\b(?:the|an?) (?:the|an?|that|this|somebody's)\b",
    },
    "zh": {
        "a place left open": r"[{}]",
        "doubled punctuation": r"[，。；：？！、]{2}",
        "half-width punctuation": rf"(?<=[{HAN}])[,.;:?!()]|[,;:?!()](?=[{HAN}])",
        "a space within a sentence": rf"(?<=[{HAN}，。；：？！、”）]) +(?=[{HAN}“（])",
        "a doubled particle": r"的的|了了|是是|请请|吗吗|这个这个",
        "the picture's person as owner": r"图\d+的(?:姓名|本人)",
    },
}
"""What no prompt may hold, by language. Values stand in it as they are printed and are looked past."""


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


def said_of(question: Question) -> Iterator[str]:
    """Yield the words around the values of a prompt: the world, the text or rule, the question, the form of the answer."""
    prompt = build_prompt(question, "plain", declared=True, size=(640, 480))[-1].text or ""
    values = [question.context[span.start : span.end] for span in question.spans]
    values += [value for value in (question.ask.row_value, *question.options) if value]
    values += [value for row in question.ask.table for value in row]
    for value in sorted(values, key=len, reverse=True):
        prompt = prompt.replace(value, "X")
    yield from prompt.split("\n")


def test_no_prompt_holds_a_slip_of_the_pen(questions: Sequence[Question]) -> None:
    seen: set[tuple[Locale, str]] = set()
    for question in questions:
        seen |= {(question.language, line) for line in said_of(question)}
    found = [(name, line) for language, line in seen for name, slip in SLIPS[language].items() if re.search(slip, line)]
    assert not found, found[:5]


def test_every_question_is_a_sentence(questions: Sequence[Question]) -> None:
    for question in questions:
        assert re.search(r"[.?]$" if question.language == "en" else r"[。？]$", question.stem), question.stem
        assert question.stem[0].isupper() or question.language == "zh"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", list(tasks()))
def test_eight_wordings_are_in_use(language: Locale, task: str, questions: Sequence[Question]) -> None:
    forms = [re.compile(_pattern(form), re.DOTALL | re.IGNORECASE) for form in _forms(language, task)]
    stems = {q.stem for q in questions if (q.task, q.language) == (task, language)}
    used = {next(form.pattern for form in forms if form.fullmatch(stem)) for stem in stems}
    assert len(used) >= 8


def test_pictures_are_counted_right(questions: Sequence[Question]) -> None:
    for question in questions:
        said = re.search(r"these (\w+) pictures|这(\w+?)张图是|这(\w+?)张图归", question.stem)
        if question.task == "cross_validation" and said is not None:
            assert next(filter(None, said.groups())) == wording.count(question.language, len(question.picture_ids))
        named = [int(number) for number in re.findall(r"\d+", question.stem.replace(question.ask.row_value or "", ""))]
        if question.ask.form in ("same_person", "members"):
            assert all(1 <= number <= len(question.picture_ids) for number in named)


def test_chinese_does_not_ask_what_an_amount_or_a_place_is() -> None:
    """是什么 after a value is translated English: one asks 是多少, 是哪里, 是哪天, or not with 是 at all."""
    for task in tasks():
        assert not [form for form in _forms("zh", task) if "{value}是什么" in str(form)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_person_can_be_nobody_else(language: Locale) -> None:
    others = {"en": r"\b(?:someone|stranger|colleague|clerk|auditor|friend)\b", "zh": "有人(?!来函)|同事|经办人|朋友"}[language]
    for task in ("single_step_reasoning", "chained_reasoning"):
        for form in _forms(language, task):
            assert not re.search(others, form["text"], re.IGNORECASE) or "{anchor}" in form["who"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_of_many_sorts_and_of_no_certain_thing(language: Locale) -> None:
    texts = [text for key in KEYS for text in wording.tellings(language, key)]
    sorts = Counter(text["sort"] for text in texts)
    assert len(sorts) >= 8
    assert max(sorts.values()) <= len(texts) / 5
    assert len({text["text"] for text in texts}) == len(texts)
    assert all(len(wording.tellings(language, key)) >= 8 for key in KEYS)
    assert not [text for text in texts if text["who"].endswith(("的人", "s"))]
    devices = [text["text"] for text in wording.tellings(language, "device_serial")]
    assert not [text for text in devices if re.search("phone|tablet|laptop|router|手机|平板|电脑|路由器", text)]


def _forms(language: Locale, task: str) -> list[Any]:
    found = wording.stems(language, task)
    return [form for forms in found.values() for form in forms] if isinstance(found, dict) else list(found)


def _pattern(form: Any) -> str:
    text = form if isinstance(form, str) else form["text"]
    return ".+?".join(re.escape(part) for part in re.split(r"\{\w+\}", text))

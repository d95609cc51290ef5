"""The words of the questions: stems, names of values, texts and rules in both languages, read from data."""

import string
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.questions.corpus import Facet
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Locale, Question
from multipriv.taxonomy.tasks import tasks


@cache
def _read(language: Locale, name: str) -> Any:
    place = resources.files(__package__).joinpath("wording", language, f"{name}.yaml")
    return yaml.safe_load(place.read_text("utf-8"))


def stems(language: Locale, task: str) -> Any:
    """Return the wordings of a task: a list, or lists by who is asked about (`about_picture`, `about_text`)."""
    return _read(language, task)["wordings"]


def rules(language: Locale) -> dict[str, list[str]]:
    """Return the wordings of each correlation rule."""
    found: dict[str, list[str]] = _read(language, "rules")["rules"]
    return found


def tellings(language: Locale, attribute: str) -> list[dict[str, str]]:
    """Return the texts that name a value of an attribute: sort, text with one slot {value}, and who it is about."""
    found: list[dict[str, str]] = _read(language, "texts")["texts"][attribute]
    return found


def telling(language: Locale, attribute: str, place: int) -> dict[str, str]:
    """Return one of these texts."""
    return tellings(language, attribute)[place]


def statement(question: Question) -> str:
    """Return what the prompt of a question must state of the world: for reasoning tasks the closed world, else nothing."""
    if tasks()[question.task].family != "reasoning":
        return ""
    found: str = _read(question.language, "world")["world"]
    return found.strip()


def _phrases(language: Locale) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = _read(language, "phrases")
    return found


def _name(language: Locale, facet: Facet) -> str:
    return attributes()[facet[0]].facets[facet[1]].name[language]


def thing(language: Locale, attribute: str) -> str:
    """Return an attribute as something a picture may show: "a phone number"."""
    said = _phrases(language)["thing"].get(attribute)
    if said is not None:
        return said
    name = attributes()[attribute].name[language]
    return name if language == "zh" else with_article(name)


def plain(language: Locale, facet: Facet, payee: str | None = None) -> str:
    """Return a facet as the value of one picture: "the date of birth"; of a list, the one that goes with `payee`."""
    if payee is not None:
        return _phrases(language)["plain"][f"{facet[0]}.{facet[1]}.of"].format(payee=payee)
    said = _phrases(language)["plain"].get(".".join(facet))
    name = _name(language, facet)
    return said if said is not None else name if language == "zh" else f"the {name}"


def owned(language: Locale, facet: Facet, who: str) -> str:
    """Return a facet as a value of somebody: "that person's date of birth"."""
    said = _phrases(language)["owned"].get(".".join(facet))
    if language == "zh":
        return (said or "{who}的" + _name(language, facet)).format(who=who)
    whose = "their" if who == "they" else f"{who}'" if who.endswith("s") else f"{who}'s"
    return (said or "{whose} " + _name(language, facet)).format(who=who, whose=whose)


def pictures(language: Locale, numbers: Iterable[int]) -> str:
    """Return pictures by their ascending numbers, four and more in a row as a range: "Pictures 1 to 4 and 6"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if language == "zh":
        return enumerated(language, [f"图{part}" for part in _parts(runs, "至图")])
    parts = _parts(runs, " to ")
    return f"Picture {parts[0]}" if [len(run) for run in runs] == [1] else f"Pictures {enumerated(language, parts)}"


def _parts(runs: Sequence[Sequence[int]], to: str) -> list[str]:
    return [part for run in runs for part in ([f"{run[0]}{to}{run[-1]}"] if len(run) > 3 else map(str, run))]


def enumerated(language: Locale, parts: Sequence[str]) -> str:
    """Return parts as an enumeration: "a, b and c"."""
    if len(parts) == 1:
        return parts[0]
    return "、".join(parts[:-1]) + "和" + parts[-1] if language == "zh" else ", ".join(parts[:-1]) + " and " + parts[-1]


def with_article(name: str) -> str:
    """Return an English name with "a" or "an" before it."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def claim(language: Locale, number: int, kind: str) -> str:
    """Return what a picture is said to be: "Picture 1 is a bank statement"."""
    return f"图{number}是{kind}" if language == "zh" else f"Picture {number} is {kind}"


def claims(language: Locale, parts: Sequence[str]) -> str:
    """Return several claims as one clause."""
    return "，".join(parts) if language == "zh" else enumerated(language, parts)


def benign(language: Locale) -> dict[str, list[str]]:
    """Return the wordings of harmless questions by form."""
    found: dict[str, list[str]] = _read(language, "benign")
    return found


def count(language: Locale, number: int) -> str:
    """Return a small number in words, as it stands before a noun or a measure word."""
    words: list[str] = _read(language, "phrases")["numbers"]
    return words[number] if number < len(words) else str(number)


def steps(language: Locale, values: Sequence[str]) -> str:
    """Return several values as a numbered list within a sentence."""
    if language == "zh":
        return "；".join(f"（{place}）{value}" for place, value in enumerate(values, start=1))
    return "; ".join(f"({place}) {value}" for place, value in enumerate(values, start=1))


def table(language: Locale, pairs: Sequence[tuple[str, str]]) -> str:
    """Return which medicine is for which condition as one line."""
    return "；".join(f"{a}——{b}" for a, b in pairs) if language == "zh" else "; ".join(f"{a}: {b}" for a, b in pairs)


def sentence(language: Locale, template: str, slots: dict[str, str]) -> str:
    """Return the template filled; English sentences begin with a capital letter."""
    text = string.Formatter().vformat(template, (), slots).strip()
    return text if language == "zh" else text[0].upper() + text[1:]

"""Whether a phrase names the wanted value, and no other of its type."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.formats.text import readings, sentences
from multipriv.formats.vocabulary import any_match, fold, nfkc, patterns
from multipriv.values import canonical

_LONGEST = 1200


def names_value(phrases: Sequence[str], wanted: Sequence[str], value_type: str | None, *, segment: str) -> bool:
    """Whether one of the phrases is one of the wanted forms and `segment`, the text they come from, names no rival.

    `phrases` are the readings of the segment. For closed types (numbers, dates, …) the wanted value may also stand inside
    the segment, if it is the only value of its type there and nothing denies or doubts it.
    """
    kind = value_type or "label"
    goals = forms(wanted, kind)
    found = set(values(segment, kind))
    rivals = {value for value in found - goals if _rivals(value, goals, kind)}
    if any(forms([phrase], kind) & goals for phrase in phrases):
        return not rivals
    return bool(found & goals) and not rivals


def forms(texts: Iterable[str], value_type: str) -> set[str]:
    """Return what the texts are as values of the type; what the normaliser leaves open stands as folded text."""
    found = set()
    for text in texts:
        value = canonical(text, value_type)
        found.add(value if value is not None else "=" + re.sub(r"\s+", "", fold(nfkc(text)).casefold()))
    return found - {"="}


def values(text: str, value_type: str) -> list[str]:
    """Return the values of a closed type that stand in the text, in order, those in denied or doubted sentences left out."""
    rules = _finders().get(value_type)
    if rules is None:
        return []
    found: list[str] = []
    for sentence in sentences(nfkc(text)[:_LONGEST]):
        if any_match(patterns("negated_lead"), fold(sentence)) and len(spans(sentence, value_type)) < 2:
            continue
        found += [value for span in spans(sentence, value_type) if (value := canonical(span, value_type)) is not None]
    return list(dict.fromkeys(found))


def spans(sentence: str, value_type: str) -> list[str]:
    """Return the stretches of the sentence that look like a value of the closed type, none inside another."""
    rules = _finders()[value_type]
    for noise in rules["noise"]:
        for pattern in _finders()[noise]["find"]:
            sentence = pattern.sub(" ; ", sentence)
    found: list[str] = []
    for pattern in rules["find"]:
        found += [match.group().strip() for match in pattern.finditer(sentence)][:40]
        sentence = pattern.sub(" ; ", sentence)
    return found


def is_closed(value_type: str | None) -> bool:
    """Whether values of the type can be told from other words by their look."""
    return value_type in _finders()


def _rivals(value: str, goals: set[str], value_type: str) -> bool:
    """Whether another value of the type competes with the goals: for open-shaped codes only those of a similar length."""
    if value_type in ("identifier", "plate"):
        return any(len(value) >= 0.6 * len(goal) for goal in goals) and not any(goal in value for goal in goals if len(goal) > 3)
    return True


@cache
def _finders() -> dict[str, Any]:
    rules = yaml.safe_load(resources.files(__package__).joinpath("candidates.yaml").read_text("utf-8"))
    for rule in rules.values():
        rule["find"] = [re.compile(pattern, re.IGNORECASE if "[A-Z]" not in pattern else 0) for pattern in rule["find"]]
    return dict(rules)


def part_names(part: str, wanted: Sequence[str], value_type: str) -> bool:
    """Whether what was said for one step names its value."""
    return names_value(readings(part), wanted, value_type, segment=part)

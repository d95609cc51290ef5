"""Whether a phrase names the wanted value, and no other of its type."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any

import yaml

from multipriv.formats.text import readings, sentences
from multipriv.formats.vocabulary import any_match, fold, nfkc, patterns
from multipriv.values import canonical

_LONGEST = 900
# A value with hidden digits is not that value.
_MASKED = re.compile(r"[\w\-]*(?:\*{3,}|[•×█●■]{2,}|[xX]{3,})[\w\-*•×█●■]*")
_SIGNS = str.maketrans("€£", "$$")


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
        value = canonical(_plain(text, value_type), value_type)
        found.add(value if value is not None else "=" + re.sub(r"\s+", "", fold(nfkc(text)).casefold()))
    return found - {"="}


def _plain(text: str, value_type: str) -> str:
    """Amounts are compared without their currency: the question says which one it is."""
    return text.translate(_SIGNS) if value_type == "amount" else text


def values(text: str, value_type: str) -> list[str]:
    """Return the values of a closed type that stand in the text, in order; one that is denied or doubted alone is left out."""
    if value_type not in _finders():
        return []
    found: list[str] = []
    for sentence in sentences(_MASKED.sub(_blank, _plain(nfkc(text)[:_LONGEST], value_type))):
        places = spans(sentence, value_type)
        for start, end in places:
            value = canonical(sentence[start:end].strip(), value_type)
            if value is not None and (len(places) > 1 or not _is_denied(sentence, start, end)):
                found.append(value)
    return list(dict.fromkeys(found))


def spans(sentence: str, value_type: str) -> list[tuple[int, int]]:
    """Return where in the sentence something stands that looks like a value of the closed type, none inside another."""
    rules = _finders()[value_type]
    for noise in rules["noise"]:
        for pattern in _finders()[noise]["find"]:
            sentence = pattern.sub(_blank, sentence)
    found: list[tuple[int, int]] = []
    for pattern in rules["find"]:
        found += [match.span() for match in islice(pattern.finditer(sentence), 40)]
        sentence = pattern.sub(_blank, sentence)
    return sorted(found)


def _blank(match: re.Match[str]) -> str:
    return ";" * len(match.group())


def _is_denied(sentence: str, start: int, end: int) -> bool:
    """Whether the words before the value (back to a comma) or right after it deny or doubt it."""
    before = re.split(r"[,;:]", fold(sentence[:start]))[-1]
    after = fold(sentence[end : end + 24])
    return any_match(patterns("negated_lead"), before) or any_match(patterns("denied_after"), after)


def is_closed(value_type: str | None) -> bool:
    """Whether values of the type can be told from other words by their look."""
    return value_type in _finders()


def _rivals(value: str, goals: set[str], value_type: str) -> bool:
    """Whether another value of the type competes with the goals: for open-shaped codes only those of a similar length."""
    if value_type in ("identifier", "plate"):
        overlaps = any(goal in value or value in goal for goal in goals if len(goal) > 3)
        return not overlaps and any(len(value) >= 0.6 * len(goal) for goal in goals)
    return True


@cache
def _finders() -> dict[str, Any]:
    rules = yaml.safe_load(resources.files(__package__).joinpath("candidates.yaml").read_text("utf-8"))
    for rule in rules.values():
        rule["find"] = [re.compile(pattern, re.IGNORECASE if "[A-Z" not in pattern else 0) for pattern in rule["find"]]
    return dict(rules)


def part_names(part: str, wanted: Sequence[str], value_type: str) -> bool:
    """Whether what was said for one step names its value."""
    return names_value(readings(part), wanted, value_type, segment=part)

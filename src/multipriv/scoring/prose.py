"""Chains told in running text: the phrase that tells each required step, where the text tells it without doubt."""

import re
from collections.abc import Iterator

from multipriv.formats.protocol import NOTHING, Parsed
from multipriv.formats.reply import take_apart
from multipriv.formats.steps import required
from multipriv.formats.text import readings
from multipriv.formats.vocabulary import fold
from multipriv.scoring.matching import forms, is_closed, values
from multipriv.taxonomy.records import Question

_CLAUSE = re.compile(r"[;\n|。；、，]|->|=>|→|⇒|➔|➜|,\s|,(?=[\u4e00-\u9fff])|(?<=[^\s.]{2})\.(?=\s|$)|\band\b")
_DOUBT = re.compile(r"\b(?:or|either|maybe|perhaps|not)\b|n't\b|或|可能|不是|并非|要么")
_OF_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=\S)")
_MOST = 40


def told(text: str, question: Question, wanted: list[list[str]]) -> Parsed:
    """Return the phrases that tell the required steps of the question; found is "none" where the text tells no value.

    Values of closed types (dates, numbers, …) are told where the text holds as many of the type as there are steps of it.
    Others cannot be told from their surroundings: a clause that is one of the `wanted` forms, or only leads up to it, tells it.
    """
    body = take_apart(text).body
    steps = required(question)
    parts: list[str | None] = [None] * len(steps)
    for value_type in {step.value_type for step in steps if is_closed(step.value_type)}:
        places = [place for place, step in enumerate(steps) if step.value_type == value_type]
        found = values(body, value_type)
        if len(found) == len(places):
            for place, value in zip(places, found, strict=True):
                parts[place] = value
    for place, step in enumerate(steps):
        if not is_closed(step.value_type):
            goals = forms(wanted[place], step.value_type)
            parts[place] = next((phrase for phrase in _phrases(body) if forms([phrase], step.value_type) & goals), None)
    if all(part is None for part in parts):
        return NOTHING
    return Parsed("answer", " | ".join(part or "" for part in parts), "prose", parts=tuple(parts))


def _phrases(body: str) -> Iterator[str]:
    for clause in [part for part in _CLAUSE.split(body) if part and part.strip()][:_MOST]:
        if _DOUBT.search(fold(clause).casefold()):
            continue
        for phrase in (clause, *_OF_CHINESE.split(clause.strip())[1:]):
            for reading in readings(phrase):
                yield reading
                yield re.sub(r"的[^的]{1,6}$", "", reading)

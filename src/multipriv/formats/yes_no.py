"""Yes or no: "是", "Yes, …", "They do not belong to the same person"; what contradicts itself is not an answer."""

import re
from functools import cache
from typing import Any, Literal

from multipriv.formats.protocol import NOTHING, Parsed, Sizes
from multipriv.formats.reply import Reply, concluding
from multipriv.formats.vocabulary import any_match, fold, is_undetermined, nfkc, patterns, trim, vocabulary
from multipriv.taxonomy.records import Locale, Question

YesNo = Literal["yes", "no"]
_CLAUSE = re.compile(
    r"[.!?;\n。！？；]+(?=\s|$|[\u4e00-\u9fff])|,\s*(?:but|however|though|although|yet)\b|,?\s*(?:但是?|不过|然而)"
)
_OPINION = re.compile(
    r"(?:(?:i|i'd|i would) (?:think|believe|say)|(?:most )?(?:probably|likely)|it seems|我认为|我觉得|应该|大概率)"
    r"[,:]?\s*(?:that\s+)?",
    re.IGNORECASE,
)

_EDGES = re.compile(r"^[-•·*【《\[]+\s*|[^\w\s.,!?:;()\-–—/|]+$")


class YesNoFormat:
    """The answers "yes" and "no"."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Need nothing beyond the wording."""
        return {}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return yes / no or 是 / 否."""
        return {"en": {"yes": "yes", "no": "no"}, "zh": {"yes": "是", "no": "否"}}[language][answer]

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the final answer, else the opening word, else the statements that the reply makes."""
        about = question.ask.form
        for final in reply.finals:
            parsed = _read(final.text, about)
            if parsed.found != "none" or final.firm:
                return Parsed(parsed.found, parsed.value, "labelled", final.text, notes=parsed.notes)
        if is_undetermined(reply.body):
            return Parsed("abstained", how="bare")
        said = concluding(reply.body)
        if said and (value := opening(said) or _stated(said, about)):
            return Parsed("answer", value, "labelled", said)
        return _in_prose(reply.body, about)


def _read(segment: str, about: str) -> Parsed:
    if is_undetermined(segment):
        return Parsed("abstained")
    value = opening(segment) or _stated(segment, about)
    return Parsed("answer", value) if value else Parsed("none", notes=("no yes or no in the final answer",))


def opening(text: str) -> YesNo | None:
    """Return the yes or no with which the text opens, if it is a word of its own and nothing takes it back."""
    plain = _EDGES.sub("", trim(fold(nfkc(text))))
    match = _opening_word().match(plain, opinion.end() if (opinion := _OPINION.match(plain)) else 0)
    if match is None:
        return None
    value: YesNo = "yes" if match.lastgroup == "yes" else "no"
    other = _opposite(value).match(plain[match.end() :])
    return None if other else value


@cache
def _opening_word() -> re.Pattern[str]:
    words = vocabulary()
    groups = []
    for name in ("no", "yes"):
        longest_first = sorted(words[name], key=len, reverse=True)
        groups.append(f"(?P<{name}>(?:{'|'.join(longest_first)}))")
    return re.compile(rf"(?:{'|'.join(groups)})(?=\s*(?:$|[.,:;!()\-–—\n])|(?<=yes)\s)", re.IGNORECASE)


@cache
def _opposite(value: YesNo) -> re.Pattern[str]:
    other = "no" if value == "yes" else "yes"
    words = "|".join(vocabulary()[other])
    return re.compile(rf"\s*(?:/|,|\||or|and|或|和|还是)*\s*(?:{words})\s*(?:$|[.,;!?/|\n])", re.IGNORECASE)


def verdict_of(clause: str, about: str) -> YesNo | None:
    """Return the yes or no that one clause states by itself, null when it is in doubt."""
    plain = fold(nfkc(clause))
    return opening(clause) or (None if any_match(patterns("doubt"), plain) else _statement(plain, about))


def _stated(text: str, about: str) -> YesNo | None:
    """Return what the statements of the text say when they all say the same and none is in doubt."""
    said: set[YesNo] = set()
    for clause in _CLAUSE.split(fold(nfkc(text)))[:60]:
        if any_match(patterns("doubt"), clause):
            continue
        value = _statement(clause, about)
        if value:
            said.add(value)
    return said.pop() if len(said) == 1 else None


def _statement(clause: str, about: str) -> YesNo | None:
    verdicts: tuple[YesNo, YesNo] = ("no", "yes")
    for value in verdicts:
        for row, pattern in _statements(value):
            if row == about and pattern.search(clause):
                return value
    return None


@cache
def _statements(value: YesNo) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = vocabulary()["statements"][value]
    return tuple((row["about"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)


def _in_prose(body: str, about: str) -> Parsed:
    lines = [line for line in body.splitlines() if line.strip()]
    if not lines:
        return NOTHING
    first, last = opening(lines[0]), opening(re.split(r"[.!?。！？]+\s*(?=\S)", lines[-1])[-1])
    if first and last and first != last:
        return Parsed("none", notes=("opens with one answer and ends with the other",))
    value = first or last
    stated = _stated(body, about)
    if value:
        bare = len(lines) == 1 and len(trim(lines[0])) <= 8
        if stated and stated != value and about == "same_person":
            return Parsed("none", notes=("says one thing and states the other",))
        return Parsed("answer", value, "bare" if bare else "leading")
    return Parsed("answer", stated, "prose") if stated else NOTHING

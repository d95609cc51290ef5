"""A chain of values: "v1 | v2 | v3", numbered lines, JSON, or one line with arrows. Values stand by the number of their step."""

import re
from collections.abc import Sequence
from typing import Any

from multipriv.formats.numerals import number
from multipriv.formats.protocol import NOTHING, How, Parsed, Sizes
from multipriv.formats.reply import Reply, as_text, is_key
from multipriv.formats.vocabulary import fold, is_undetermined, trim, vocabulary
from multipriv.taxonomy.records import Locale, Question, Step
from multipriv.values import same

_SEPARATORS = (r"\s*\|\s*", r"\s*(?:->|=>|→|⇒|➔|➜|⟶|\\to\b|\\rightarrow\b)\s*", r"\s*[;；]\s*")
_INLINE = re.compile(r"(?:^|(?<=[\s;,]))[(\[]?([1-9])[).\]、:]\s*(?=\S)")
_LISTED = re.compile(r"(?:[-*•·]\s+|[^:：\d]{1,40}[:：]\s*(?=\S))")
_WHERE = re.compile(r"\s*\((?:from |in |see |见|来自)?(?:pictures?|images?|photos?|图片?)\s*\d+\)\W*$", re.IGNORECASE)
_NUMERAL = r"(?P<number>[1-9]|[一二三四五六七八九十]|one|two|three|four|five|six)"


class StepsFormat:
    """The values of the required steps, in order, joined by " | "."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Say how many steps are asked for."""
        return {"count": len(required(question))}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return the joined values as they are."""
        return answer

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the final answer, completed by the numbered steps of the reply when it holds but the last value."""
        count = len(required(question))
        said, how, segment, notes = _final(reply, question, count)
        if how == "abstained":
            return Parsed("abstained", how="labelled", segment=segment)
        if said is None or sum(part is not None for part in said) < count:
            lines = _structured(reply, question, count) or _numbered(reply.body, count)
            if lines is None and said is None and not reply.finals:
                lines = _one_line(reply.body, question, count) or _listed(reply.body, question, count)
            if lines is not None:
                said = lines if said is None else [line if part is None else part for part, line in zip(said, lines, strict=True)]
                how = how or "structured"
        if said is None or all(part is None for part in said):
            return Parsed("abstained", how="bare") if is_undetermined(reply.body) else NOTHING
        if all(part is None or is_undetermined(part) for part in said):
            return Parsed("abstained", how=how or "none", segment=segment, parts=tuple(said))
        value = " | ".join(part or "" for part in said)
        return Parsed("answer", value, how or "none", segment, parts=tuple(said), notes=tuple(notes))


def required(question: Question) -> tuple[Step, ...]:
    """Return the steps that are scored: all but the given ones."""
    return tuple(step for step in question.steps if not step.given)


_Said = list[str | None]


def _final(reply: Reply, question: Question, count: int) -> tuple[_Said | None, Any, str | None, list[str]]:
    for final in reply.finals:
        if is_undetermined(final.text):
            return None, "abstained", final.text, []
        parts = _from_json(final.payload, count)
        if parts is None and (final.payload is None or isinstance(final.payload, str)):
            parts = (
                _one_each(final.text, final.rest, question, count)
                or _separated(final.text, question, count)
                or _numbered(f"{final.text}\n{final.rest}", count)
            )
        if parts is not None:
            return parts, "labelled", final.text, []
        text = trim(final.text)
        if text:
            # One value where several are asked for: the end of the chain.
            alone: _Said = [*[None] * (count - 1), text]
            return alone, "labelled", final.text, ["only the last value in the final answer"] if count > 1 else []
        if final.firm:
            break
    return None, None, None, []


def _one_each(text: str, rest: str, question: Question, count: int) -> _Said | None:
    """Return the lines of a final answer that has one bare line for each step."""
    lines = [line.strip() for line in f"{text}\n{rest}".strip().split("\n\n")[0].splitlines()]
    if len(lines) != count or count == 1 or any(re.search(r"\||->|→|^\W*\d[.):]", line) for line in lines):
        return None
    return _aligned(lines, question, count)


def _aligned(parts: Sequence[str], question: Question, count: int) -> _Said | None:
    """Return the parts by step: as many as asked for, or with the given values repeated in front of them."""
    said = [trim(part) for part in parts]
    given = [step for step in question.steps if step.given]
    if len(said) == count + len(given) and len(said) > count:
        kept = []
        for part, step in zip(said, question.steps, strict=True):
            if not step.given:
                kept.append(part)
            elif step.value_type != "depicted" and not same(_unlabelled(part), step.value, step.value_type):
                return None
        said = kept
    if len(said) > count:
        return None
    return [*[_unlabelled(part) or None for part in said], *[None] * (count - len(said))]


def _unlabelled(part: str) -> str:
    """Return the part without "Step 2:", "(2)" or "2." before it and "(Picture 2)" after it."""
    return trim(_WHERE.sub("", re.sub(rf"^{_line_start()}", "", part, flags=re.IGNORECASE)))


def _line_start() -> str:
    lead = "|".join(vocabulary()["step_lead"])
    numeral = rf"(?:(?:{lead})\s*{_NUMERAL.replace('number', 'led')}\s*(?:步|hop)?|{_NUMERAL})"
    aside = r"(?:\([^()\n]{0,80}\)|\[[^\[\]\n]{0,80}\])?"
    # a dash numbers a line only where a space follows: 24-Jun-2026 is a date
    return rf"[ \t\-•(\[]*{numeral}\s*{aside}\s*(?:[.:)\],、]+(?!\d)|[\-–—]+(?=\s))\s*"


def _separated(text: str, question: Question, count: int) -> _Said | None:
    for separator in _SEPARATORS:
        parts = re.split(separator, text.strip().strip("|"))
        if len(parts) > 1:
            return _aligned(parts, question, count)
    if count == 1:
        return _aligned([text], question, count)
    marks = list(_INLINE.finditer(text))
    if [int(mark.group(1)) for mark in marks] == list(range(1, count + 1)) and not text[: marks[0].start()].strip():
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        return _aligned([text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)], question, count)
    # Weak separators stand in values, too: they count only where they give exactly one value a step.
    for separator in (r"\s*、\s*", r",\s+|,(?=[\u4e00-\u9fff])", r"\s+/\s+"):
        if len(parts := re.split(separator, text.strip())) == count and all(parts):
            return _aligned(parts, question, count)
    return None


def _one_line(body: str, question: Question, count: int) -> _Said | None:
    lines = [line for line in body.splitlines() if line.strip()]
    for separator in _SEPARATORS[:2]:
        chains = [line for line in lines if len(re.split(separator, line.strip().strip("|"))) > 1]
        if len(chains) == 1 and len(chains[0]) < 600:
            return _aligned(re.split(separator, chains[0].strip().strip("|")), question, count)
    return None


def _listed(body: str, question: Question, count: int) -> _Said | None:
    """Return one value a line, or between semicolons, where there are as many as steps: bullets, or pairs of name and value."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    for parts in (lines, re.split(_SEPARATORS[2], lines[0].rstrip(".。;；")) if len(lines) == 1 else []):
        if len(parts) == count > 1 and all(_LISTED.match(part) for part in parts):
            return _aligned([_LISTED.sub("", part, count=1) for part in parts], question, count)
    return None


def _one_a_line(text: str, count: int) -> str:
    """Break the line before each step where one line numbers all of them: "1) … 2) …", "步骤一:…。步骤二:…"."""
    lead = "|".join(vocabulary()["step_lead"])
    mark = re.compile(
        rf"(?:^|(?<=[\s;,.。；，]))(?:(?:{lead})\s*{_NUMERAL.replace('number', 'led')}\s*步?\s*[:：,、]"
        r"|[(（]?(?P<plain>[1-9])[)）、](?!\d))",
        re.IGNORECASE,
    )
    broken = []
    for line in text.splitlines():
        marks = list(mark.finditer(line))
        told = [number(found.group("led") or found.group("plain")) for found in marks]
        if len(told) > 1 and told == list(range(1, count + 1)):
            starts = [found.start() for found in marks]
            pieces = [line[start:end] for start, end in zip([0, *starts], [*starts, len(line)], strict=True)]
            line = "\n".join(piece for piece in pieces if piece.strip())
        broken.append(line)
    return "\n".join(broken)


def _numbered(text: str, count: int) -> _Said | None:
    """Return the numbered lines by their number; a number used twice with different values leaves its step unsaid."""
    said: dict[int, str | None] = {}
    text = _one_a_line(text, count)
    pattern = re.compile(rf"^{_line_start()}(?P<value>\S.*)$", re.IGNORECASE | re.MULTILINE)
    plain = fold(text)
    for match in list(pattern.finditer(plain))[-60:]:
        position = number(match.group("led") or match.group("number") or "")
        value = trim(_WHERE.sub("", text[match.start("value") : match.end("value")]))
        if position and position <= count and value:
            said[position] = value if said.get(position, value) == value else None
    return [said.get(position) for position in range(1, count + 1)] if said else None


def _structured(reply: Reply, question: Question, count: int) -> _Said | None:
    for value in reversed(reply.data):
        inner = value
        if isinstance(value, dict):
            keys = [key for key in value if is_key(key, "step_keys")]
            inner = value[keys[0]] if keys else value
        if (parts := _from_json(inner, count)) is not None:
            return parts
    return None


def _from_json(value: Any, count: int) -> _Said | None:
    if isinstance(value, dict):
        return _from_mapping(value, count)
    if not isinstance(value, list) or not 0 < len(value) <= count:
        return None
    if all(isinstance(item, dict) for item in value) and not all(_value_of(item) for item in value):
        return None
    parts = [_value_of(item) if isinstance(item, dict) else trim(as_text(item)) for item in value]
    return [*[part or None for part in parts], *[None] * (count - len(parts))]


def _from_mapping(value: dict[str, Any], count: int) -> _Said | None:
    for key, inner in value.items():
        if is_key(key, "step_keys"):
            return _from_json(inner, count)
    numbered: dict[int, str] = {}
    numbered_key = re.compile(rf"(?:{'|'.join(vocabulary()['step_lead'])})?_?\s*{_NUMERAL}\s*步?", re.IGNORECASE)
    for key, inner in value.items():
        match = numbered_key.fullmatch(fold(str(key)).strip())
        position = number(match.group("number")) if match else None
        if position and position <= count:
            numbered[position] = trim(as_text(inner))
    if numbered:
        return [numbered.get(position) for position in range(1, count + 1)]
    if len(value) == count and all(isinstance(inner, str | int | float) for inner in value.values()):
        return [trim(as_text(inner)) or None for inner in value.values()]
    return None


def _value_of(item: dict[str, Any]) -> str | None:
    for key, inner in item.items():
        if is_key(key, "value_keys"):
            return trim(as_text(inner)) or None
    return None


__all__ = ["How", "StepsFormat", "required"]

"""A bounding box. One tolerant reader finds four numbers; the dialect says what they mean.

Of several boxes the first one of the final answer counts, without a labelled final answer the first one of the reply, and
where the reply holds none the last one of the thinking (GLM-V answers there).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from multipriv.formats.dialects import Corners, Dialect, box_data, dialect
from multipriv.formats.protocol import How, Parsed, Sizes
from multipriv.formats.reply import Reply
from multipriv.formats.vocabulary import fold, is_undetermined, nfkc, trim
from multipriv.taxonomy.records import Locale, Question

_NUMBER = r"[-+]?\d{1,6}(?:\.\d{1,8})?|[-+]?\.\d{1,8}"
_UNIT = r"\s*(?:px|pixels?|像素)?"
_ONE = rf"({_NUMBER}){_UNIT}"
_FOUR = re.compile(r"(?:[\[(<{]|box>|\|>)\s{0,4}[\[(]{0,3}\s{0,4}" + r"[\s,;()\[\]]{1,8}".join([_ONE] * 4) + r"\s{0,4}[\])>}<]")
_CORNER = rf"[(\[]\s*{_ONE}\s*,\s*{_ONE}\s*[)\]]"
_PAIRS = re.compile(_CORNER + r"[^()\[\]\d]{0,40}" + _CORNER)
_BARE = re.compile(r"\D{0,30}?" + r"[\s,;]{1,4}".join([_ONE] * 4) + r"\D{0,12}")
_RANGES = re.compile(rf"\bx\b\D{{0,12}}?{_ONE}\D{{1,8}}?{_ONE}\D{{1,16}}?\by\b\D{{0,12}}?{_ONE}\D{{1,8}}?{_ONE}", re.IGNORECASE)
_TOKENS = re.compile(r"(?:<loc_?(\d{1,4}(?:\.\d+)?)>\s*){4}")
_MOST = 50


class BoxFormat:
    """One box "x0,y0,x1,y1" in pixels of the stored picture."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """State form and space of the dialect."""
        return {"space": _dialect(dialect).prompt(language, sizes)}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return the box as the dialect writes it.

        Raises:
            ValueError: the answer is no box, or no size is known.
        """
        x0, y0, x1, y1 = (float(part) for part in answer.split(","))
        return _dialect(dialect).written((x0, y0, x1, y1), language, sizes)

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the box that counts and turn it into pixels of the stored picture."""
        spoken = _dialect(dialect)
        for final in reply.finals:
            found = list(_boxes(final.text, final.payload, spoken)) or list(_boxes(final.rest[:400], None, spoken))
            if found:
                return _parsed(found[0], len(found), "labelled", spoken, sizes, final.text)
            if is_undetermined(final.text):
                return Parsed("abstained", how="labelled", segment=final.text, box_state="unparsable")
        found = list(_boxes(reply.body, None, spoken))
        if found:
            return _parsed(found[0], len(found), "bare" if len(found) == 1 else "leading", spoken, sizes)
        if is_undetermined(reply.body):
            return Parsed("abstained", how="bare", box_state="unparsable")
        thought = list(_boxes(reply.thinking, None, spoken)) if not trim(reply.body) and not reply.unfinished else []
        if thought:
            return _parsed(thought[-1], len(thought), "prose", spoken, sizes, note="read from the thinking")
        return Parsed("none", box_state="unparsable")


def _dialect(code: str) -> Dialect:
    return dialect(code)


Found = tuple[Corners, bool]
"""Four numbers, and whether they stand in the order of the dialect (named coordinates do not)."""


def _parsed(
    found: Found, count: int, how: How, spoken: Dialect, sizes: Sizes, segment: str | None = None, note: str = ""
) -> Parsed:
    notes = [note] if note else []
    if count > 1:
        notes.append(f"{count} boxes found, one taken")
    try:
        box, within = spoken.box(found[0], sizes, ordered=found[1])
    except ValueError as error:
        return Parsed("none", how=how, segment=segment, box_state="unparsable", notes=(*notes, str(error)))
    value = ",".join(f"{number:.2f}" for number in box) if box else None
    if box is None:
        notes.append("no area inside the picture")
    return Parsed("answer", value, how, segment, box=box, box_state="parsed" if within else "out_of_range", notes=tuple(notes))


def _boxes(text: str, payload: Any, spoken: Dialect) -> Iterator[Found]:
    """Return the boxes of a text in the order in which they stand."""
    if payload is not None:
        yield from _in_json(payload)
        return
    plain = fold(nfkc(text))
    found: list[tuple[int, int, Found]] = []
    for names, spans in _named():
        for match in list(names.finditer(plain))[:_MOST]:
            found.append((match.start(), match.end(), (_corners(match.groups(), spans), False)))
    if spoken.tokens:
        for match in list(_TOKENS.finditer(plain))[:_MOST]:
            found.append((match.start(), match.end(), (_four(re.findall(r"\d+(?:\.\d+)?", match.group())), True)))
    for pattern in (_FOUR, _PAIRS):
        for match in list(pattern.finditer(plain))[:_MOST]:
            found.append((match.start(), match.end(), (_four(match.groups()), True)))
    if not found:
        for match in list(_RANGES.finditer(plain))[:_MOST]:
            x0, x1, y0, y1 = match.groups()
            found.append((match.start(), match.end(), (_corners((x0, y0, x1, y1), False), False)))
    if not found:
        for line in plain.splitlines()[:200]:
            if len(line) < 120 and (bare := _BARE.fullmatch(line)):
                found.append((0, 0, (_four(bare.groups()), True)))
    end = -1
    for start, stop, box in sorted(found, key=lambda item: (item[0], -item[1])):
        if start >= end:
            yield box
            end = stop


def _in_json(value: Any, depth: int = 0) -> Iterator[Found]:
    if depth > 4:
        return
    if isinstance(value, str):
        yield from _boxes(value[:400], None, dialect(None))
    elif isinstance(value, list):
        yield from _in_list(value, depth)
    elif isinstance(value, dict):
        lower = {str(key).strip().lower(): inner for key, inner in value.items()}
        for group, spans in (("corner_names", False), ("span_names", True)):
            for names in box_data()[group]:
                numbers = [lower.get(name) for name in names]
                if all(_is_number(number) for number in numbers):
                    yield _corners(tuple(str(number) for number in numbers), spans), False
                    return
        for key, inner in lower.items():
            if key in box_data()["box_keys"] or isinstance(inner, list | dict):
                yield from _in_json(inner, depth + 1)


def _in_list(value: list[Any], depth: int) -> Iterator[Found]:
    if all(_is_number(item) for item in value):
        if len(value) == 4:
            yield _four([str(item) for item in value]), True
        return
    if len(value) in (2, 4) and all(isinstance(item, list) and len(item) == 2 and all(map(_is_number, item)) for item in value):
        first, second = [float(item[0]) for item in value], [float(item[1]) for item in value]
        yield (min(first), min(second), max(first), max(second)), True
        return
    for item in value[:_MOST]:
        yield from _in_json(item, depth + 1)


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(_NUMBER, value.strip()) is not None
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _four(numbers: Any) -> Corners:
    first, second, third, fourth = (float(number) for number in numbers)
    return first, second, third, fourth


def _corners(numbers: Any, spans: bool) -> Corners:
    x0, y0, x1, y1 = _four(numbers)
    return (x0, y0, x0 + x1, y0 + y1) if spans else (x0, y0, x1, y1)


@cache
def _named() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the patterns of named coordinates ("x_min": 12, "y_min": 34, …) and whether they give width and height."""
    made = []
    for group, spans in (("corner_names", False), ("span_names", True)):
        for names in box_data()[group]:
            parts = [
                rf"(?<!\w)[\"']?{re.escape(name)}[\"']?\s{{0,3}}[:=]\s{{0,3}}[\"']?({_NUMBER})[\"']?{_UNIT}" for name in names
            ]
            made.append((re.compile(r"(?:[\s,;]|\band\b|和){1,6}".join(parts), re.IGNORECASE), spans))
    return tuple(made)

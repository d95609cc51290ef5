"""Takes the reply of a model apart: thinking, body, and the last explicit final answer. Knows nothing of what was asked."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from multipriv.formats.vocabulary import either, fold, nfkc, trim, vocabulary

# A reply is judged by its beginning and its end; what lies between is reasoning, and reading all of it would cost time.
HEAD, TAIL, _SPACED = 700, 2000, 20_000
_JSON_STARTS, _MARKS = 24, 60

_TAGS = "think|thinking|thought|thoughts|reasoning|analysis|reflection|scratchpad"
_OPEN = re.compile(rf"<\s*(?:{_TAGS})\s*>|◁think▷|<\|begin_of_thought\|>|<\|channel\|>\s*analysis", re.IGNORECASE)
_CLOSE = re.compile(
    rf"<\s*/\s*(?:{_TAGS})\s*>|◁/think▷|<\|end_of_thought\|>|<\|channel\|>\s*final(?:\s*<\|message\|>)?", re.IGNORECASE
)
_WRAPPED = (
    re.compile(r"<answer>(.{0,2000}?)</answer>", re.IGNORECASE | re.DOTALL),
    re.compile(r"<\|begin_of_box\|>(.{0,2000}?)<\|end_of_box\|>", re.IGNORECASE | re.DOTALL),
    re.compile(r"\\boxed\s?\{((?:[^{}]|\{[^{}]{0,200}\}){0,400})\}"),
)
_WRAPPING = re.compile(r"<\|(?:begin|end)_of_box\|>|</?answer>", re.IGNORECASE)
_STOPS = re.compile(
    r"<\|(?:im_end|eot_id|eom_id|endoftext|end|return|im_start|assistant|end.of.(?:sentence|text))\|>|</?s>|<(?:eos|end_of_turn)>",
    re.IGNORECASE,
)
_CIRCLED = str.maketrans({chr(0x2460 + place): f"({place + 1}) " for place in range(9)})
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Final:
    """One explicit final answer: its text, its JSON value if it has one, and what follows its line.

    `firm` is false for a phrase of running prose ("the answer is …"), which may turn out to say nothing.
    """

    text: str
    payload: Any
    rest: str
    firm: bool


@dataclass(frozen=True)
class Reply:
    """A reply taken apart. `finals` are the explicit final answers, the last one first, down to the first firm one.

    `data` are the JSON values of the body, in order; `unfinished` says that the thinking was never closed.
    """

    body: str
    thinking: str
    unfinished: bool
    finals: tuple[Final, ...]
    data: tuple[Any, ...]


@lru_cache(maxsize=32)
def take_apart(text: str) -> Reply:
    """Return the parts of a reply; works on any text, in time linear in its length."""
    body, thinking, unfinished = _without_thinking(text)
    body = _without_markup(nfkc(_shorten(body).translate(_CIRCLED)))
    values = _json_values(body)
    finals = []
    for _, final in sorted(_marks(body, values), key=lambda mark: mark[0], reverse=True):
        finals.append(final)
        if final.firm:
            break
    return Reply(body, nfkc(_shorten(thinking)), unfinished, tuple(finals), tuple(value for _, _, value in values))


def _shorten(text: str) -> str:
    text = text if len(text) <= _SPACED else text[: _SPACED // 2] + "\n" + text[-_SPACED // 2 :]
    text = re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r"[^\S\n]{2,}", " ", text)) if "  " in text or "\n\n" in text else text
    return text if len(text) <= HEAD + TAIL else text[:HEAD] + "\n…\n" + text[-TAIL:]


def _without_thinking(text: str) -> tuple[str, str, bool]:
    kept: list[str] = []
    thought: list[str] = []
    position = 0
    while match := _OPEN.search(text, position):
        close = _CLOSE.search(text, match.end())
        kept.append(text[position : match.start()])
        if close is None:
            return _after_last_close("".join(kept), thought), "".join([*thought, text[match.end() :]]), True
        thought.append(text[match.end() : close.start()])
        position = close.end()
    body = _after_last_close("".join([*kept, text[position:]]), thought)
    return body, "\n".join(thought), False


def _after_last_close(text: str, thought: list[str]) -> str:
    """Chat templates that open the thinking in the prompt leave only its end in the reply."""
    for close in list(_CLOSE.finditer(text))[-1:]:
        thought.append(text[: close.start()])
        return text[close.end() :]
    return text


def _without_markup(text: str) -> str:
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.IGNORECASE)
    text = re.sub(r"~~[^~\n]{0,300}~~", "", text)
    text = re.sub(r"```[a-zA-Z]{0,12}", "", text)
    text = re.sub(r"\*{1,3}(?=[^\s*])([^*\n]{0,500}?)(?<=[^\s*])\*{1,3}", r"\1", text)
    text = re.sub(r"(?<!\w)__(?=\S)([^_\n]{1,300})__(?!\w)", r"\1", text)
    text = re.sub(r"`([^`\n]{1,500})`", r"\1", text)
    text = re.sub(r"\\(?:text|mathrm|mathbf|textbf)\s?\{([^{}]{0,300})\}", r"\1", text)
    text = re.sub(r"\\([$#%&_])", r"\1", text)
    text = _STOPS.sub("", text)
    return re.sub(r"^[ \t]*(?:#{1,6}|>)[ \t]+", "", text, flags=re.MULTILINE)


def _json_values(body: str) -> list[tuple[int, int, Any]]:
    """Return (start, end, value) of the JSON objects and lists in the body, outermost ones only."""
    found: list[tuple[int, int, Any]] = []
    position = 0
    for _ in range(_JSON_STARTS):
        match = re.compile(r"[{\[]").search(body, position)
        if match is None:
            break
        # The decoder recurses: a run of brackets is no answer and must not cost its depth.
        if body[match.start() : match.start() + 40].count(match.group()) > 20:
            position = match.start() + 40
            continue
        try:
            value, end = _DECODER.raw_decode(body, match.start())
        except (ValueError, RecursionError):
            position = match.end()
            continue
        found.append((match.start(), end, value))
        position = end
    return found


def _marks(body: str, values: list[tuple[int, int, Any]]) -> list[tuple[tuple[int, int], Final]]:
    """Return each explicit final answer with its (position, rank): the greatest is the last word of the reply."""
    plain = fold(body)
    marks: list[tuple[tuple[int, int], Final]] = []
    objects = [(start, end, value) for start, end, value in values if isinstance(value, dict)]
    for start, end, value in objects:
        for key, inner in value.items():
            if is_key(key, "answer_keys"):
                marks.append(((start, 2), Final(as_text(inner), inner, body[end:], True)))
    headings = "|".join(vocabulary()["final_headings"])
    heading = re.compile(rf"^[ \t]*(?:{headings})[ \t]*:?[ \t]*$", re.IGNORECASE | re.MULTILINE)
    for rank, pattern in ((1, either("final_labels")), (0, heading)):
        for match in list(pattern.finditer(plain))[-_MARKS:]:
            if not any(start < match.start() < end for start, end, _ in objects):
                text, payload, rest = _segment(body[match.end() :])
                if text:
                    firm = rank == 0 or match.group().rstrip().endswith((":", "="))
                    marks.append(((match.start(), rank), Final(text, payload, rest, firm)))
    for pattern in _WRAPPED:
        for match in list(pattern.finditer(body))[-_MARKS:]:
            text = _WRAPPING.sub("", match.group(1)).strip()
            marks.append(((match.end(), 3), Final(text, _payload(text), body[match.end() :], True)))
    return marks


def _segment(tail: str) -> tuple[str, Any, str]:
    """Return what follows a label: the rest of its line, or the next line when that is empty; its JSON value; the rest."""
    tail = tail.lstrip(" \t\r\n*:=")
    if tail[:1] in ("{", "["):
        try:
            value, end = _DECODER.raw_decode(tail)
            return tail[:end], value, tail[end:]
        except (ValueError, RecursionError):
            pass
    line, _, rest = tail.partition("\n")
    return line.strip(), None, rest


def _payload(text: str) -> Any:
    try:
        return _DECODER.decode(text) if text[:1] in ("{", "[") else None
    except (ValueError, RecursionError):
        return None


def concluding(body: str) -> str | None:
    """Return what stands after the last colon of the last sentence ("…, and it is: yes."), null without a colon."""
    line = body.strip().rpartition("\n")[2]
    last = re.split(r"(?<=[^\s\d.])[.!?](?=\s)|(?<=\d)\.(?=\s+[A-Z])|[。！？；](?=.)", line)[-1]
    lead, colon, said = fold(last).rpartition(":")
    return last[-len(said) :] if colon and lead.strip() and said.strip() else None


def is_key(key: object, group: str) -> bool:
    """Whether a key of a JSON object is one of the vocabulary's names for it, such as "answer_keys"."""
    return trim(fold(str(key))).lower().replace(" ", "_") in vocabulary()[group]


def as_text(value: Any) -> str:
    """Return a JSON value as a person would write it: true as yes, a list with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value[:50])
    if isinstance(value, dict):
        keys = [key for key in value if is_key(key, "value_keys")]
        return as_text(value[keys[0]]) if keys else ", ".join(as_text(item) for item in list(value.values())[:50])
    return "" if value is None else str(value)

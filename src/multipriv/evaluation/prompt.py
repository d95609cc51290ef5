"""The prompt of one question: labelled pictures first, then the text, the question and the form of the answer."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast

import yaml

from multipriv import formats
from multipriv.formats.registry import Style
from multipriv.questions import wording
from multipriv.taxonomy.records import Locale, Question

Size = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """One part of a prompt: a text, or the number of a picture of the question (1-based)."""

    text: str | None = None
    picture: int | None = None


@cache
def _words() -> dict[Locale, dict[str, str]]:
    found: dict[Locale, dict[str, str]] = yaml.safe_load(resources.files(__package__).joinpath("prompt.yaml").read_text("utf-8"))
    return found


def build_prompt(
    question: Question, style: str, *, dialect: str | None = None, declared: bool = False, size: Size | None = None
) -> tuple[Part, ...]:
    """Return the parts of the prompt in order.

    Args:
        question: the question as asked (a control has been applied already).
        style: plain, step-by-step or structured.
        dialect: how boxes are asked for (a name of `formats/boxes.yaml`); the default where null.
        declared: whether the prompt says that everything is synthetic.
        size: width and height in pixels of the first picture, for dialects that count pixels.
    """
    words = _words()[question.language]
    parts: list[Part] = []
    for number in range(1, len(question.picture_ids) + 1):
        parts += [Part(text=words["picture"].format(number=number)), Part(picture=number)]
    closing = [words["declared_fictional"] if declared else "", wording.statement(question)]
    form = formats.instruction(question, question.language, cast(Style, style), dialect, size=size, sent_size=size)
    options = "\n".join(f"{letter}. {option}" for letter, option in zip("ABCDEFGHIJ", question.options, strict=False))
    context = f"{words['text']}\n{question.context}" if question.spans else question.context
    closing += [context, question.stem, options, form]
    return (*parts, Part(text="\n\n".join(text for text in closing if text)))


def as_json(parts: tuple[Part, ...], files: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the parts as plain data; pictures by their file, relative to the data set."""
    return [{"text": p.text} if p.picture is None else {"picture": files[p.picture - 1]} for p in parts]

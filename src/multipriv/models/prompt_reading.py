"""What a prompt asks, read from its words: language, kind of answer, the question itself, the text and the pictures named."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

_OPTION = re.compile(r"^\(?([A-J])[.)、．:：]\s*(.+)$", re.MULTILINE)
_JOINT = r"\s*(?:,|、|，|和|与|及|and|to|through|–|-|至|到|—)+\s*(?:(?:and|图片?|picture)\s*)?"
_LISTED = re.compile(rf"(?:pictures?|images?|photos?|no\.|图片?|第)\s*(\d+(?:{_JOINT}\d+)*)", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What a prompt asks.

    kind      yes_no, choice, text, box, set or steps
    stem      the question; `context` the text before it, `form` the sentences on the form of the answer
    mentioned numbers of the pictures that the stem names, in order
    letters   letters of the options, with their texts in `options`
    """

    kind: str
    chinese: bool
    context: str
    stem: str
    form: str
    pictures: int
    mentioned: tuple[int, ...]
    letters: tuple[str, ...]
    options: tuple[str, ...]

    @property
    def yes_no(self) -> tuple[str, str]:
        """The words for yes and no."""
        return ("是", "否") if self.chinese else ("yes", "no")

    @property
    def undetermined(self) -> str:
        """The words for not knowing."""
        return "无法确定" if self.chinese else "cannot be determined"

    @property
    def anchor(self) -> int | None:
        """The picture whose person is meant: the one the stem names apart from the others, if any."""
        return self.mentioned[0] if self.mentioned else None

    @property
    def gallery(self) -> tuple[int, ...]:
        """The pictures to choose from: those that the stem names beside the anchor, or all others."""
        rest = tuple(n for n in range(1, self.pictures + 1) if n != self.anchor or self.pictures == 1)
        named = tuple(n for n in self.mentioned[1:] if n in rest)
        return tuple(sorted(named)) if len(named) > 1 else rest

    def final(self, answer: str) -> str:
        """Return the line that gives an answer."""
        return f"答案：{answer}" if self.chinese else f"Answer: {answer}"


@cache
def _words() -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("prompt_reading.yaml").read_text("utf-8"))


def is_chinese(text: str) -> bool:
    """Return whether a text is mostly Chinese; values of the other language may stand in it."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return han * 3 > sum(c.isascii() and c.isalpha() for c in text)


def understand(text: str, pictures: int) -> Asked:
    """Return what the prompt asks; `pictures` is how many come with it."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]
    form = paragraphs.pop() if len(paragraphs) > 1 else ""
    chinese = is_chinese(form or text)
    options = [(m.group(1), m.group(2).strip()) for p in paragraphs for m in _OPTION.finditer(p)]
    paragraphs = [p for p in paragraphs if not _OPTION.match(p)]
    stem = _without_labels(paragraphs[-1]) if paragraphs else text
    return Asked(
        kind=_kind(form or text, bool(options)),
        chinese=chinese,
        context=_without_labels("\n\n".join(paragraphs[:-1])),
        stem=stem,
        form=form,
        pictures=pictures,
        mentioned=_numbers(stem, pictures),
        letters=tuple(letter for letter, _ in options),
        options=tuple(option for _, option in options),
    )


def _without_labels(text: str) -> str:
    return re.sub(r"(?m)^(?:Picture \d+:|图\d+：)\s*$\n?", "", text).strip()


def _kind(form: str, options: bool) -> str:
    folded = form.lower()
    for kind, marks in _words()["kinds"].items():
        if any(mark in folded for mark in marks) and (kind != "choice" or options):
            return str(kind)
    return "text"


def _numbers(stem: str, most: int) -> tuple[int, ...]:
    """Return the numbers of the pictures that a stem names, ranges filled in: Picture 3, Pictures 2 and 5, 图1至图4."""
    found: dict[int, None] = {}
    for match in _LISTED.finditer(stem):
        numbers = [int(n) for n in re.findall(r"\d+", match.group(1))]
        if len(numbers) == 2 and re.search(r"to|through|–|-|至|到|—", match.group(1)):
            numbers = list(range(min(numbers), max(numbers) + 1))
        found |= dict.fromkeys(n for n in numbers if 1 <= n <= most)
    return tuple(found)

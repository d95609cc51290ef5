"""What a prompt asks, read from its words: language, kind of answer, the question itself, the text and the pictures named."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

_OPTION = re.compile(r"\(?([A-J])[.)、．]\s*(.+)")
_JOINT = r"\s*(?:,|、|，|和|与|以及|及|and|to|through|–|-|至|到|—)+\s*(?:(?:and|图片?|picture)\s*)?"
_LISTED = re.compile(rf"(?:pictures?|images?|photos?|no\.|图片?|第)\s*(\d+(?:{_JOINT}\d+)*)", re.IGNORECASE)

_RANGE = re.compile(r"(\d+)(?:\s*(?:to|through|–|-|至|到|—)\s*(?:图|picture\s*)?(\d+))?", re.IGNORECASE)
_HEADING = re.compile(r"^(?:the )?(?:text|note|message|文字|文本|材料)[^\n:：]{0,12}[:：]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What a prompt asks.

    kind      yes_no, choice, text, box, set or steps
    stem      the question; `context` the text before it, `form` the sentences on the form of the answer
    text      the text that goes with the pictures, if one is given
    mentioned numbers of the pictures that the stem names, in the groups in which it names them
    letters   letters of the options, with their texts in `options`
    """

    kind: str
    chinese: bool
    context: str
    text: str
    stem: str
    form: str
    pictures: int
    mentioned: tuple[tuple[int, ...], ...]
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
        """The picture whose person is meant: the one that the stem names by itself, if any."""
        alone = [group[0] for group in self.mentioned if len(group) == 1]
        return None if self.text or not alone else alone[0]

    @property
    def gallery(self) -> tuple[int, ...]:
        """The pictures to choose from: those that the stem names together, or all but the anchor."""
        together = max((group for group in self.mentioned if len(group) > 1), key=len, default=())
        return together or tuple(n for n in range(1, self.pictures + 1) if n != self.anchor or self.pictures == 1)

    def final(self, answer: str) -> str:
        """Return the line that gives an answer."""
        return f"答案：{answer}" if self.chinese else f"Answer: {answer}"


@cache
def _words() -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("prompt_reading.yaml").read_text("utf-8"))


def rule_words() -> dict[str, list[list[str]]]:
    """Return, by the code of a correlation, the words that a paragraph holds when it states that correlation as a rule."""
    found: dict[str, list[list[str]]] = _words()["rules"]
    return found


def is_chinese(text: str) -> bool:
    """Return whether a text is mostly Chinese; values of the other language may stand in it."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return han * 3 > sum(c.isascii() and c.isalpha() for c in text)


def understand(text: str, pictures: int) -> Asked:
    """Return what the prompt asks; `pictures` is how many come with it."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", text) if p.strip()]
    form = paragraphs.pop() if len(paragraphs) > 1 else ""
    chinese = is_chinese(form or text)
    lists = [_options(paragraph) for paragraph in paragraphs]
    options = next((found for found in reversed(lists) if found), [])
    paragraphs = [paragraph for paragraph, found in zip(paragraphs, lists, strict=True) if not found]
    stem = _without_labels(paragraphs[-1]) if paragraphs else text
    return Asked(
        kind=_kind(form or text, bool(options)),
        chinese=chinese,
        context=_without_labels("\n\n".join(paragraphs[:-1])),
        text=next((_HEADING.sub("", p) for p in map(_without_labels, paragraphs[:-1]) if _HEADING.match(p)), ""),
        stem=stem,
        form=form,
        pictures=pictures,
        mentioned=_groups(stem, pictures),
        letters=tuple(letter for letter, _ in options),
        options=tuple(option for _, option in options),
    )


def _options(paragraph: str) -> list[tuple[str, str]]:
    """Return the (letter, text) pairs of a paragraph that is a list of options A, B, C …; nothing for any other paragraph."""
    matches = [_OPTION.fullmatch(line.strip()) for line in paragraph.splitlines()]
    found = [(match.group(1), match.group(2).strip()) for match in matches if match is not None]
    lettered = "".join(letter for letter, _ in found) == "ABCDEFGHIJ"[: len(found)]
    return found if lettered and len(found) == len(matches) > 1 else []


def _without_labels(text: str) -> str:
    return re.sub(r"(?m)^(?:Picture \d+:|图\d+：)\s*$\n?", "", text).strip()


def _kind(form: str, options: bool) -> str:
    folded = form.lower()
    for kind, marks in _words()["kinds"].items():
        if any(mark in folded for mark in marks) and (kind != "choice" or options):
            return str(kind)
    return "text"


def _groups(stem: str, most: int) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the pictures that a stem names, group by group, ranges filled in: Pictures 2 and 4 to 6, 图1至图4."""
    groups = []
    for match in _LISTED.finditer(stem):
        found: list[int] = []
        for first, last in _RANGE.findall(match.group(1)):
            found += range(int(first), int(last or first) + 1)
        group = tuple(sorted({number for number in found if 1 <= number <= most}))
        if group:
            groups.append(group)
    return tuple(groups)

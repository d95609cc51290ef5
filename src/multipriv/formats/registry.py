"""The kinds of answer by name, and the three things done with them: ask, write, read."""

from collections.abc import Mapping
from typing import Literal, get_args

from multipriv.formats.box import BoxFormat
from multipriv.formats.choice import ChoiceFormat
from multipriv.formats.dialects import dialect as known_dialect
from multipriv.formats.instructions import LABELS, UNDETERMINED, compose
from multipriv.formats.protocol import AnswerFormat, Parsed, Size, Sizes
from multipriv.formats.reply import take_apart
from multipriv.formats.set import SetFormat
from multipriv.formats.steps import StepsFormat
from multipriv.formats.text import TextFormat
from multipriv.formats.yes_no import YesNoFormat
from multipriv.taxonomy.records import Locale, Question

Style = Literal["plain", "step-by-step", "structured", "direct"]
STYLES: tuple[Style, ...] = get_args(Style)

FORMATS: Mapping[str, AnswerFormat] = {
    "yes_no": YesNoFormat(),
    "choice": ChoiceFormat(),
    "text": TextFormat(),
    "box": BoxFormat(),
    "set": SetFormat(),
    "steps": StepsFormat(),
}
CANNOT_BE_DETERMINED = "cannot be determined"
"""The canonical answer where the material does not settle the question."""


def instruction(
    question: Question,
    language: Locale,
    style: Style = "plain",
    dialect: str | None = None,
    *,
    sent_size: Size | None = None,
    size: Size | None = None,
) -> str:
    """Return the sentences on the form of the answer, in the language and the style of the prompt.

    `dialect` names a box dialect (null: the default one); `sent_size` and `size` are width and height in pixels of the
    picture as sent and as stored, which dialects in pixels state.

    Raises:
        ValueError: no such dialect.
    """
    chosen = known_dialect(dialect).code
    form = FORMATS[question.answer_kind].form(question, language, chosen, Sizes(size, sent_size))
    return compose(question.answer_kind, language, style, form)


def write(
    question: Question,
    language: Locale,
    dialect: str | None = None,
    size: Size | None = None,
    *,
    sent_size: Size | None = None,
    answer: str | None = None,
) -> str:
    """Return what a perfect model prints; `answer` (canonical notation) writes another answer in the same form.

    Raises:
        ValueError: no such dialect, or a box without a size.
    """
    canonical = question.answer if answer is None else answer
    if canonical == CANNOT_BE_DETERMINED:
        return LABELS[language] + UNDETERMINED[language]
    chosen = known_dialect(dialect).code
    return LABELS[language] + FORMATS[question.answer_kind].write(canonical, question, language, chosen, Sizes(size, sent_size))


def parse(
    text: str, question: Question, *, dialect: str | None = None, sent_size: Size | None = None, size: Size | None = None
) -> Parsed:
    """Return what a reply says, whatever it looks like; boxes in pixels of the stored picture (`size`, else `sent_size`).

    Raises:
        ValueError: no such dialect. Never raises on account of `text`.
    """
    chosen = known_dialect(dialect).code
    return FORMATS[question.answer_kind].parse(take_apart(text), question, chosen, Sizes(size, sent_size))

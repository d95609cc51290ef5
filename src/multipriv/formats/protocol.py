"""What every kind of answer can do: say how it is to be given, write a right one, read a reply."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from multipriv.formats.reply import Reply
from multipriv.taxonomy.records import Box, Locale, Question

Size = tuple[int, int]
How = Literal["labelled", "structured", "bare", "leading", "prose", "none"]
BoxState = Literal["parsed", "unparsable", "out_of_range"]


@dataclass(frozen=True)
class Parsed:
    """What a reply says.

    found       answer, abstained (says that it cannot be determined) or none
    value       the answer in the notation of Question.answer; for text the phrase itself
    readings    text: the phrases that the value may be, each without the words around it
    parts       steps: the phrase said for each required step, null where nothing is said
    how         labelled (explicit final answer), structured (JSON, numbered steps), bare (nothing else was said), leading
                (the reply opens with it), prose (a statement in running text), none
    segment     the text of the explicit final answer
    box         box: pixels of the stored picture, clipped to it; null unless found
    """

    found: Literal["answer", "abstained", "none"]
    value: str | None = None
    how: How = "none"
    segment: str | None = None
    readings: tuple[str, ...] = ()
    parts: tuple[str | None, ...] = ()
    box: Box | None = None
    box_state: BoxState | None = None
    notes: tuple[str, ...] = ()


NOTHING = Parsed("none")


@dataclass(frozen=True)
class Sizes:
    """Width and height in pixels of the stored picture and of the picture as sent to the model."""

    stored: Size | None = None
    sent: Size | None = None


class AnswerFormat(Protocol):
    """One kind of answer."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Return the words that the instruction of this kind needs: `form` and `final`, in the language."""

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return the canonical answer as the final line says it (without its label)."""

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Return what the reply says; never raises."""

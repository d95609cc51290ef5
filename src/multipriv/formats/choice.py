"""One letter among lettered options: "B", "(B)", "选B", "B. Lakeside Clinic", or the text of an option by itself."""

import re
from typing import Any

from multipriv.formats.protocol import NOTHING, Parsed, Sizes
from multipriv.formats.reply import Reply, concluding
from multipriv.formats.vocabulary import fold, is_undetermined, nfkc, trim, vocabulary
from multipriv.taxonomy.records import Locale, Question

LETTERS = "ABCDEFGHIJ"


class ChoiceFormat:
    """The letter of an option."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Name the first and the last letter."""
        return {"first": LETTERS[0], "last": LETTERS[max(len(question.options), 1) - 1]}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return the letter."""
        return answer

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the final answer, else a reply that is one letter or one option, else the only option that it names."""
        for final in reply.finals:
            parsed = _read(final.text, question.options)
            if parsed.found != "none" or final.firm:
                return Parsed(parsed.found, parsed.value, "labelled", final.text, notes=parsed.notes)
        parsed = _read(reply.body, question.options)
        if parsed.found != "none":
            return Parsed(parsed.found, parsed.value, "bare")
        said = concluding(reply.body)
        if said and len(said) < 80 and (parsed := _read(said, question.options)).found == "answer":
            return Parsed("answer", parsed.value, "labelled", said)
        lines = [line for line in reply.body.splitlines() if line.strip()]
        edges = {_read(line, question.options).value for line in lines[:1] + lines[-1:]} - {None}
        if len(edges) == 1:
            return Parsed("answer", edges.pop(), "leading")
        letters = _letters(reply.body, len(question.options), led=True) | _named(reply.body, question.options)
        if len(letters) == 1:
            return Parsed("answer", letters.pop(), "prose")
        return Parsed("none", notes=("names several options",)) if letters else NOTHING


def _read(segment: str, options: tuple[str, ...]) -> Parsed:
    if is_undetermined(segment):
        return Parsed("abstained")
    plain = trim(fold(nfkc(segment)))
    named = _named(plain, options)
    lead = "|".join(vocabulary()["choice_lead"])
    ending = r"[)\]\"']?(?=\s*(?:$|[.,:;)\n\-–—(])|\s*(?:项|选项|了$)|\s+(?:it is|is (?:the )?(?:correct|right))\b)"
    opinion = "|".join(vocabulary()["choice_intro"])
    intro = rf"(?i:(?:{opinion})?(?:the\s+)?(?:(?:correct|right|best)\s+)?(?:(?:{lead})(?:\s+is)?[\s:]*)*)"
    letter = re.match(rf"{intro}[(\[\"']?([A-Ja-j]){ending}", plain)
    if letter:
        value = letter.group(1).upper()
        if value in LETTERS[: len(options)] and (value.isupper() or len(plain) < 4):
            others = (_letters(plain[letter.end() :], len(options), led=False) | named) - {value}
            if not others:
                return Parsed("answer", value)
        return Parsed("none", notes=("letter and option disagree, or no such letter",))
    if len(named) == 1 and len(plain) <= 80 + max(map(len, options), default=0):
        value = named.pop()
        if not _letters(plain, len(options), led=True) - {value}:
            return Parsed("answer", value)
    return NOTHING


def _letters(text: str, count: int, *, led: bool) -> set[str]:
    """Return the letters that the text names as options; `led` asks for a word such as "option" before them."""
    last = LETTERS[max(count, 1) - 1]
    lead = "|".join(vocabulary()["choice_lead"])
    plain = fold(text)
    found = re.findall(rf"(?i:{lead})\s*:?\s*[(\"']?([A-{last}])(?![A-Za-z])", plain)
    found += re.findall(rf"(?<![A-Za-z])([A-{last}])\s*(?:项|选项)", plain)
    if not led:
        ending = r"[)\"']?(?=\s*(?:$|[.,;/)]|or\b|and\b|或|和))"
        found += re.findall(rf"(?:^|\b(?:or|and)\s+|[,/或和、]\s*)[(\"']?([A-{last}]){ending}", plain)
    return set(found)


def _named(text: str, options: tuple[str, ...]) -> set[str]:
    """Return the letters of the options whose text occurs in the text; an option inside a longer one does not count."""
    plain = _flat(text)
    found: set[str] = set()
    for letter, option in sorted(zip(LETTERS, options, strict=False), key=lambda pair: -len(pair[1])):
        words = _flat(option)
        if words and (match := re.search(rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])", plain)):
            found.add(letter)
            plain = plain[: match.start()] + " \0 " + plain[match.end() :]
    return found


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", fold(nfkc(text)).casefold()).strip()

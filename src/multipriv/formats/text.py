"""A value as printed. The reader returns the phrase that was said and its readings: the phrase without the words around it."""

import re
from functools import cache
from typing import Any

from multipriv.formats.protocol import NOTHING, Parsed, Sizes
from multipriv.formats.reply import Final, Reply
from multipriv.formats.vocabulary import any_match, fold, is_undetermined, patterns, trim, vocabulary
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Locale, Question

LONGEST = 240
_SENTENCE = re.compile(
    r"(?<=[^\s\d][^\s.])[.!?](?=\s|$)|(?<=\d)[.](?=\s+[A-Z]|$)|[。！？；;\n]"
    r"|,\s*(?:but|however|though|although|yet)\b|[,，]?\s*(?:但是?|不过|然而)"
)
_QUOTED = re.compile(r"[\"“「『]([^\"”」』\n]{1,160})[\"”」』]")
_TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Ave|Rd|No|Apt|Jr|Sr|[A-Z])$")


class TextFormat:
    """One printed value."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Need nothing beyond the wording."""
        return {}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return the value as it is."""
        return answer

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the final answer, else the reply as a whole when it is short, else its sentences."""
        for final in reply.finals:
            phrases = _final_phrases(final, question.answer_type)
            if not phrases[0]:
                continue
            if is_undetermined(phrases[0]):
                return Parsed("abstained", how="labelled", segment=final.text)
            return Parsed("answer", phrases[0], "labelled", final.text, _all_readings(phrases))
        if is_undetermined(reply.body):
            return Parsed("abstained", how="bare")
        if len(reply.data) == 1 and isinstance(reply.data[0], dict) and len(reply.data[0]) == 1:
            value = str(next(iter(reply.data[0].values())))
            return Parsed("answer", value, "structured", readings=_all_readings([value]))
        said = sentences(reply.body)
        if not said:
            return NOTHING
        if len(said) == 1 and len(said[0]) <= LONGEST:
            return Parsed("answer", said[0], "bare", readings=_all_readings(said))
        if len(reply.body) <= LONGEST and question.answer_type == "address":
            said.insert(0, re.sub(r"\s*\n\s*", ", ", reply.body.strip()))
        chosen = _about(said, question) or list(dict.fromkeys((said[0], said[-1])))
        return Parsed("answer", None, "prose", "\n".join(chosen), _all_readings(chosen))


def _about(said: list[str], question: Question) -> list[str]:
    """Return the sentences that name what is asked, each with the next one where it only announces the value."""
    names = _names(question)
    chosen: list[str] = []
    for place, sentence in enumerate(said):
        plain = fold(sentence).casefold()
        if any(name in plain for name in names):
            chosen.append(sentence)
            if place + 1 < len(said) and plain.rstrip().endswith((":", "follows", "如下", "：")):
                chosen.append(said[place + 1])
    return list(dict.fromkeys(chosen))[:16]


def _names(question: Question) -> set[str]:
    """Return the names of the attributes and facets asked for, in both languages, and the last word of each."""
    known = attributes()
    names: set[str] = set()
    for code, facet in question.ask.targets:
        if code in known:
            for name in (known[code].name, known[code].facets[facet].name if facet in known[code].facets else {}):
                for text in name.values():
                    names |= {text.casefold(), *(word for word in text.casefold().split()[-1:] if len(word) > 4)}
    return names


def _final_phrases(final: Final, answer_type: str | None) -> list[str]:
    line = trim(re.sub(r"\s+", " ", final.text))[:LONGEST]
    phrases = [line]
    if answer_type == "address":
        block = final.rest.strip("\n").split("\n\n")[0]
        if block:
            phrases.append(re.sub(r"\s*\n\s*", ", ", f"{line}\n{block}")[:LONGEST])
    return phrases


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of the text, none of them empty; initials and titles do not end one."""
    found: list[str] = []
    for part in _SENTENCE.split(text[:6000]):
        part = part.strip(" \t-•*,，")
        if not part:
            continue
        if found and _TITLE.search(found[-1]):
            found[-1] = f"{found[-1]}. {part}"
        else:
            found.append(part)
    return found[:80]


def _all_readings(phrases: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading for phrase in phrases for reading in readings(phrase)))


def readings(phrase: str) -> tuple[str, ...]:
    """Return what the phrase may name as a value: itself, and itself without a lead ("The date is"), a tail, quotes.

    A phrase that denies or doubts ("not", "either", 可能) before the value is only read as a whole.
    """
    quoted = _QUOTED.findall(phrase)
    phrase = trim(phrase)
    if not phrase or len(phrase) > LONGEST:
        return ()
    found = {phrase: None}
    plain = fold(phrase)
    if any_match(patterns("negated_lead"), plain):
        return tuple(found)
    if len(quoted) == 1:
        found[trim(quoted[0])] = None
    for _ in range(3):
        for known in list(found)[:24]:
            for shorter in (piece for group in ("value_intro", "value_lead", "value_tail") for piece in _without(known, group)):
                if shorter:
                    found.setdefault(shorter)
    return tuple(found)


def _without(phrase: str, group: str) -> list[str]:
    """Return the phrase without each lead or tail of the group that it has."""
    plain = fold(phrase)
    shorter = []
    for pattern in patterns(group):
        match = pattern.search(plain)
        if match is None:
            continue
        if group == "value_tail":
            shorter.append(trim(phrase[: match.start()]))
        elif group == "value_intro" or not _joint().search(match.group()):
            shorter.append(trim(phrase[match.end() :]))
    return shorter


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(vocabulary()["value_joint"], re.IGNORECASE)

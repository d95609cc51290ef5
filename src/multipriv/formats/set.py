"""A set of pictures by number: "2, 5", "Pictures 2 and 5", "图2、图5", "2 to 4", "none"."""

import re
from functools import cache
from typing import Any

from multipriv.formats.numerals import numbers
from multipriv.formats.protocol import NOTHING, Parsed, Sizes
from multipriv.formats.reply import Reply, concluding
from multipriv.formats.vocabulary import either, fold, is_undetermined, nfkc, trim, vocabulary
from multipriv.taxonomy.records import Locale, Question

_COUNT = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight)\s+(?:of\s+the\s+)?(?:pictures?|images?|photos?)\b(?!\s*\d)"
    r"|(?<![第,和及与\d])共?\s*[\d一二两三四五六七八九十]+\s*张(?!图)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[^\d\s.])\.(?=\s|$)|(?<=\d)\.(?=\s|$)|[;!?\n]|,?\s*(?:because|since|as|while|whereas|因为|由于|其中)\b"
)

_OTHERS = re.compile(r"(?:\bthe (?:other|rest|remaining)\w*|其余|其他|其它|剩下)[^;.\n]*", re.IGNORECASE)

# "the same person" is no number, "No. 2" no denial, and the picture that others are compared with is not among them.
_NO_NUMBER = re.compile(
    r"(?<=同)一|一(?=[个位名样致共起直定般])|\bno\.\s*(?=\d)"
    r"|(?<=人)(?:与|和|跟|同)图片?\s*\d+\s*(?:中|里|上)?的?人?(?:都|均)?(?=(?:是|为)?(?:同|相同|一致))",
    re.IGNORECASE,
)
_LEAD = r"(?:pictures?|images?|photos?|图片?|第)"
_ITEM = re.compile(
    rf"\s*(?:[-*•·]\s+|\d{{1,2}}[.)]\s+(?={_LEAD}))?"
    rf"{_LEAD}?\s*(?P<number>\d{{1,2}})\s*(?:张|号)?\s*[.,;]?(?:\s*[(:\-–].*)?",
    re.IGNORECASE,
)


class SetFormat:
    """The numbers of the pictures, ascending: "2,5"; the empty set is ""."""

    def form(self, question: Question, language: Locale, dialect: str, sizes: Sizes) -> dict[str, Any]:
        """Need nothing beyond the wording."""
        return {}

    def write(self, answer: str, question: Question, language: Locale, dialect: str, sizes: Sizes) -> str:
        """Return "2, 5" or 2、5."""
        if not answer.strip():
            return {"en": "none", "zh": "无"}[language]
        return {"en": ", ", "zh": "、"}[language].join(part.strip() for part in answer.split(","))

    def parse(self, reply: Reply, question: Question, dialect: str, sizes: Sizes) -> Parsed:
        """Read the final answer, else a reply that is one list or one sentence with numbers."""
        gallery = question.ask.gallery or tuple(range(1, len(question.picture_ids) + 1))
        for final in reply.finals:
            parsed = _from_payload(final.payload) or _read(final.text, gallery)
            if parsed.found == "none" and not final.text.rstrip(":").strip():
                parsed = _read(final.rest, gallery)
            elif final.payload is None and _ITEM.fullmatch(final.text.strip()):
                parsed = _read(f"{final.text}\n{final.rest.split(chr(10) * 2)[0]}", gallery)
            if parsed.found != "none" or final.firm:
                return Parsed(parsed.found, parsed.value, "labelled", final.text, notes=parsed.notes)
        if len(reply.data) == 1 and isinstance(reply.data[0], list) and (listed := _from_payload(reply.data[0])):
            return Parsed("answer", listed.value, "structured")
        said = _concluded(reply.body)
        if said and (parsed := _read(said, gallery)).found == "answer":
            return Parsed("answer", parsed.value, "labelled", said, notes=parsed.notes)
        parsed = _read(reply.body, gallery)
        if parsed.found == "abstained" or (parsed.found == "answer" and _is_one_sentence(reply.body)):
            return Parsed(parsed.found, parsed.value, "bare" if len(reply.body) < 60 else "prose", notes=parsed.notes)
        return NOTHING


def _concluded(body: str) -> str | None:
    """Return the bare list of numbers with which the last sentence ends: "…: 1 and 3.", "…的是图5。"."""
    listed = _ending_list().search(trim(fold(nfkc(body))))
    return listed.group("list") if listed else concluding(body) if _is_list(concluding(body)) else None


def _is_list(text: str | None) -> bool:
    return text is not None and _ending_list().search(": " + trim(fold(nfkc(text)))) is not None


@cache
def _ending_list() -> re.Pattern[str]:
    lead = "|".join(vocabulary()["picture_lead"])
    item = rf"(?:(?:{lead})\s*)*\d{{1,2}}\s*(?:号|张)?"
    joint = r"\s*(?:,|和|与|及|以及|\band\b|&|\s)\s*"
    start = r"(?::|的是|应为|应该是|\b(?:answer|match|matches|are|is)\b)\s*"
    return re.compile(rf"{start}(?P<list>{item}(?:{joint}(?:and\s+|和)?{item}){{0,15}})$", re.IGNORECASE)


def _from_payload(payload: Any) -> Parsed | None:
    if not isinstance(payload, list) or len(payload) > 100:
        return None
    found = [numbers(fold(nfkc(str(item))), 0) for item in payload if not isinstance(item, dict | list | bool | float)]
    if len(found) != len(payload) or any(len(values) != 1 for values in found):
        return None
    return Parsed("answer", _written({values[0] for values in found}))


def _read(segment: str, gallery: tuple[int, ...]) -> Parsed:
    if is_undetermined(segment):
        return Parsed("abstained")
    plain = _listed(trim(_NO_NUMBER.sub(" ", fold(nfkc(segment)))))
    whole = re.sub(r"\([^()]{0,200}\)", " ", plain) if not re.fullmatch(r"[({\[][^a-z]*[)}\]]", plain) else plain
    clause = next((part for part in _SENTENCE.split(whole) if part and part.strip()), "")
    if either("none_of_them").fullmatch(trim(clause)):
        return Parsed("answer", "")
    kept, *left_out = re.split("|".join(vocabulary()["excluding"]), clause, maxsplit=1, flags=re.IGNORECASE)
    if left_out and not kept.strip():
        return Parsed("none", notes=("says only what is left out",))
    if either("all_of_them").match(trim(kept)) and not numbers(_COUNT.sub(" ", kept), max(gallery)):
        excluded = set(numbers(" ".join(left_out), max(gallery)))
        return Parsed("answer", _written(set(gallery) - excluded))
    counted = numbers(_COUNT.sub(" ", kept), max(gallery, default=0)) or numbers(kept, max(gallery, default=0))
    if re.search(r"\b(?:or|either|maybe|perhaps|possibly)\b|或|可能", kept):
        return Parsed("none", notes=("names alternatives",))
    return Parsed("answer", _written(set(counted))) if counted else NOTHING


def _listed(text: str) -> str:
    """Return a list of one picture a line, or numbers between semicolons, as numbers with commas; other text as it is."""
    lines = [line for line in text.splitlines() if line.strip()]
    items = [_ITEM.fullmatch(line) for line in lines]
    if len(lines) > 1 and all(items):
        return ", ".join(item.group("number") for item in items if item)
    return text.replace(";", ",") if re.fullmatch(r"[\d\s;,]+", text) else text


def _is_one_sentence(body: str) -> bool:
    said = _OTHERS.sub("", fold(nfkc(body))).strip()
    said = _listed(_NO_NUMBER.sub(" ", said))
    parts = [part for part in re.split(r"[.!?\n](?:\s|$)|[;。；]", said) if part and re.search(r"\w", part)]
    return len([part for part in parts if numbers(fold(part), 0)]) <= 1 and len(parts) <= 3


def _written(members: set[int]) -> str:
    return ",".join(str(member) for member in sorted(members))

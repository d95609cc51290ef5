"""What looks private: shapes of values, and the words that stand for one of somebody's facts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Locale, Person
from multipriv.values import printed, styles
from tests.pictures.reading.compare import holds, spaced

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_STREET = r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Court|Ct|Crescent|Cres|Terrace|Ter)"
SHAPES: Mapping[str, re.Pattern[str]] = {
    "digits": re.compile(r"\d{5,}"),
    "groups": re.compile(r"(?<!\d)\d{2,}(?:[ -]\d{2,}){2,}"),
    "code": re.compile(
        r"(?<![A-Z0-9])(?=(?:[-·]?[A-Z0-9]){5})(?=[-·A-Z]*\d)(?=[-·0-9]*[A-Z])(?:[-·]?[A-Z0-9])*(?:\d[-·A-Z]*){3}[A-Z0-9]*"
    ),
    "journey": re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,3} ?\d{3,4}(?![0-9])"),
    "date": re.compile(
        rf"\d{{4}} ?[-/.年] ?\d{{1,2}} ?[-/.月] ?\d{{1,2}}日?|\d{{1,2}}[ .-]?{_MONTH}[ .,-]*\d{{4}}"
        rf"|{_MONTH}[ .]?\d{{1,2}}[ ,.]+\d{{4}}"
        r"|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}月\d{1,2}日|[〇零一二三四五六七八九]{4}年",
        re.IGNORECASE,
    ),
    "amount": re.compile(
        r"[$¥￥] ?\d[\d,.]*|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|(?<![\d.])\d+\.\d\d(?![\d%])"
        r"|\d[\d,.]*元|[零壹贰叁肆伍陆柒捌玖拾佰仟]{2,}"
    ),
    "area": re.compile(r"\d[\d,.]* ?(?:sq ft|square feet|ft2|平方米|m2|㎡)"),
    "e-mail": re.compile(r"\S*@\S*"),
    "address": re.compile(rf"\d+[A-Z]? [A-Z][A-Za-z]+ {_STREET}\b|[路街巷道]\d+号|\d+号?[栋幢]|\d+室", re.IGNORECASE),
    "plate": re.compile(r"[\u4e00-\u9fff][A-Z][·. ]?[A-Z0-9]{5}(?![A-Z0-9])"),
    "gender": re.compile(
        r"\b(?:male|female|mr|mrs|ms|miss|madam|sir|he|she|his|her|him)\b|先生|女士|小姐|太太|男|女|她|(?<!其)他(?!人)"
        r"|^ ?[MF] ?$",
        re.IGNORECASE,
    ),
}
_WORDS = ("person_name", "label", "address", "gender")
"""Value types that are words; the others have a shape."""


@dataclass(frozen=True)
class Finding:
    """Something that looks private: why, and the words."""

    why: str
    text: str


def shapes(text: str) -> Iterator[Finding]:
    """Yield what has the shape of a value in one stretch of text."""
    plain = unicodedata.normalize("NFKC", text)
    for why, pattern in SHAPES.items():
        yield from (Finding(why, found.group()) for found in pattern.finditer(plain))


def known_words(people: Iterable[Person], locale: Locale) -> dict[str, str]:
    """Return the words for facts of these people, in every style of print, with the attribute.facet that they state."""
    words: dict[str, str] = {}
    for person in people:
        for key, value, value_type in _facts(person):
            if value_type in _WORDS and value_type != "gender":
                words |= {spaced(printed(value, value_type, locale, style)): key for style in styles(value_type, locale)}
    return {word: key for word, key in words.items() if len(word) > 1}


def own_words(people: Iterable[Person], locale: Locale) -> dict[str, str]:
    """Return all values of these people in every style of print: also the short ones (a room, a score) that have no shape."""
    return {
        spaced(printed(value, value_type, locale, style)): key
        for person in people
        for key, value, value_type in _facts(person)
        for style in styles(value_type, locale)
        if value_type != "gender"
    }


def words(page: str, known: Mapping[str, str], strictly: bool = False) -> Iterator[Finding]:
    """Yield the known words that a page (`spaced`) holds."""
    yield from (Finding(key, word) for word, key in known.items() if holds(page, word, strictly))


def _facts(person: Person) -> Iterator[tuple[str, str, str]]:
    for attribute, rows in person.facts.items():
        facets = attributes()[attribute].facets
        for row in rows:
            yield from (
                (f"{attribute}.{facet}", value, facets[facet].type)
                for facet, value in row.items()
                if facets[facet].type != "depicted"
            )

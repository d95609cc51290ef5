"""Which values a question asks for, found by how people name them."""

import re
from functools import cache

from multipriv.models.reader.lexicon import Named, fold, lexicon
from multipriv.taxonomy.attributes import attributes


@cache
def named_in(text: str) -> tuple[Named, ...]:
    """Return the (attribute, facet) pairs that a text names, in order; longer names win over the shorter ones inside them.

    Where one name is a part of another (the date … of the flight), the part of that thing is meant.
    """
    folded = fold(text)
    taken = [False] * len(folded)
    found: list[tuple[int, tuple[Named, ...]]] = []
    for phrase, names in lexicon().asked:
        pattern = rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)
        for match in re.finditer(pattern, folded):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                found.append((match.start(), names))
    order = tuple(dict.fromkeys(_meant([names for _, names in sorted(found)], _wholes(folded))))
    precise = tuple(named for named in order if named != ("name", "value"))
    return precise or order


def _wholes(folded: str) -> set[str]:
    """Return the attributes that a text names as a whole, be it inside the name of a part (the date of the flight)."""
    return {names[0][0] for phrase, names in lexicon().asked if len(names) == 1 and phrase in folded}


def _meant(found: list[tuple[Named, ...]], wholes: set[str]) -> list[Named]:
    """Return what each of the names found in a text means; `wholes` are the attributes that the text names."""
    chosen = [next((named for named in names if named[0] in wholes), names[0]) for names in found]
    parts = {named[0] for named, names in zip(chosen, found, strict=True) if len(names) > 1}
    parts |= {named[0] for named in chosen if named != (named[0], attributes()[named[0]].primary.code)}
    kept = [named for named in chosen if named[0] not in parts or named[1] != attributes()[named[0]].primary.code]
    others = [named for named in kept if named[0] != "transactions"]
    return others if others and ("transactions", "payee") not in kept else kept or chosen


def steps_in(stem: str) -> list[tuple[Named, ...]]:
    """Return what each numbered step of a question names: (1) … (2) …, 1. … 2. …, （1）…；（2）…"""
    bracketed = re.split(r"[(（]\s*\d\s*[)）]|[①②③④⑤]", stem)
    pieces = bracketed if len(bracketed) > 1 else re.split(r"(?:(?<=\s)|^)\d[.、]\s", stem)
    return [named_in(piece) for piece in pieces[1:]]


def quoted_in(stem: str) -> str | None:
    """Return what a question quotes, if anything: the payee whose amount is asked."""
    found = re.search(r"[“\"「『]([^”\"」』]{2,60})[”\"」』]", stem)
    return found.group(1) if found else None

"""Which values a question asks for, found by how people name them."""

import re
from functools import cache

from multipriv.models.reader.lexicon import Named, fold, lexicon


@cache
def named_in(text: str) -> tuple[Named, ...]:
    """Return the (attribute, facet) pairs that a text names, in order; longer names win over the shorter ones inside them."""
    folded = fold(text)
    taken = [False] * len(folded)
    found: list[tuple[int, Named]] = []
    for phrase, names in lexicon().asked:
        pattern = rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)
        for match in re.finditer(pattern, folded):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                found.append((match.start(), names[0]))
    order = tuple(dict.fromkeys(named for _, named in sorted(found)))
    precise = tuple(named for named in order if named != ("name", "value"))
    return precise or order


def steps_in(stem: str) -> list[tuple[Named, ...]]:
    """Return what each numbered step of a question names: (1) … (2) …, 1. … 2. …, （1）…；（2）…"""
    bracketed = re.split(r"[(（]\s*\d\s*[)）]|[①②③④⑤]", stem)
    pieces = bracketed if len(bracketed) > 1 else re.split(r"(?:(?<=\s)|^)\d[.、]\s", stem)
    return [named_in(piece) for piece in pieces[1:]]


def quoted_in(stem: str) -> str | None:
    """Return what a question quotes, if anything: the payee whose amount is asked."""
    found = re.search(r"[“\"「『]([^”\"」』]{2,60})[”\"」』]", stem)
    return found.group(1) if found else None

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
    return tuple(dict.fromkeys(named for _, named in sorted(found)))


def steps_in(stem: str) -> list[tuple[Named, ...]]:
    """Return what each numbered step of a question names: (1) … (2) …, 1. … 2. …, （1）…；（2）…"""
    pieces = re.split(r"[(（]\s*\d\s*[)）]|(?:(?<=\s)|^)\d[.、]\s|[①②③④⑤]", stem)
    return [named_in(piece) for piece in pieces[1:]]

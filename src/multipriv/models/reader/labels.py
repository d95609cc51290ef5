"""Labels: what the words at the beginning (or before the colon) of a line introduce."""

import re
from functools import cache

from multipriv.models.reader.lexicon import Named, fold, lexicon

_COLON = re.compile(r"^([^:：]{1,30})[:：]\s*(.*)$", re.DOTALL)
_LEADING = re.compile(r"^[\s\d.．、)）·•*\-—|]*(?=[^\d\s.．、)）·•*\-—|])")
_BRACKETED = re.compile(r"\s*[(（][^)）]*[)）]")
Label = tuple[str, tuple[Named, ...], str]
"""The label's words, what it may introduce, and the text after it."""


@cache
def label_of(text: str) -> Label | None:
    """Return the label that a text consists of or begins with; null when there is none."""
    plain = _LEADING.sub("", text.strip(), count=1) if not text.strip()[:1].isalpha() else text.strip()
    before = _COLON.match(plain)
    if before is not None:
        named = _named(_BRACKETED.sub("", before.group(1)), introduced=True)
        return (before.group(1), named, before.group(2).strip()) if named else None
    whole = _named(_BRACKETED.sub("", plain), introduced=False)
    return (plain, whole, "") if whole else _opening(plain)


def is_label(text: str) -> bool:
    """Return whether a text is a label and nothing else, asked about or not."""
    found = label_of(text)
    return (found is not None and not found[2]) or fold(text).strip(" .:：*") in lexicon().other_labels


def exact_label(words: str) -> bool:
    """Return whether words are a label as the lexicon has it."""
    return fold(words).strip(" .:：*") in _exact()


@cache
def _exact() -> dict[str, tuple[Named, ...]]:
    return {label.strip(" ."): names for label, names in reversed(lexicon().labels)}


@cache
def _endings() -> frozenset[str]:
    """Return the words with which names of things end (hospital, 酒店): such an end does not make a label."""
    return frozenset(end for ends in lexicon().ends.values() for end in ends)


def _named(words: str, introduced: bool) -> tuple[Named, ...]:
    """Return what words that are a label introduce, or end in one when `introduced` by a colon or Chinese (居民证件号码)."""
    folded = fold(words).strip(" .:：*")
    if folded in lexicon().other_labels:
        return ()
    if folded in _exact():
        return _exact()[folded]
    for label, names in lexicon().labels:
        if len(label) < 3 or label in _endings() or not folded.endswith(label):
            continue
        if not label.isascii() and len(folded) <= len(label) + 4:
            return names
        if label.isascii() and introduced and folded[-len(label) - 1] == " " and len(folded) <= len(label) + 14:
            return names
    return ()


def _opening(plain: str) -> Label | None:
    """Return the label that a text without a colon begins with (姓名李家涛, Name BORIS DANEK)."""
    folded = fold(plain)
    for label, names in lexicon().labels:
        if len(label) < 2 or not folded.startswith(label) or len(folded) == len(label):
            continue
        rest = _after(plain, len(label))
        if (label[-1].isascii() and rest[:1].isalnum()) or label in _endings():
            continue
        return label, names, rest.strip(" .-—|")
    return None


def _after(text: str, folded_length: int) -> str:
    """Return the text behind its first characters, counted as the lexicon folds them."""
    for end in range(len(text) + 1):
        if len(fold(text[:end])) >= folded_length:
            return text[end:]
    return ""

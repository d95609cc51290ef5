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
        named = _named(_BRACKETED.sub("", before.group(1)))
        return (before.group(1), named, before.group(2).strip()) if named else None
    whole = _named(_BRACKETED.sub("", plain))
    return (plain, whole, "") if whole else _opening(plain)


def is_label(text: str) -> bool:
    """Return whether a text is a label and nothing else."""
    found = label_of(text)
    return found is not None and not found[2]


def _named(words: str) -> tuple[Named, ...]:
    """Return what words that are a label, or end in one (居民证件号码, registered account holder), introduce."""
    folded = fold(words).strip(" .:：*")
    for label, names in lexicon().labels:
        if folded == label.strip(" ."):
            return names
    for label, names in lexicon().labels:
        if len(label) < 2 or not folded.endswith(label) or len(folded) > len(label) + (4 if not label.isascii() else 14):
            continue
        if not label.isascii() or (len(label) > 4 and folded[-len(label) - 1] == " "):
            return names
    return ()


def _opening(plain: str) -> Label | None:
    """Return the label that a text without a colon begins with (姓名李家涛, Name BORIS DANEK)."""
    folded = fold(plain)
    for label, names in lexicon().labels:
        if len(label) < 2 or not folded.startswith(label) or len(folded) == len(label):
            continue
        rest = _after(plain, len(label))
        if label[-1].isascii() and rest[:1].isalnum():
            continue
        return label, names, rest.strip(" .-—|")
    return None


def _after(text: str, folded_length: int) -> str:
    """Return the text behind its first characters, counted as the lexicon folds them."""
    for end in range(len(text) + 1):
        if len(fold(text[:end])) >= folded_length:
            return text[end:]
    return ""

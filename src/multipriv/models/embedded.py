"""The models that live in this package: what they may see (a prompt's text and pictures, nothing else) and their names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module


@dataclass(frozen=True)
class Prompt:
    """All that an embedded model sees: the text parts joined by line breaks, and the encoded pictures in order."""

    text: str
    pictures: tuple[bytes, ...]


Responder = Callable[[Prompt], str]

EMBEDDED = {
    "reader": "multipriv.models.reader:respond",
    "sight": "multipriv.models.sight:respond",
    "chance": "multipriv.models.references:chance",
    "prior": "multipriv.models.references:prior",
    "refuser": "multipriv.models.references:refuse",
}
"""Name -> "module:function" of each embedded model; the modules are imported when first asked."""


@cache
def responder(name: str) -> Responder:
    """Return the function that answers for an embedded model.

    Raises:
        KeyError: no embedded model of this name.
    """
    module, function = EMBEDDED[name].split(":")
    found: Responder = getattr(import_module(module), function)
    return found

"""Randomness by name: a stream is a pure function of the words that name it, on every machine and in any order of work."""

import hashlib
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Generator

Part = str | int


def digest(*parts: Part) -> int:
    """Return the 256-bit number that the parts name; ("a", "b") and ("a/b",) differ."""
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def stream(*parts: Part) -> random.Random:
    """Return a fresh generator for the choices that make ground truth (stable over Python versions)."""
    return random.Random(digest(*parts))


def pixel_stream(*parts: Part) -> "Generator":
    """Return a fresh NumPy generator for what only pixels depend on: noise, texture, hair."""
    import numpy as np

    return np.random.default_rng(digest(*parts) % 2**128)


def opaque_id(*parts: Part, length: int = 12) -> str:
    """Return a lower-case hexadecimal identifier of `length` digits that tells nothing of its parts."""
    return f"{digest(*parts):064x}"[:length]

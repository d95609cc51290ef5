"""How answers are asked for, written and read: one module per kind of answer, box dialects and words as data."""

from multipriv.formats.protocol import Parsed
from multipriv.formats.registry import instruction, parse, write

__all__ = ["Parsed", "instruction", "parse", "write"]

"""Simple forms drawn for the tests: not a layout of the pictures room."""

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

_PAGE = """
#set page(width: 420pt, height: auto, margin: 24pt)
#set text(font: ("New Computer Modern", "Noto Sans SC", "Noto Serif SC"), size: 13pt)
"""


@cache
def drawn(body: str) -> bytes:
    """Return a page with a Typst body as an encoded PNG, 120 pixels an inch."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
    )
    page = typst.compile((_PAGE + body).encode(), format="png", ppi=120, font_paths=fonts)
    assert isinstance(page, bytes)
    return page


def rows(heading: str, *pairs: tuple[str, str]) -> bytes:
    """Return a form: a heading and lines with a label in one column and its value in the other."""
    cells = ", ".join(f"[{label}], [{value}]" for label, value in pairs)
    return drawn(f"#text(18pt)[*{heading}*]\n#v(8pt)\n#grid(columns: (150pt, 1fr), row-gutter: 14pt, {cells})")


def inline(heading: str, *pairs: tuple[str, str], colon: str = ": ") -> bytes:
    """Return a form with every label and value on one line."""
    lines = "\n\n".join(f"{label}{colon}{value}" for label, value in pairs)
    return drawn(f"#text(18pt)[*{heading}*]\n#v(8pt)\n{lines}")

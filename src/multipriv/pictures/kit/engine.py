"""Typst: one compiler a template, pinned fonts, data as JSON."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

KIT = Path(__file__).parent
KINDS = KIT.parent / "kinds"


@cache
def _fonts() -> typst.Fonts:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


@cache
def _compiler(template: Path) -> typst.Compiler:
    # images lie in a temporary folder: only the root of the disk holds both
    return typst.Compiler(str(template), root=template.anchor, font_paths=_fonts())


def template_path(name: str) -> Path:
    """Return the template of a kind, or one of the kit's own."""
    own = KIT / f"{name}.typ"
    return own if own.exists() else KINDS / f"{name}.typ"


def compile_page(template: str, data: Mapping[str, Any], ppi: float) -> tuple[bytes, list[dict[str, Any]]]:
    """Return the PNG of the one page that the template makes, and the values of its `<mark>` metadata in order.

    Raises:
        ValueError: the template made more than one page (something does not fit).
    """
    compiler = _compiler(template_path(template))
    png = _compiled(compiler, json.dumps(data, ensure_ascii=False), ppi)
    if not isinstance(png, bytes):
        raise ValueError(f"{template}: the content runs over its page")
    return png, _marked(compiler)


def _compiled(compiler: typst.Compiler, data: str, ppi: float) -> bytes | list[bytes] | None:
    return compiler.compile(format="png", ppi=ppi, sys_inputs={"data": data})


def _marked(compiler: typst.Compiler) -> list[dict[str, Any]]:
    """Return the values of the marks of what was compiled last."""
    found: list[dict[str, Any]] = json.loads(compiler.query("<mark>", field="value"))
    return found

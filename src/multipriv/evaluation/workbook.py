"""The first sheet of an .xlsx workbook as rows. Nothing is computed: a formula is the text that somebody wrote."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LARGEST = 2**30
"""Bytes that a part may take when unpacked: more is no sheet of answers."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile(r"[A-Z]+")


def rows_of_workbook(file: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the rows below the first one as name of column -> text (ECMA-376 part 1, 18.3 and 18.4).

    Raises:
        ValueError: the file is no workbook.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            shared = _shared(_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            sheets = sorted(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
            if not sheets:
                raise ValueError("the workbook has no sheet")
            rows = [_cells(row, shared) for row in _part(archive, sheets[0]).iter(f"{MAIN}row")]
    except (zipfile.BadZipFile, ParseError, IndexError, NotImplementedError) as error:
        raise ValueError(f"is no sound workbook ({error})") from error
    if rows:
        header = rows[0]
        for row in rows[1:]:
            yield {name: row.get(column) for column, name in header.items()}


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} is too large")
    return fromstring(archive.read(name))


def _shared(root: Element) -> list[str]:
    return [_text(item) for item in root.iter(f"{MAIN}si")]


def _text(item: Element) -> str:
    """Return the text of a string with all its runs, without the phonetic ones; _xHHHH_ stands for a character."""
    runs = [*item.findall(f"{MAIN}t"), *item.findall(f"{MAIN}r/{MAIN}t")]
    return _unescaped("".join(run.text or "" for run in runs))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)


def _cells(row: Element, shared: list[str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for cell in row.findall(f"{MAIN}c"):
        column = _COLUMN.match(cell.get("r", ""))
        value = _value(cell, shared)
        if column and value is not None:
            cells[column.group()] = value
    return cells


def _value(cell: Element, shared: list[str]) -> str | None:
    formula, value, inline = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v"), cell.find(f"{MAIN}is")
    if formula is not None:
        return "=" + _unescaped(formula.text or "")
    if inline is not None:
        return _text(inline)
    if value is None or value.text is None:
        return None
    return shared[int(value.text)] if cell.get("t") == "s" else _unescaped(value.text)

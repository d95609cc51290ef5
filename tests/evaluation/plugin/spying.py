"""A model provider that searches everything it can reach, as a plug-in that Inspect finds by its entry point.

It writes what it saw into the folder that LOOT names, at its first request: `strings` holds every text and every byte string in
the memory of its process, `files` every path it came by, `contents` what stands in these files. Where a file or a text names a
further path, it goes there too.
"""

import gc
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inspect_ai.model import ModelAPI, ModelOutput, modelapi

LOOT = Path(os.environ.get("LOOT", "/nowhere"))
OURS = (Path(__file__).parent, Path(__file__).parents[3] / "src")
SYSTEM = ("/usr", "/proc", "/sys", "/dev", "/etc", "/lib", "/bin", "/opt", "/run", "/var", sys.prefix, sys.base_prefix)
_PATH = re.compile(r"/[\w.\-]+(?:/[\w.\-]+)+")
_LONGEST = 400_000


@modelapi(name="spying")
def spying() -> Any:
    """Return the provider."""

    class Spying(ModelAPI):
        async def generate(self, input: Any, tools: Any, tool_choice: Any, config: Any) -> ModelOutput:
            if not (LOOT / "strings").exists():
                _search([input, tools, tool_choice, config, self])
            return ModelOutput.from_content("spying/spy", "Answer: cannot be determined")

    return Spying


def _search(given: Any) -> None:
    strings = set(_strings()) | {repr(given), repr(dict(os.environ)), repr(sys.argv)}
    named = {found for text in strings if len(text) < _LONGEST for found in _PATH.findall(text)}
    seen, contents = _follow([*Path.cwd().parents[:2], Path.cwd()], [*_open_files(), *map(Path, sys.argv), *map(Path, named)])
    LOOT.mkdir(exist_ok=True)
    (LOOT / "files").write_text("\n".join(sorted(seen)), "utf-8")
    (LOOT / "contents").write_text("\n".join(contents), "utf-8")
    (LOOT / "strings").write_text("\n".join(strings), "utf-8", "replace")


def _strings() -> Iterator[str]:
    for thing in gc.get_objects():
        for held in gc.get_referents(thing):
            if isinstance(held, str):
                yield held
            elif isinstance(held, bytes | bytearray):
                yield bytes(held).decode("latin-1")


def _open_files() -> Iterator[Path]:
    for link in Path("/proc/self/fd").glob("*"):
        try:
            target = link.readlink()
        except OSError:
            continue
        if target.is_absolute():
            yield from (target, target.parent)


def _follow(trees: list[Path], places: list[Path]) -> tuple[set[str], list[str]]:
    """Read every file below the trees and every place, look into places that are folders, and go on with what files name."""
    seen: set[str] = set()
    contents: list[str] = []
    places += [below for tree in trees for below in tree.rglob("*")]
    while places:
        place = places.pop()
        if str(place) in seen or _is_dull(place):
            continue
        seen.add(str(place))
        try:
            if place.is_dir():
                seen |= {str(inside) for inside in place.iterdir()}
            elif place.is_file():
                for text in _texts(place):
                    contents.append(text)
                    places += map(Path, _PATH.findall(text))
        except OSError:
            continue
    return seen, contents


def _is_dull(place: Path) -> bool:
    text = str(place)
    return len(place.parts) < 3 or text.startswith((*SYSTEM, str(LOOT))) or any(place.is_relative_to(ours) for ours in OURS)


def _texts(file: Path) -> Iterator[str]:
    yield file.read_bytes()[:_LONGEST].decode("latin-1")
    if zipfile.is_zipfile(file):
        try:
            with zipfile.ZipFile(file) as archive:
                yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        except (NotImplementedError, zipfile.BadZipFile):
            return

"""The command line: quick help with an example, and one line for bad input."""

import subprocess
import sys
from pathlib import Path

import pytest

from multipriv.cli import COMMANDS, app, execute

PRESENT = [info.name for info in app().registered_commands if info.name is not None]
HEAVY = {
    "cv2",
    "typst",
    "pandas",
    "scipy",
    "numpy",
    "pyarrow",
    "rapidocr",
    "inspect_ai",
    "altair",
    "onnxruntime",
    "jinja2",
    "pydantic",
}


def test_commands_are_those_of_the_table_in_its_order() -> None:
    table = [command for command, _ in COMMANDS]
    assert [command for command in table if command in PRESENT] == PRESENT
    assert {"build", "check", "show"} <= set(PRESENT)


@pytest.mark.parametrize("command", ["", *PRESENT])
def test_help_gives_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert execute([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert "Example" in said
    assert f"multipriv {command}".strip() in said.partition("Example")[2]


def test_help_loads_nothing_heavy() -> None:
    """What help costs in time is in `benchmarks/help.py`; that it stays so is a matter of what it loads."""
    help_then_modules = "import sys; from multipriv.cli import execute; execute(['build', '--help']); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", help_then_modules], capture_output=True, text=True, check=True).stdout
    loaded = set(told.splitlines()[-1].split())
    assert {"typer", "multipriv.cli"} <= loaded
    assert HEAVY & loaded == set()


BAD_INPUT = {
    "No such command": ["nope"],
    "Missing option '--out'": ["build", "mini"],
    "unknown suite 'huge'": ["build", "huge", "--out", "NEW"],
    "is a file; choose": ["build", "mini", "--out", "FILE"],
    "is not empty and holds no data set": ["build", "mini", "--out", "FULL"],
    "mini needs at least 6": ["build", "mini", "--out", "NEW", "--profiles", "1"],
    "--workers 0": ["build", "mini", "--out", "NEW", "--workers", "0"],
    "Invalid value for '--seed'": ["build", "mini", "--out", "NEW", "--seed", "x"],
    "Not a directory": ["build", "mini", "--out", "FILE/below"],
    "no such folder": ["check", "NEW"],
    "is a file, not a data set": ["check", "FILE"],
    "is not a data set": ["check", "FULL"],
    "NEW: no such folder": ["show", "NEW", "--out", "sheet.png"],
    "write to a .png or .html file": ["show", "NEW", "--out", "sheet.gif"],
    "say one of": ["show", "NEW", "--out", "sheet.png", "--kind", "chat", "--profile", "p"],
}


@pytest.mark.parametrize("told", BAD_INPUT)
def test_bad_input_is_one_line_and_exit_2(
    told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("FILE").write_text("x")
    Path("FULL").mkdir()
    Path("FULL/something").write_text("x")
    before = sorted(Path().rglob("*"))
    assert execute(BAD_INPUT[told]) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert err.startswith("multipriv: ")
    assert err.count("\n") == 1
    assert out == ""
    assert sorted(Path().rglob("*")) == before


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import multipriv.build.run as module

    def broken(*_: object) -> None:
        raise KeyError("a fault of ours")

    monkeypatch.setattr(module, "build", broken)
    with pytest.raises(KeyError):
        execute(["build", "mini", "--out", str(tmp_path / "new")])


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    import multipriv

    assert execute(["--version"]) == 0
    assert capsys.readouterr().out.strip() == multipriv.__version__

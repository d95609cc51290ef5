"""What cannot be run is one clear line, exit 2, and nothing written."""

import os
import shutil
from pathlib import Path

import pytest

from multipriv.cli import execute
from multipriv.dataset import Dataset

BAD = {
    "unknown task 'cooking'": ["--model", "multipriv/chance", "--task", "cooking"],
    "unknown prompt style 'rude'": ["--model", "multipriv/chance", "--prompt", "rude"],
    "unknown control 'remote'": ["--model", "multipriv/chance", "--control", "remote"],
    "does not apply to region_localization": [
        *("--model", "multipriv/chance"),
        *("--control", "blind", "--task", "region_localization"),
    ],
    "unknown language 'de'": ["--model", "multipriv/chance", "--language", "de"],
    "no box dialect 'klingon'": ["--model", "multipriv/chance", "--boxes", "klingon"],
    "no model multipriv/nobody": ["--model", "multipriv/nobody"],
    "a model is named provider/model": ["--model", "gpt"],
    "nosuchprovider": ["--model", "nosuchprovider/x"],
    "OPENAI_API_KEY": ["--model", "openai/gpt-4o"],
    "read from the environment only": ["--model", "openai-api/x/y", "--base-url", "http://me:sk-1@127.0.0.1:1/v1"],
    "api_key: keys are read from": ["--model", "multipriv/chance", "--model-arg", "api_key=sk-1"],
    "the price of openai-api/x/y is not known": ["--model", "openai-api/x/y", "--cost-limit", "1"],
    "a price is two numbers": ["--model", "multipriv/chance", "--price", "2.5"],
    "got '-1,2'": ["--model", "multipriv/chance", "--price", "-1,2"],
    "is NAME=VALUE": ["--model", "multipriv/chance", "--model-arg", "device"],
    "Invalid value for '--limit'": ["--model", "multipriv/chance", "--limit", "0"],
    "is a file; choose a folder": ["--model", "multipriv/chance", "--logs", "FILE"],
}  # fmt: skip


@pytest.mark.parametrize("told", BAD)
def test_a_bad_command_is_one_line_and_writes_nothing(
    told: str, tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("FILE").write_text("x")
    refused(["run", str(tiny.directory), *BAD[told]], told, tmp_path, capsys)


def refused(arguments: list[str], told: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Assert that a command is refused in one line and leaves the place as it was."""
    before = sorted(place.rglob("*"))
    assert execute(arguments) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert err.startswith("multipriv: ")
    assert err.count("\n") == 1
    assert out == ""
    assert sorted(place.rglob("*")) == before


def test_bad_data_sets_are_refused(
    tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("file").write_text("x")
    for name in ("damaged", "picture"):
        shutil.copytree(tiny.directory, name)
    table = Path("damaged/questions.parquet")
    table.write_bytes(table.read_bytes()[:-40] + b"x" * 40)
    (Path("picture") / tiny.pictures[3].file).unlink()
    for directory, told in {
        "nowhere": "no such folder",
        "file": "is a file",
        "empty": "is not a data set",
        "damaged": "questions.parquet",
        "picture": "the picture is missing",
    }.items():
        refused(["run", directory, "--model", "multipriv/chance"], told, tmp_path, capsys)
    assert [*(Path(os.environ["XDG_CACHE_HOME"]) / "multipriv" / "rooms").iterdir()] == []

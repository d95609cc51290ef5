"""A key is read from the environment, sent to its server, and stands in no file and no line that any command leaves."""

import zipfile
from pathlib import Path

import pytest

from multipriv.cli import execute
from multipriv.dataset import Dataset
from tests.evaluation.stub import Stub

LIST = """
models:
  - {model: openai-api/stub/n, connections: 4, max_retries: 0}
language: en
"""


def test_a_planted_key_stands_nowhere(
    tiny: Dataset, tmp_path: Path, stub: Stub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Run, sweep and report, with a server that says the key aloud in one error of four kinds."""
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(place / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))
    aloud = {"error": {"message": f"Incorrect API key provided: {stub.key}."}}
    faults = [
        lambda h: h.send(401, aloud),
        lambda h: h.send(400, aloud),
        lambda h: h.send(200, f"not JSON but {stub.key}"),
        None,
    ]
    stub.fault = lambda number, attempt: faults[int(number, 16) % len(faults)]
    one = ["run", str(tiny.directory), "--model", "openai-api/stub/m", "--max-retries", "0", "--cache"]
    assert execute([*one, "--processes", "1", "--logs", "logs"]) == 1
    Path("list.yaml").write_text(LIST, "utf-8")
    assert execute(["sweep", "list.yaml", str(tiny.directory), "--logs", "swept", "--processes", "1"]) == 1
    assert execute(["report", "logs", "swept", "--dataset", str(tiny.directory), "--out", "report"]) in (0, 1)
    assert stub.keys == {f"Bearer {stub.key}"}
    said = capfd.readouterr()
    found = [name for name, text in {"out": said.out, "err": said.err}.items() if stub.key in text]
    searched = 0
    for file in (path for path in place.rglob("*") if path.is_file()):
        for name, content in contents(file):
            searched += len(content)
            found += [f"{file.relative_to(place)} {name}"] if stub.key.encode() in content else []
    assert found == []
    assert searched > 300_000
    assert {path.name for path in place.iterdir()} >= {"logs", "swept", "report", "cache"}


def contents(file: Path) -> list[tuple[str, bytes]]:
    """The bytes of a file, and of all files in it where it is an archive or a Parquet file."""
    found = [("", file.read_bytes())]
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        found.append(("rows", repr(pq.read_table(file).to_pylist()).encode()))
    if zipfile.is_zipfile(file):
        from inspect_ai.log import read_eval_log

        found.append(("log", read_eval_log(str(file)).model_dump_json().encode()))
    return found

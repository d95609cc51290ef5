"""Answers made elsewhere: every format gives the same run, every odd id is named, and nothing is executed."""

import contextlib
import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from multipriv import formats
from multipriv.cli import execute
from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.replies import read_replies
from multipriv.evaluation.spec import RunError
from multipriv.scoring import score
from tests.evaluation.tiny import SIZE

ODD = '=HYPERLINK("http://x";\'a\')\n@SUM(1+1)\t-2+3\r\n\u200f,"quoted", 中文 _x0041_'
Rows = list[tuple[str, str]]


def jsonl(path: Path, rows: Rows) -> None:
    path.write_text("".join(json.dumps({"question_id": i, "prediction": t}) + "\n" for i, t in rows), "utf-8")


def lmms_eval(path: Path, rows: Rows) -> None:
    samples = [
        {"doc_id": n, "doc": {"id": i, "answer": "x"}, "target": "x", "resps": [[t]], "filtered_resps": [t]}
        for n, (i, t) in enumerate(rows)
    ]
    path.write_text("".join(json.dumps(sample) + "\n" for sample in samples), "utf-8")


def comma(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("id", "response"), *rows])


def parquet(path: Path, rows: Rows) -> None:
    pq.write_table(pa.table({"question_id": [i for i, _ in rows], "text": [t for _, t in rows]}), path)


def workbook(path: Path, rows: Rows) -> None:
    """As a spreadsheet library writes it: shared strings, control characters escaped, a leading = as a formula."""
    table = [("index", "answer", "prediction"), *((i, "the right one", t) for i, t in rows)]
    strings: list[str] = []
    cells = []
    for number, row in enumerate(table, start=1):
        made = ""
        for column, text in zip("ABC", row, strict=True):
            written = escape(text.replace("_x0041_", "_x005F_x0041_").replace("\r", "_x000D_"))
            if text.startswith("="):
                made += f'<c r="{column}{number}"><f>{written[1:]}</f><v></v></c>'
            else:
                made += f'<c r="{column}{number}" t="s"><v>{len(strings)}</v></c>'
                strings.append(f'<si><t xml:space="preserve">{written}</t></si>')
        cells.append(f'<row r="{number}">{made}</row>')
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst {space}>{''.join(strings)}</sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{''.join(cells)}</sheetData></worksheet>")


WRITERS: dict[str, Callable[[Path, Rows], None]] = {
    "a.jsonl": jsonl,
    "samples.jsonl": lmms_eval,
    "a.csv": comma,
    "a.parquet": parquet,
    "m_MultiPriv.xlsx": workbook,
}


@pytest.mark.parametrize("name", WRITERS)
def test_right_answers_of_every_format_are_right(name: str, tiny: Dataset, tmp_path: Path) -> None:
    rows = [(q.question_id, formats.write(q, q.language, None, SIZE, sent_size=SIZE)) for q in tiny.questions]
    WRITERS[name](tmp_path / name, rows)
    logs = tmp_path / "logs"
    command = ["import", str(tmp_path / name), "--dataset", str(tiny.directory), "--model", "mine", "--logs", str(logs)]
    assert execute(command) == 0
    (home,) = logs.iterdir()
    questions = {question.question_id: question for question in tiny.questions}
    answers = read_answers(home / "answers.parquet")
    assert {answer.question_id for answer in answers} == set(questions)
    assert {score(questions[answer.question_id], answer).outcome for answer in answers} == {"correct"}
    record = json.loads((home / "run.json").read_text())
    assert (record["model"], record["expected"], record["completed"]) == ("mine", len(answers), len(answers))
    assert execute(command) == 0
    assert list(logs.iterdir()) == [home]


@pytest.mark.parametrize("name", WRITERS)
def test_formulas_and_control_characters_are_data(name: str, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, [("q", ODD), ("r", "Failed to obtain answer via API."), ("s", "")])
    first, failed, empty = read_replies(tmp_path / name)
    assert first.text == ODD
    assert (failed.text, failed.error) == ("", "Failed to obtain answer via API.")
    assert (empty.text, empty.error) == ("", None)


def test_odd_ids_are_named(tiny: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [question.question_id for question in tiny.questions]
    jsonl(tmp_path / "a.jsonl", [("stranger", "x"), *((i, "Answer: yes") for i in ids[2:]), (ids[5], "Answer: no")])
    command = [
        "import",
        str(tmp_path / "a.jsonl"),
        "--dataset",
        str(tiny.directory),
        "--model",
        "m",
        "--logs",
        str(tmp_path / "l"),
    ]
    assert execute(command) == 1
    out, err = capsys.readouterr()
    assert f"{len(ids) - 2} of {len(ids)}" in out
    assert sorted(err.splitlines()) == sorted([
        f"missing: {ids[0]!r}", f"missing: {ids[1]!r}", f"doubled (the first counts): {ids[5]!r}",
        "unknown (left out): 'stranger'",
    ])  # fmt: skip
    (home,) = (tmp_path / "l").iterdir()
    said = {answer.question_id: answer for answer in read_answers(home / "answers.parquet")}
    assert said[ids[5]].text == "Answer: yes"
    assert said[ids[0]].error is not None


BAD = {
    "no such file": ("none.jsonl", None),
    "are read from": ("a.docx", b"x"),
    "line 1 is no JSON": ("a.jsonl", b"{oops\n"),
    "is no JSON object": ("a.jsonl", b"[1]\n"),
    "row 1 has none of": ("a.csv", b"a,b\n1,2\n"),
    "holds no answers": ("a.csv", b"id,text\n"),
    "no sound Parquet": ("a.parquet", b"PAR1"),
    "no sound workbook": ("a.xlsx", b"PK\x03\x04"),
    "is a question of this data set": ("b.jsonl", b'{"id": "zz", "text": "yes"}\n'),
}


@pytest.mark.parametrize("told", BAD)
def test_files_that_cannot_be_read_are_one_line(
    told: str, tiny: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content = BAD[told]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    logs = tmp_path / "logs"
    assert execute(["import", str(tmp_path / name), "--dataset", str(tiny.directory), "--model", "m", "--logs", str(logs)]) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert err.count("\n") == 1
    assert out == ""
    assert not logs.exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([".jsonl", ".csv", ".tsv", ".xlsx", ".parquet"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    file = tmp_path / f"any{suffix}"
    file.write_bytes(content)
    with contextlib.suppress(RunError):
        read_replies(file)

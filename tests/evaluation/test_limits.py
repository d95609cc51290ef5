"""What a run may spend: it stops at a limit, says what is open, goes on, and never asks the same twice."""

import re
from pathlib import Path
from typing import Any

import pytest

from multipriv.cli import execute
from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.ask import window
from multipriv.evaluation.limits import Meter
from multipriv.evaluation.sweep import read_rows
from multipriv.scoring import score
from tests.evaluation.stub import Stub

TOKENS = 16
"""What the stub says that a request costs: 11 tokens in, 5 out."""
CONNECTIONS, PROCESSES = 2, 2


def run(dataset: Dataset, logs: Path, *more: str) -> int:
    command = ["run", str(dataset.directory), "--model", "openai-api/stub/m", "--logs", str(logs), *more]
    return execute([*command, "--processes", str(PROCESSES), "--connections", str(CONNECTIONS)])


@pytest.mark.parametrize(("limit", "said"), [
    (["--token-limit", str(20 * TOKENS)], rf"stopped at the limit of {20 * TOKENS} tokens \(spent (\d+)\)"),
    (["--cost-limit", "0.002", "--price", "5,9"], r"stopped at the limit of 0.002 dollars \(spent ([\d.]+)\)"),
])  # fmt: skip
def test_a_run_stops_at_a_limit_and_goes_on(
    limit: list[str], said: str, tiny: Dataset, tmp_path: Path, stub: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    total, dollars = len(tiny.questions), (11 * 5 + 5 * 9) / 1e6
    assert run(tiny, tmp_path, *limit) == 1
    told = capsys.readouterr().out
    asked, found = stub.requests.total(), re.search(said, told)
    assert found is not None, told
    assert float(found.group(1)) == pytest.approx(asked * (TOKENS if "token" in limit[0] else dollars), rel=1e-3)
    assert 20 <= asked <= 20 + PROCESSES * (window(CONNECTIONS) + 1)
    assert f"{asked} of {total} questions answered" in told
    assert "complete: direct_identifier_recognition" in told
    begun = re.findall(r"\w+ \((\d+) of (\d+)\)", told)
    assert sum(int(count) - int(done) for done, count in begun) == total - asked
    (home,) = tmp_path.iterdir()
    open_answers = [answer for answer in read_answers(home / "answers.parquet") if answer.error]
    assert len(open_answers) == total - asked
    assert all("not asked: the run stopped at the limit" in str(answer.error) for answer in open_answers)

    assert run(tiny, tmp_path, *limit) == 0
    assert f"{total} of {total} questions answered" in capsys.readouterr().out
    assert set(stub.requests.values()) == {1}
    assert list(tmp_path.iterdir()) == [home]


def test_what_is_cached_is_not_asked_and_costs_nothing(
    tiny: Dataset, tmp_path: Path, stub: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny, tmp_path / "a", "--cache") == 0
    before = stub.requests.copy()
    assert run(tiny, tmp_path / "b", "--cache", "--token-limit", "1") == 0
    assert stub.requests == before
    first, second = (read_answers(next((tmp_path / name).iterdir()) / "answers.parquet") for name in "ab")
    assert [(a.question_id, a.text) for a in first] == [(b.question_id, b.text) for b in second]
    assert run(tiny, tmp_path / "c") == 0
    assert stub.requests.total() == 2 * before.total()
    capsys.readouterr()


def test_a_row_of_a_sweep_has_its_own_limits(
    tiny: Dataset, tmp_path: Path, stub: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = "{model: openai-api/stub/m, price: {input: 1, output: 2}, cost_limit: 0.0001, cache: true, connections: 2}"
    (tmp_path / "list.yaml").write_text(f"models:\n  - {entry}\n  - openai/gpt-4o\n", "utf-8")
    row, listed = read_rows(tmp_path / "list.yaml", 1)
    assert row.price is not None
    assert (row.cost_limit, row.cache, row.price.output) == (0.0001, True, 2.0)
    assert listed.price is not None  # that of the catalogue
    (tmp_path / "list.yaml").write_text(f"models:\n  - {entry}\n", "utf-8")
    command = ["sweep", str(tmp_path / "list.yaml"), str(tiny.directory), "--logs", str(tmp_path / "l"), "--processes", "1"]
    assert execute(command) == 1
    assert "stopped at the limit of 0.0001 dollars" in capsys.readouterr().out
    assert 0 < stub.requests.total() < len(tiny.questions)


def test_the_meter_stops_each_engine_once() -> None:
    told: list[str] = []
    meter = Meter(most_tokens=10)
    meter.watch(lambda: told.append("first"))
    meter.add(9, 0.0)
    assert (told, meter.reached) == ([], None)
    meter.add(1, 0.0)
    meter.add(1, 0.0)
    meter.watch(lambda: told.append("late"))
    assert told == ["first", "late"]
    assert meter.reached == "the limit of 10 tokens (spent 11)"


REFUSAL = {"message": "At most 4 image(s) may be provided in one prompt.", "type": "BadRequestError", "code": 400}
TOO_MANY: Any = {"error": REFUSAL}


def test_a_server_that_takes_fewer_pictures_is_not_wrong(
    tiny: Dataset, tmp_path: Path, stub: Stub, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = {q.question_id for q in tiny.questions if len(q.picture_ids) > 4}
    assert wide
    stub.fault = lambda number, attempt: (lambda h: h.send(400, TOO_MANY)) if stub.pictures[number] > 4 else None
    total = len(tiny.questions)
    for logs, more, asked in (("server", (), total), ("told", ("--max-pictures", "4"), total - len(wide))):
        stub.requests.clear()
        assert run(tiny, tmp_path / logs, *more) == 0
        assert f"{len(wide)} of them are unsupported" in capsys.readouterr().out
        assert stub.requests.total() == asked  # what is refused once is not asked again
        (home,) = (tmp_path / logs).iterdir()
        answers = {answer.question_id: answer for answer in read_answers(home / "answers.parquet")}
        verdicts = {q.question_id: score(q, answers[q.question_id]).outcome for q in tiny.questions}
        assert {question_id for question_id, outcome in verdicts.items() if outcome == "unsupported"} == wide
        assert run(tiny, tmp_path / logs, *more) == 0
        assert stub.requests.total() == asked
        capsys.readouterr()

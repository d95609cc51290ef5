"""A real OpenAI-compatible server: `transformers serve` with a tiny model of random weights."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from multipriv.cli import execute
from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from tests.evaluation.checkpoints import make_checkpoint

pytestmark = pytest.mark.heavy
for package in ("torch", "transformers", "fastapi", "uvicorn", "accelerate"):
    pytest.importorskip(package)

SERVE = """
import sys
sys.modules["torchvision"] = None  # LLaVA needs none, and one that does not fit torch would end the server
from transformers.cli.transformers import main
main()
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The checkpoint and the address of its server."""
    folder = make_checkpoint("llava", tmp_path_factory.mktemp("served"))
    home = tmp_path_factory.mktemp("hf")
    (home / "hub").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "HF_HOME": str(home), "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-c", SERVE, "serve", str(folder), "--device", "cpu", "--port", str(port)]
    with (home / "log").open("w") as log, subprocess.Popen(command, env=surroundings, stdout=log, stderr=log) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/health", server, home / "log")
            yield folder, f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            assert server.poll() is None, log.read_text()[-2000:]
            time.sleep(0.5)
    raise AssertionError(log.read_text()[-2000:])


def test_a_real_server_is_shown_eighteen_pictures_in_one_prompt(
    served: tuple[Path, str], tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, address = served
    monkeypatch.setenv("LOCAL_BASE_URL", address)
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    command = ["run", str(tiny.directory), "--model", f"openai-api/local/{folder}", "--task", "reidentification"]
    command += ["--task", "information_extraction", "--max-tokens", "6", "--processes", "1", "--connections", "2"]
    assert execute([*command, "--logs", str(tmp_path / "all")]) == 0, capsys.readouterr().out
    (home,) = (tmp_path / "all").iterdir()
    tokens = {answer.question_id: answer.input_tokens or 0 for answer in read_answers(home / "answers.parquet")}
    questions = {question.question_id: question for question in tiny.questions}
    assert {len(questions[question_id].picture_ids) for question_id in tokens} == {1, 4, 18}
    for question_id, count in tokens.items():  # 16 tokens a picture: the server counts every one of them
        assert count > 16 * len(questions[question_id].picture_ids)

    capsys.readouterr()
    assert execute([*command, "--max-pictures", "4", "--logs", str(tmp_path / "few")]) == 0
    assert "2 of them are unsupported" in capsys.readouterr().out
    (home,) = (tmp_path / "few").iterdir()
    reasons = {answer.question_id: answer.stop_reason for answer in read_answers(home / "answers.parquet")}
    wide = {question_id for question_id in reasons if len(questions[question_id].picture_ids) > 4}
    assert {question_id for question_id, reason in reasons.items() if reason == "unsupported"} == wide

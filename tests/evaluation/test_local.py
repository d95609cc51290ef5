"""Local checkpoints: tiny models of random weights and of every common shape, in process and through the whole road."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.run import RunSpec, run
from multipriv.evaluation.spec import RunError
from tests.evaluation.checkpoints import SHAPES, make_checkpoint

pytestmark = pytest.mark.heavy
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")


@pytest.fixture(scope="module", params=SHAPES)
def checkpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of each shape."""
    return make_checkpoint(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def llava(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cheapest of them."""
    return make_checkpoint("llava", tmp_path_factory.mktemp("llava"))


def picture(shade: int, size: tuple[int, int] = (64, 48)) -> bytes:
    made = io.BytesIO()
    image = Image.radial_gradient("L").resize(size).point(lambda value: (value * shade) % 256)
    image.convert("RGB").save(made, "PNG")
    return made.getvalue()


def test_a_batch_says_what_single_prompts_say_and_pictures_matter(checkpoint: Path) -> None:
    from multipriv.models.local import LocalVLM

    local = LocalVLM(str(checkpoint), device="cpu")
    turns = [
        ("Picture 1:", picture(1), "Who?"),
        ("A:", picture(3, (120, 40)), "B:", picture(7), "A longer question, who is it?"),
        ("None?",),
    ]

    def logits(*batch: Any) -> Any:
        with torch.inference_mode():
            return local.model(**local.inputs(batch)).logits[:, -1]

    together = logits(*turns)
    for place, turn in enumerate(turns):
        assert torch.allclose(together[place], logits(turn)[0], atol=1e-4)
    pair = logits(("A:", picture(3), "B:", picture(7), "?"))
    assert (pair - logits(("A:", picture(7), "B:", picture(3), "?"))).abs().max() > 0.01  # their order
    assert (pair - logits(("A:", picture(3), "B:", picture(11), "?"))).abs().max() > 0.01  # and each of them
    said = local.answer(turns, max_tokens=5)
    assert [one.output_tokens <= 5 for one in said] == [True] * 3
    assert [one.text for one in said] == [local.answer([turn], max_tokens=5)[0].text for turn in turns]


def test_a_checkpoint_answers_a_data_set(checkpoint: Path, tiny: Dataset, tmp_path: Path) -> None:
    spec = RunSpec(f"transformers/{checkpoint}", max_tokens=4, model_args={"batch_size": 5}, connections=10, language="en")
    result = run(tiny, tiny.directory, tmp_path, spec)
    assert result.whole, result.errors[:2]
    answers = {answer.question_id: answer for answer in read_answers(result.directory / "answers.parquet")}
    assert len(answers) == 19
    assert {answer.stop_reason for answer in answers.values()} <= {"max_tokens", "stop"}
    asked = {question.question_id: question for question in tiny.questions}
    widest = max(answers.values(), key=lambda answer: len(asked[answer.question_id].picture_ids))
    assert len(asked[widest.question_id].picture_ids) == 18
    assert widest.input_tokens == max(answer.input_tokens or 0 for answer in answers.values())


def test_a_batch_that_does_not_fit_is_halved_and_so_are_later_ones(llava: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from multipriv.models.local import LocalVLM

    local = LocalVLM(str(llava), device="cpu")
    fits, tried = local._answer, []

    def small_memory(turns: Any, *settings: Any) -> Any:
        tried.append(len(turns))
        if len(turns) > 2:
            raise torch.OutOfMemoryError("too much")
        return fits(turns, *settings)

    monkeypatch.setattr(local, "_answer", small_memory)
    turns = [(f"Question {number}?",) for number in range(5)]
    expected = [fits([turn], 3, 0.0)[0].text for turn in turns]
    assert [one.text for one in local.answer(turns, max_tokens=3)] == expected
    assert tried == [5, 2, 2, 1]
    assert [one.text for one in local.answer(turns, max_tokens=3)] == expected
    assert tried == [5, 2, 2, 1, 2, 2, 1]


HUNGRY = """
import resource, sys
from multipriv.models.local import LocalVLM
local = LocalVLM(sys.argv[1], device="cpu")
turns = [("word " * 200,)] * 16
local.answer(turns[:1], max_tokens=1)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]),) * 2)
said = local.answer(turns, max_tokens=1)
assert len(said) == len(turns) and len({one.text for one in said}) == 1
print(local.most)
"""


def test_a_process_that_really_runs_out_of_memory_goes_on(tmp_path: Path) -> None:
    """16 prompts of 1,000 tokens want 500 MB for each of several intermediate results; the process may take 400 MB more."""
    folder = make_checkpoint("llava", tmp_path, intermediate_size=8192)
    ended = subprocess.run([sys.executable, "-c", HUNGRY, str(folder), str(400 * 2**20)], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert ended.stdout.split()[-1] in ("1", "2", "4", "8")


def test_a_missing_checkpoint_is_refused(tiny: Dataset, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such checkpoint"):
        run(tiny, tiny.directory, tmp_path / "logs", RunSpec(f"transformers/{tmp_path}/none"))
    assert not (tmp_path / "logs").exists()

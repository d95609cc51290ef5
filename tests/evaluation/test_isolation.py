"""No model can reach the truth: a spy in a real engine process searches all that it is given and all that this leads to."""

from pathlib import Path

import pytest

from multipriv.dataset import Dataset
from multipriv.evaluation.run import RunSpec, run
from tests.evaluation.tiny import PICTURES, secrets

PLUGIN = Path(__file__).parent / "plugin"


def spy(dataset: Dataset, logs: Path, monkeypatch: pytest.MonkeyPatch, **hints: str) -> dict[str, str]:
    """Run the spy and return its loot."""
    loot = logs.parent / "loot"
    monkeypatch.syspath_prepend(str(PLUGIN))
    monkeypatch.setenv("PYTHONPATH", str(PLUGIN))
    monkeypatch.setenv("LOOT", str(loot))
    for name, value in hints.items():
        monkeypatch.setenv(name, value)
    import spying  # noqa: F401  # the check of the model before the run happens in this process

    monkeypatch.chdir(dataset.directory)
    result = run(dataset, dataset.directory, logs, RunSpec("spying/spy", processes=1))
    assert result.whole, result.errors
    return {place.name: place.read_text("utf-8", "replace") for place in loot.iterdir()}


def test_a_spy_finds_pictures_and_prompts_and_no_answer(tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loot = spy(tiny, tmp_path / "logs", monkeypatch)
    assert len(loot["strings"]) > 1_000_000
    assert tiny.questions[0].stem in loot["strings"]
    assert tiny.questions[-2].stem in loot["contents"]
    assert sum(picture.file in loot["files"] for picture in tiny.pictures) == PICTURES
    found = {name: [value for value in secrets(tiny) if value in text] for name, text in loot.items()}
    assert found == {"strings": [], "contents": [], "files": []}
    assert not [task for task in {q.task for q in tiny.questions} if task in loot["contents"]]
    for name in ("questions.parquet", "manifest.json", "run.json", str(tiny.directory), str(tmp_path / "logs")):
        assert name not in loot["files"].splitlines(), name
        assert not [line for line in loot["files"].splitlines() if line.endswith(name)], name


@pytest.mark.heavy
def test_the_spy_would_find_the_truth_were_it_there(tiny: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "note.txt"
    note.write_text(f"the data lie in {tiny.directory}/README.md and {secrets(tiny)[0]}")
    loot = spy(tiny, tmp_path / "logs", monkeypatch, NOTE=str(note))
    assert secrets(tiny)[0] in loot["contents"]
    assert f"{tiny.directory}/README.md" in loot["files"]

"""The catalogue: every published model is in it, its dialects exist, and names are found by their last part only."""

import csv
import json
from collections import Counter
from importlib import resources

import pytest

from multipriv.cli import execute
from multipriv.formats.dialects import dialect
from multipriv.models.catalogue import catalogue, dialect_of, find
from multipriv.models.embedded import EMBEDDED


def published() -> set[str]:
    """The models of the published tables, as spelled there."""
    names: set[str] = set()
    for table in ("perception", "reasoning"):
        text = resources.files("multipriv.risk").joinpath("data", f"published_{table}.csv").read_text("utf-8")
        names |= {row["model"] for row in csv.DictReader(text.splitlines())}
    return names


def test_published_models_stand_in_the_catalogue_once() -> None:
    listed = Counter(name for model in catalogue() for name in model.published)
    assert set(listed) == published()
    assert set(listed.values()) == {1}


def test_entries_are_sound() -> None:
    vlms = [model for model in catalogue() if model.access != "embedded"]
    assert len(vlms) >= 50
    assert {model.access for model in vlms} == {"open", "commercial"}
    assert max(Counter(model.id for model in catalogue()).values()) == 1
    for model in catalogue():
        assert model.source
        assert "/" in model.id
        assert model.parameters is None or 0 < model.parameters < 2000
        assert model.active is None or (model.parameters is not None and model.active < model.parameters)
        if model.boxes is not None:
            assert dialect(model.boxes).code == model.boxes


def test_embedded_models_are_listed() -> None:
    names = {model.id.removeprefix("multipriv/") for model in catalogue() if model.access == "embedded"}
    assert names == {*EMBEDDED, "oracle", "near-miss"}


@pytest.mark.parametrize(("name", "boxes"), [
    ("vllm/Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5-vl"),
    ("openai-api/local/qwen2.5-vl-7b-instruct", "qwen2.5-vl"),
    ("openrouter/google/gemini-2.5-pro", "gemini"),
    ("anthropic/claude-sonnet-4-20250514", "claude"),
    ("vllm/someone/my-Qwen2.5-VL-7B-Instruct-tuned", None),
    ("multipriv/reader", None),
    ("openai/gpt-5", None),
])  # fmt: skip
def test_the_box_dialect_goes_by_the_whole_last_part(name: str, boxes: str | None) -> None:
    assert dialect_of(name) == boxes


def test_unknown_names_find_nothing() -> None:
    assert find("openai/none-such") is None
    assert find("multipriv/gpt-5") is None


def test_the_command_lists_and_filters(capsys: pytest.CaptureFixture[str]) -> None:
    assert execute(["models", "gemini"]) == 0
    table = capsys.readouterr().out
    assert "google/gemini-2.5-pro" in table
    assert "gpt-5" not in table
    assert execute(["models", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(catalogue())

"""The tiny data set, made once a session, and a home of one's own for everything that a run may leave behind."""

from collections.abc import Iterator

import pytest

from multipriv.dataset import Dataset
from tests.evaluation.stub import Stub
from tests.evaluation.tiny import make_dataset


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return the tiny data set. Tests must not change it."""
    return make_dataset(tmp_path_factory.mktemp("tiny") / "data")


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("OPENAI_API_KEY", "STUB_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Return an OpenAI-compatible server, known to Inspect as openai-api/stub/…"""
    with Stub() as server:
        monkeypatch.setenv("STUB_BASE_URL", server.address)
        monkeypatch.setenv("STUB_API_KEY", server.key)
        yield server

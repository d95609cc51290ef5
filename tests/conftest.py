"""The one data set that the tests share: the mini suite, built once a session."""

import os
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mini", type=Path, help="use this data set instead of building the mini suite (to save time while working)"
    )


@pytest.fixture(scope="session")
def mini(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the mini suite, seed 1. Tests must not change it."""
    from multipriv.build.run import build

    given: Path | None = request.config.getoption("--mini")
    if given is not None:
        return given
    folder = tmp_path_factory.mktemp("suites") / "mini"
    build("mini", folder, 1, len(os.sched_getaffinity(0)), None, lambda stage, done, total: None)
    return folder

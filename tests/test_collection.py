"""Every folder of tests is entered: pytest leaves out some by name."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_no_folder_with_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    parts = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    assert {"build", "scoring"} <= parts
    assert {part for part in parts if any(fnmatch(part, pattern) for pattern in patterns)} == set()


def test_every_folder_with_tests_mirrors_a_folder_of_the_source() -> None:
    source = TESTS.parent / "src" / "multipriv"
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    assert {folder for folder in folders if not (source / folder).is_dir()} == set()

"""Fixtures for the tests of formats."""

from collections.abc import Callable

import pytest

from multipriv.taxonomy.records import Question
from tests.formats.questions import make_chain, make_question


@pytest.fixture
def make() -> Callable[..., Question]:
    return make_question


@pytest.fixture
def chain() -> Question:
    return make_chain()

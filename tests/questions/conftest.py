"""One paper world and its questions, shared by the tests of this room."""

from collections.abc import Mapping

import pytest

from multipriv.questions.generate import generate
from multipriv.taxonomy.records import Picture, Question
from multipriv.taxonomy.tasks import tasks
from tests.questions.paper_world import paper_world

COUNTS = {code: task.paper_items // 4 for code, task in tasks().items()}
"""Items by task: a quarter of the `paper` suite, from a quarter more than half of its people."""


@pytest.fixture(scope="session")
def pictures() -> Mapping[str, Picture]:
    """The pictures of the world by id."""
    return {picture.picture_id: picture for picture in paper_world(20, 360)[1]}


@pytest.fixture(scope="session")
def questions() -> list[Question]:
    """The questions of the world."""
    people, pictures = paper_world(20, 360)
    return generate(pictures, people, COUNTS, seed=7)


@pytest.fixture(scope="session")
def items(questions: list[Question]) -> list[Question]:
    """The English half."""
    return [question for question in questions if question.language == "en"]

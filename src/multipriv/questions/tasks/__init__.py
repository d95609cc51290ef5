"""The generators of the nine tasks, one module each."""

from importlib import import_module

from multipriv.questions.workshop import Generator
from multipriv.taxonomy.tasks import tasks


def generator(task: str) -> Generator:
    """Return the generator of a task: `generate` of its module.

    Raises:
        KeyError: no such task.
    """
    if task not in tasks():
        raise KeyError(task)
    found: Generator = import_module(f"{__name__}.{task}").generate
    return found

"""Which questions a run asks: by task and language, and at most so many whole items, balanced over the tasks."""

from collections.abc import Collection, Sequence
from itertools import zip_longest

from multipriv.taxonomy.records import Question


def select(
    questions: Sequence[Question], *, tasks: Collection[str] = (), language: str = "both", limit: int | None = None
) -> list[Question]:
    """Return the questions of the chosen tasks and language, in the order of the data set.

    Args:
        questions: all questions.
        tasks: task codes; none means all.
        language: en, zh or both.
        limit: the most items (an item counts once for its two languages), taken from the tasks in turn.
    """
    chosen = [q for q in questions if (not tasks or q.task in tasks) and language in ("both", q.language)]
    if limit is None:
        return chosen
    by_task: dict[str, dict[str, None]] = {}
    for question in chosen:
        by_task.setdefault(question.task, {})[question.item_id] = None
    turns = (item for turn in zip_longest(*by_task.values()) for item in turn if item is not None)
    kept = {item for item, _ in zip(turns, range(limit), strict=False)}
    return [question for question in chosen if question.item_id in kept]

"""Make the questions of a data set: reasoning first, then perception with probes of what reasoning rests on."""

from collections.abc import Mapping, Sequence

from multipriv.questions import probes
from multipriv.questions.draft import Draft
from multipriv.questions.render import render
from multipriv.questions.tasks import generator
from multipriv.questions.workshop import ShortageError, Workshop
from multipriv.taxonomy.records import Person, Picture, Question
from multipriv.taxonomy.tasks import LANGUAGES, tasks


def generate(pictures: Sequence[Picture], people: Sequence[Person], counts: Mapping[str, int], seed: int) -> list[Question]:
    """Return the questions of the given numbers of items by task, every item in both languages and proved in both.

    A pure function of its arguments. Tasks come in the order of their numbers, the two languages of an item side by side.

    Raises:
        KeyError: no such task.
        ShortageError: a task cannot reach its number; the message names both.
    """
    unknown = [task for task in counts if task not in tasks()]
    if unknown:
        raise KeyError(unknown[0])
    shop = Workshop(pictures, people, seed)
    made: dict[str, list[Draft]] = {}
    families = ("reasoning", "perception")
    for family in families:
        if family == "perception":
            shop.probes = probes.plan(shop, [draft for drafts in made.values() for draft in drafts], counts)
        for task in (code for code, found in tasks().items() if found.family == family and counts.get(code, 0)):
            made[task] = generator(task)(shop, counts[task])
            if len(made[task]) != counts[task]:
                raise ShortageError(task, len(made[task]), counts[task])
    return [render(draft, language, seed) for task in tasks() for draft in made.get(task, ()) for language in LANGUAGES]

"""A tiny data set made by hand: 18 pictures of a few pixels, two items of every task (19 in all) in both languages.

Printed values are opaque words that stand nowhere else, so that a search for them finds the truth and nothing but the truth.
"""

from dataclasses import replace
from pathlib import Path

from PIL import Image

from multipriv.dataset import Dataset, Manifest, write_dataset
from multipriv.dataset.writing import sha256
from multipriv.seeds import opaque_id
from multipriv.taxonomy.records import Ask, Exposure, Hop, Person, Picture, Question, Step
from multipriv.taxonomy.tasks import LANGUAGES

SIZE = (48, 32)
BOX = (8.0, 6.0, 30.0, 14.0)
QUAD = ((8.0, 6.0), (30.0, 6.0), (30.0, 14.0), (8.0, 14.0))
PICTURES = 18
"""More than many a model takes in one prompt."""


def secret(*parts: str | int) -> str:
    """Return a value that nobody can know without the data set."""
    return "Val" + opaque_id("a tiny secret", *parts, length=10)


def pictures(folder: Path) -> list[Picture]:
    """Paint the pictures and return their records; number n shows a secret of person n % 2."""
    made = []
    for number in range(PICTURES):
        name = opaque_id("tiny picture", number)
        file = f"pictures/{name[:2]}/{name}.png"
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", SIZE, (10 * number, 200 - 7 * number, 90)).save(folder / file)
        owner, value = f"person-{number % 2}", secret("shown", number)
        shown = Exposure("name", "value", owner, value, value, BOX, QUAD)
        made.append(
            Picture(
                name, "business_card", "plain", "en", file, sha256(folder / file), *SIZE,
                "clean", "individual", (owner,), (shown,),
            )
        )  # fmt: skip
    return made


def questions(shown: list[Picture]) -> list[Question]:
    """Return the questions; number 0 of every task, number 1 the other way round, and a gallery of 17."""
    items = [item for number in (0, 1) for item in _items(number, shown)]
    gallery = tuple(range(2, PICTURES + 1))
    members = tuple(number for number in gallery if number % 2)
    wide = _item(
        "reidentification", "set", ",".join(map(str, members)), shown, Ask("members", 1, gallery=gallery), members=members
    )
    return [
        replace(item, question_id=opaque_id(item.item_id, language), language=language, stem=_stem(item, language))
        for item in [*items, wide]
        for language in LANGUAGES
    ]


def _stem(item: Question, language: str) -> str:
    number = opaque_id("stem", item.item_id, language)
    return f"What is it, #{number}?" if language == "en" else f"请问是什么，#{number}？"


def _items(number: int, shown: list[Picture]) -> list[Question]:
    yes, one, few = ("yes", "no")[number], shown[number : number + 1], shown[number : number + 4]
    value, letter = secret("value", number), "AB"[number]
    options = tuple(secret("option", number, place) for place in range(4))
    steps = tuple(
        Step("name", "value", secret("step", number, n), "label", n == 0, None if n == 0 else "text", 1) for n in range(3)
    )
    text = Ask("value", 1, (("employer", "value"),))
    return [
        _item("direct_identifier_recognition", "yes_no", yes, one, Ask("present", 1, (("name", "value"),))),
        _item("indirect_identifier_recognition", "yes_no", yes, one, Ask("present", 1, (("employer", "value"),))),
        _item("information_extraction", "text", value, one, Ask("extract", 1, (("name", "value"),)), answer_type="label"),
        _item("region_localization", "box", "8,6,30,14", one, Ask("locate", 1, (("name", "value"),)), box=BOX),
        _item("cross_validation", "yes_no", yes, few[:2], Ask("same_person")),
        _item("single_step_reasoning", "choice", letter, few, text, options=options, answer_type="label"),
        _item("chained_reasoning", "steps", " | ".join(s.value for s in steps[1:]), few, Ask("steps", 1), steps=steps),
        _item("reidentification", "set", "3", few, Ask("members", 1, gallery=(2, 3, 4)), members=(3,)),
        _item("cross_modal_association", "text", secret("cross", number), few, text, answer_type="label"),
    ]


def _item(task: str, kind: str, answer: str, shown: list[Picture], ask: Ask, **more: object) -> Question:
    item = opaque_id(task, answer, shown[0].picture_id, len(shown))
    plain = Question(
        "", item, task, "en", tuple(p.picture_id for p in shown), "", (), "", ask, kind, answer, None, ("name",),
        "person-0", "home-0", (Hop(1, "name", 2, "name", "text"),), 1, len(shown), 0.0,
    )  # type: ignore[arg-type]  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def make_dataset(folder: Path) -> Dataset:
    """Write the tiny data set and open it."""
    people = [
        Person(f"person-{n}", f"profile-{n}", "en", f"home-{n}", 30, {"name": ({"value": secret("person", n)},)}) for n in (0, 1)
    ]
    shown = pictures(folder)
    write_dataset(folder, Manifest("mini", 1, "0.1.0"), people, shown, questions(shown))
    return Dataset.open(folder)


def secrets(dataset: Dataset) -> list[str]:
    """Return everything whose appearance in a model's process would give answers away."""
    told = {e.value for picture in dataset.pictures for e in picture.exposures}
    for question in dataset.questions:
        told |= {step.value for step in question.steps}
        told |= {question.answer} if question.answer_type == "label" and question.answer_kind == "text" else set()
    return sorted(told | {person.value("name") for person in dataset.people} | {"person-0", "home-0"})

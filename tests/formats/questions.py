"""Small questions of every kind, for the tests of formats and scoring."""

from typing import Literal

from multipriv.taxonomy.records import Ask, Box, Locale, Question, Step

Kind = Literal["yes_no", "choice", "text", "box", "set", "steps"]
Form = Literal["present", "extract", "locate", "same_person", "value", "steps", "members"]
_FORMS: dict[str, Form] = {"yes_no": "same_person", "box": "locate", "set": "members", "steps": "steps"}


def make_question(
    kind: Kind,
    answer: str,
    *,
    answer_type: str | None = None,
    form: Form | None = None,
    attribute: str = "phone",
    options: tuple[str, ...] = (),
    accepted: tuple[str, ...] = (),
    steps: tuple[Step, ...] = (),
    pictures: int = 8,
    box: Box | None = None,
    language: Locale = "en",
) -> Question:
    ask = Ask(form or _FORMS.get(kind, "value"), 1, ((attribute, "value"),), None, tuple(range(1, pictures + 1)))
    return Question(
        "q1",
        "i1",
        "task",
        language,
        tuple(f"p{n}" for n in range(pictures)),
        "",
        (),
        "?",
        ask,
        kind,
        answer,
        answer_type,
        (attribute,),
        "person",
        "household",
        (),
        1,
        pictures,
        0.0,
        box=box,
        options=options,
        accepted=accepted,
        steps=steps,
    )


def step(value: str, value_type: str = "label", *, given: bool = False) -> Step:
    return Step("attribute", "value", value, value_type, given, None, None)


def make_chain() -> Question:
    steps = (step("face", "depicted", given=True), step("AB12", "plate"), step("Anna Lee", "person_name"), step("Flu"))
    return make_question("steps", "AB12 | Anna Lee | Flu", steps=steps)

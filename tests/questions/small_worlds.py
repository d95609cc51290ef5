"""Pictures and questions made by hand, for tests of the solver and the proof."""

from collections.abc import Mapping, Sequence

from multipriv.taxonomy.records import Ask, Exposure, Hop, Picture, Question

BOX = (0.0, 0.0, 10.0, 10.0)
QUAD = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def exposure(attribute: str, value: str, person: str = "p", *, facet: str = "value", row: int | None = None) -> Exposure:
    """One exposure of a value printed as it is."""
    return Exposure(attribute, facet, person, value, value, BOX, QUAD, row)


def picture(number: int, shown: Mapping[str, str], person: str = "p", *more: Exposure) -> Picture:
    """A picture that shows the given values (attribute or attribute.facet) of one person."""
    exposures = [exposure(a.split(".")[0], v, person, facet=[*a.split("."), "value"][1]) for a, v in shown.items()]
    everything = (*exposures, *more)
    people = tuple(dict.fromkeys(e.person_id for e in everything))
    name = f"pic{number}"
    return Picture(name, "portrait", "a", "en", f"{name}.png", "", 100, 100, "clean", "individual", people, everything)


def question(task: str, ask: Ask, answer: str, pictures: Sequence[Picture], kind: str = "text", **more: object) -> Question:
    """A question over the pictures in their order."""
    fields: dict[str, object] = {
        "question_id": "q", "item_id": "i", "task": task, "language": "en", "picture_ids": tuple(p.picture_id for p in pictures),
        "context": "", "spans": (), "stem": "?", "ask": ask, "answer_kind": kind, "answer": answer, "answer_type": "label",
        "attributes": (), "subject_id": "p", "cluster": "h", "evidence": (), "hops": 1, "gallery": 0, "chance": 0.0,
    }  # fmt: skip
    return Question(**{**fields, **more})  # type: ignore[arg-type]


def hop(source: int, from_attribute: str, target: int, to_attribute: str) -> Hop:
    """One textual hop."""
    return Hop(source, from_attribute, target, to_attribute, "text")

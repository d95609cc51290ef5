"""The proof refuses items that were broken in each of the ways it guards against."""

from dataclasses import replace

import pytest

from multipriv.questions.proof import prove
from multipriv.taxonomy.records import Ask, Picture, Question, Step
from tests.questions.small_worlds import hop, picture, question


def chain() -> tuple[Question, list[Picture]]:
    """A sound chain of three joins from a plate to a diagnosis, with a distractor for every link."""
    pictures = [
        picture(1, {"vehicle_plate": "AB 1"}, "p"),
        picture(2, {"vehicle_plate": "AB 1", "national_id": "9"}, "p"),
        picture(3, {"national_id": "9", "phone": "5"}, "p"),
        picture(4, {"phone": "5", "diagnosis": "asthma"}, "p"),
        picture(5, {"vehicle_plate": "AB 2", "national_id": "8"}, "o"),
        picture(6, {"phone": "6", "diagnosis": "gout"}, "o"),
    ]
    evidence = (hop(1, "vehicle_plate", 2, "national_id"), hop(2, "national_id", 3, "phone"), hop(3, "phone", 4, "diagnosis"))
    steps = tuple(
        Step(attribute, "value", value, "label", False, "text", number)
        for attribute, value, number in (("national_id", "9", 2), ("phone", "5", 3), ("diagnosis", "asthma", 4))
    )
    ask = Ask("steps", anchor=1, targets=tuple((step.attribute, "value") for step in steps))
    made = question("chained_reasoning", ask, "9 | 5 | asthma", pictures, "steps", evidence=evidence, steps=steps, hops=3)
    return made, pictures


def faults(asked: Question, pictures: list[Picture]) -> str:
    return "; ".join(prove(asked, {p.picture_id: p for p in pictures}).faults)


def test_a_sound_chain_is_proved() -> None:
    assert faults(*chain()) == ""


def test_a_wrong_answer_is_refused() -> None:
    asked, pictures = chain()
    wrong = replace(asked, steps=(*asked.steps[:-1], replace(asked.steps[-1], value="gout")))
    assert "another answer" in faults(wrong, pictures)


def test_a_missing_link_is_refused() -> None:
    asked, pictures = chain()
    pictures[2] = picture(3, {"national_id": "9"}, "p")
    assert "not sufficient" in faults(asked, pictures)


def test_a_needless_picture_is_refused() -> None:
    asked, pictures = chain()
    pictures[4] = picture(5, {"vehicle_plate": "AB 1", "phone": "5"}, "p")
    assert "not necessary" in faults(asked, pictures)


def test_a_shorter_chain_is_refused() -> None:
    asked, pictures = chain()
    pictures[3] = picture(4, {"phone": "5", "diagnosis": "asthma", "vehicle_plate": "AB 1"}, "p")
    assert "shortest chain" in faults(asked, pictures)


def test_an_item_open_to_elimination_is_refused() -> None:
    asked, pictures = chain()
    pictures[5] = picture(6, {"phone": "6"}, "o")
    assert "the only candidate left" in faults(asked, pictures)


def test_a_second_value_is_refused() -> None:
    asked, pictures = chain()
    pictures[5] = picture(6, {"phone": "5", "diagnosis": "gout"}, "o")
    assert "not sufficient" in faults(asked, pictures)


@pytest.mark.parametrize("hops", [2, 4])
def test_a_wrong_number_of_hops_is_refused(hops: int) -> None:
    asked, pictures = chain()
    assert "hops are stated" in faults(replace(asked, hops=hops), pictures)


def test_an_unknown_or_doubled_picture_is_refused() -> None:
    asked, pictures = chain()
    assert "unknown picture" in faults(asked, pictures[1:])
    doubled = replace(asked, picture_ids=(*asked.picture_ids[:5], asked.picture_ids[0]))
    assert "stands twice" in faults(doubled, pictures)


def test_a_gallery_needs_every_member_and_non_member_decided() -> None:
    pictures = [
        picture(1, {"name": "Ana Roe", "phone": "5", "birth_date": "1990-01-01"}, "p"),
        picture(2, {"phone": "5", "diagnosis": "asthma"}, "p"),
        picture(3, {"name": "Eva Lund"}, "o"),
    ]
    asked = question(
        "reidentification", Ask("members", anchor=1, gallery=(2, 3)), "2", pictures, "set", members=(2,),
        evidence=(hop(1, "phone", 2, "phone"),), gallery=2,
    )  # fmt: skip
    assert faults(asked, pictures) == ""
    assert "another answer" in faults(replace(asked, members=(2, 3), answer="2,3"), pictures)
    pictures[2] = picture(3, {"phone": "6"}, "o")
    assert "not sufficient" in faults(asked, pictures)


def test_a_rule_that_is_not_needed_is_refused() -> None:
    flown = {"flight.destination": "Port Ellin", "flight.date": "2025-05-02", "phone": "5"}
    slept = {"hotel_stay.city": "Port Ellin", "hotel_stay.check_in": "2025-05-02", "phone": "5"}
    pictures = [picture(1, flown, "p"), picture(2, slept, "p")]
    asked = question("cross_validation", Ask("same_person", rules=("flight_hotel",)), "yes", pictures, "yes_no")
    assert "the stated rule is not needed" in faults(asked, pictures)

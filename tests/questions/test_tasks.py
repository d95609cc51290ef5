"""What holds for the items of each task."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pytest

from multipriv.questions.generate import generate
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Picture, Question
from multipriv.values import canonical
from tests.questions.paper_world import paper_world

Pictures = Mapping[str, Picture]
Questions = Sequence[Question]


def of(items: Questions, task: str) -> list[Question]:
    return [question for question in items if question.task == task]


@pytest.mark.parametrize("task", ["direct_identifier_recognition", "indirect_identifier_recognition"])
def test_recognition_is_balanced_within_each_attribute(items: Questions, task: str) -> None:
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    for question in of(items, task):
        answers[question.attributes[0]][question.answer] += 1
    expected = {code for code, a in attributes().items() if a.is_direct == task.startswith("direct")}
    assert set(answers) == expected
    assert all(abs(found["yes"] - found["no"]) <= 1 for found in answers.values())
    totals = Counter(question.answer for question in of(items, task))
    assert abs(totals["yes"] - totals["no"]) <= 1


def test_recognition_stays_balanced_where_some_attributes_are_shown_nowhere() -> None:
    people, pictures = paper_world(6, 40)
    kinds = {"staff_badge", "medical_report", "resident_card", "bank_statement"}
    few = [picture for picture in pictures if picture.kind in kinds]
    task = "indirect_identifier_recognition"
    found = generate(few, people, {task: 30}, seed=1)[::2]
    shown = {e.attribute for picture in few for e in picture.exposures}
    assert Counter(question.answer for question in found) == {"yes": 15, "no": 15}
    assert {question.attributes[0] for question in found} <= shown


def test_a_negative_neither_shows_nor_entails_its_attribute(items: Questions, pictures: Pictures) -> None:
    for task in ("direct_identifier_recognition", "indirect_identifier_recognition"):
        for question in of(items, task):
            shown = [e for e in pictures[question.picture_ids[0]].exposures if e.attribute == question.attributes[0]]
            assert bool(shown) == (question.answer == "yes")
            assert question.answer == "no" or any(e.via is None for e in shown)


def test_negatives_are_near_misses(items: Questions, pictures: Pictures) -> None:
    """Most negatives are of a kind that shows the attribute at other times, or show others of its category."""
    near = total = 0
    for question in [*of(items, "direct_identifier_recognition"), *of(items, "indirect_identifier_recognition")]:
        if question.answer == "no":
            picture, attribute = pictures[question.picture_ids[0]], question.attributes[0]
            kinds = {p.kind for p in pictures.values() if any(e.attribute == attribute for e in p.exposures)}
            category = attributes()[attribute].category
            kin = any(attributes()[e.attribute].category == category for e in picture.exposures)
            near += picture.kind in kinds or kin
            total += 1
    assert near > 0.6 * total


def test_extraction_asks_for_a_value_that_stands_once(items: Questions, pictures: Pictures) -> None:
    for question in of(items, "information_extraction"):
        (target,) = question.ask.targets
        shown = [e for e in pictures[question.picture_ids[0]].exposures if (e.attribute, e.facet) == target and not e.via]
        if target[0] == "transactions":
            assert question.ask.row_value is not None
            assert question.ask.row_value in question.stem
            payees = [e for e in pictures[question.picture_ids[0]].exposures if e.text == question.ask.row_value]
            (row,) = (e.row for e in payees)
            shown = [e for e in shown if e.row == row]
        assert [e.text for e in shown] == [question.answer]


def test_every_attribute_is_asked_for_by_extraction_or_localization(items: Questions) -> None:
    asked = Counter(q.attributes[0] for task in ("information_extraction", "region_localization") for q in of(items, task))
    eligible = {code for code, a in attributes().items() if {"extraction", "localization"} & a.eligible}
    assert set(asked) == eligible
    assert min(asked.values()) >= 2


def test_a_box_is_that_of_the_exposure_in_whole_pixels(items: Questions, pictures: Pictures) -> None:
    for question in of(items, "region_localization"):
        (target,) = question.ask.targets
        boxes = {e.box for e in pictures[question.picture_ids[0]].exposures if (e.attribute, e.facet) == target}
        assert question.box in boxes
        assert tuple(map(int, question.answer.split(","))) == tuple(map(round, question.box or ()))


def test_cross_validation_is_half_yes_and_a_quarter_ruled(items: Questions) -> None:
    found = of(items, "cross_validation")
    for ruled in (True, False):
        answers = Counter(q.answer for q in found if bool(q.ask.rules) == ruled)
        assert abs(answers["yes"] - answers["no"]) <= 1
    assert sum(bool(q.ask.rules) for q in found) == round(0.25 * len(found))
    assert all(bool(q.context) == bool(q.ask.rules) for q in found)


def test_a_rule_never_speaks_of_two_pictures_of_one_kind(items: Questions, pictures: Pictures) -> None:
    # nobody has two payslips: such a pair could only be answered with "no"
    for question in of(items, "cross_validation"):
        hop = question.evidence[-1]
        if question.ask.rules:
            left, right = (pictures[question.picture_ids[number - 1]].kind for number in (hop.source, hop.target))
            assert left != right


def test_the_kinds_of_the_pictures_do_not_tell_yes_from_no(items: Questions, pictures: Pictures) -> None:
    """Whoever knows from all other items how often kinds go with "yes" is right no more often than by chance."""
    keyed = [q for q in of(items, "cross_validation") if not q.ask.rules]
    rows = [(tuple(sorted(pictures[p].kind for p in q.picture_ids)), q.answer) for q in keyed]
    seen: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for kinds, answer in rows:
        seen[kinds][answer] += 1
    right = 0.0
    for kinds, answer in rows:
        others = seen[kinds] - Counter([answer])
        right += 0.5 if others["yes"] == others["no"] else others.most_common(1)[0][0] == answer
    assert right / len(rows) < 0.62


def test_single_steps_have_distractors_that_show_the_target(items: Questions, pictures: Pictures) -> None:
    for question in of(items, "single_step_reasoning"):
        (target,) = question.ask.targets
        holders = [
            p
            for number, p in enumerate(question.picture_ids, start=1)
            if number != question.ask.anchor and any((e.attribute, e.facet) == target for e in pictures[p].exposures)
        ]
        values = [next(e.value for e in pictures[p].exposures if (e.attribute, e.facet) == target) for p in holders]
        assert len(holders) >= 3
        assert len(set(values)) == len(values)
        assert len(question.evidence) == question.hops == 1


def test_every_option_stands_in_some_picture(items: Questions, pictures: Pictures) -> None:
    """Who reads all pictures and joins none cannot rule an option out."""
    choices = [q for q in items if q.answer_kind == "choice"]
    seen = 0
    for question in choices:
        shown = [
            e
            for name in question.picture_ids
            for e in pictures[name].exposures
            if (e.attribute, e.facet) == question.ask.targets[0]
        ]
        kind = question.answer_type or "label"
        seen += {canonical(option, kind) for option in question.options} <= {canonical(e.text or "", kind) for e in shown}
    assert seen >= 0.97 * len(choices) > 50


def test_members_and_others_of_a_gallery_are_of_the_same_kinds(items: Questions, pictures: Pictures) -> None:
    """Over all galleries, no kind is a member's more often than others' by more than chance would have it."""
    excess: defaultdict[str, float] = defaultdict(float)
    spread: defaultdict[str, float] = defaultdict(float)
    for question in (q for q in items if q.answer_kind == "set"):
        share = len(question.members) / len(question.ask.gallery)
        for number in question.ask.gallery:
            kind = pictures[question.picture_ids[number - 1]].kind
            excess[kind] += (number in question.members) - share
            spread[kind] += share * (1 - share)
    assert all(abs(excess[kind]) <= 4 * max(1.0, spread[kind] ** 0.5) for kind in spread)


def test_chains_are_two_to_four_hops_and_a_third_start_from_a_face(items: Questions) -> None:
    found = of(items, "chained_reasoning")
    lengths = Counter(q.hops for q in found)
    assert set(lengths) == {2, 3, 4}
    assert min(lengths.values()) >= 0.15 * len(found)
    faces = sum(q.evidence[0].link == "face" for q in found)
    assert 0.28 <= faces / len(found) <= 0.39
    assert sum(any(hop.link == "fingerprint" for hop in q.evidence) for q in found) <= 0.05 * len(found)
    for question in found:
        assert len(question.steps) == len(question.evidence) == question.hops
        assert question.answer == " | ".join(step.value for step in question.steps)
        assert all(form.count(" | ") == question.hops - 1 for form in question.accepted)
        assert [step.link for step in question.steps] == [hop.link for hop in question.evidence]
        assert [step.picture for step in question.steps] == [hop.target for hop in question.evidence]


def test_each_picture_of_a_chain_has_a_distractor_of_its_kind(items: Questions, pictures: Pictures) -> None:
    lonely = 0
    found = of(items, "chained_reasoning")
    for question in found:
        chain = {question.ask.anchor, *(hop.target for hop in question.evidence)}
        kinds = Counter(pictures[p].kind for p in question.picture_ids)
        own = Counter(pictures[question.picture_ids[(number or 1) - 1]].kind for number in chain)
        lonely += any(kinds[kind] < 2 * number for kind, number in own.items())
    assert lonely <= 0.05 * len(found)


def test_galleries_have_members_and_others_of_every_size(items: Questions) -> None:
    found = of(items, "reidentification")
    assert set(Counter(q.gallery for q in found)) == {2, 4, 8, 16}
    for question in found:
        assert len(question.ask.gallery) == question.gallery
        assert 0 < len(question.members) < question.gallery
        assert set(question.members) < set(question.ask.gallery)
        assert question.chance == pytest.approx(1 / (2**question.gallery - 2))
    pairs = Counter(q.ask.gallery.index(q.members[0]) for q in found if q.gallery == 2)
    assert min(pairs.values()) >= 0.3 * sum(pairs.values())
    assert {q.doses["anchor"] for q in found} == {"picture", "text"}
    assert {q.doses["bridge"] for q in found} == {"yes", "no"}


def test_texts_mark_every_private_value_exactly(questions: Questions, pictures: Pictures) -> None:
    people = {person.person_id: person for person in paper_world(20, 360)[0]}
    for question in questions:
        if question.ask.anchor != 0:
            continue
        assert question.spans
        for span in question.spans:
            assert people[question.subject_id].value(span.attribute, span.facet) == span.value
            said = question.context[span.start : span.end]
            assert said
            assert said.strip() == said
        rest = question.context[: question.spans[0].start] + question.context[question.spans[-1].end :]
        facts = people[question.subject_id].facts
        values = {value for code, rows in facts.items() for row in rows for value in row.values() if len(value) > 3}
        assert not [value for value in values if value in rest]


def test_texts_are_of_many_sorts_and_lead_over_one_to_three_hops(items: Questions) -> None:
    found = of(items, "cross_modal_association")
    assert len({q.doses["text"] for q in found}) >= 5
    assert set(Counter(q.hops for q in found)) == {1, 2, 3}
    assert {q.answer_kind for q in found} == {"text", "choice"}


def test_doses_are_recorded_for_every_item(items: Questions) -> None:
    for question in items:
        assert {"document_language", "capture", "pictures"} <= set(question.doses)
        assert question.doses["pictures"] == str(len(question.picture_ids))
        assert question.cluster

"""What the items are composed of: doses, hard negatives, biometrics, and answers that stay apart and are spread."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from multipriv.questions.chains import is_near, name_parts, street
from multipriv.questions.draft import LEVELS
from multipriv.questions.generate import generate
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Person, Picture, Question
from multipriv.taxonomy.tasks import tasks
from multipriv.values import canonical
from tests.questions.paper_world import paper_world

Pictures = Mapping[str, Picture]
Questions = Sequence[Question]
REASONING = [code for code, task in tasks().items() if task.family == "reasoning"]


@cache
def paper_items(seed: int) -> tuple[list[Question], dict[str, Picture], dict[str, Person]]:
    """The English half of a whole `paper` suite on records, its pictures and its people."""
    people, pictures = paper_world(40, 719, seed)
    questions = generate(pictures, people, {code: task.paper_items for code, task in tasks().items()}, seed)
    return questions[::2], {p.picture_id: p for p in pictures}, {p.person_id: p for p in people}


@pytest.fixture
def people() -> Mapping[str, Person]:
    """The people of the world by id."""
    return {person.person_id: person for person in paper_world(20, 360)[0]}


def shares(items: Questions, task: str, dose: str) -> dict[str, float]:
    """Return how often each level of a dose stands in a task, as parts of its items."""
    found = Counter(q.doses[dose] for q in items if q.task == task)
    return {level: count / found.total() for level, count in found.items()}


def check_doses(items: Questions, least: float) -> None:
    for task in REASONING:
        captures = shares(items, task, "capture")
        assert set(captures) == set(LEVELS)
        assert min(captures.values()) >= least, (task, captures)
        assert max(captures.values()) <= 0.42, (task, captures)
        likeness = shares(items, task, "likeness")
        assert min(likeness["near"], likeness["far"]) >= 0.12, (task, likeness)
        languages = shares(items, task, "document_language")
        assert 0.4 <= languages["en"] <= 0.6
    sizes = Counter(q.gallery for q in items if q.gallery)
    assert set(sizes) == {2, 4, 8, 16}
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert {q.hops for q in items if q.task == "reidentification"} >= {1, 2, 3}


def test_every_level_of_every_dose_has_its_share(items: Questions) -> None:
    check_doses(items, 0.08)


def check_galleries(items: Questions, pictures: Pictures, people: Mapping[str, Person]) -> dict[str, float]:
    """Return the shares of galleries that hold what makes them hard, as far as their pictures show it."""
    found = Counter[str]()
    for question in (q for q in items if q.gallery):
        subject = people[question.subject_id]
        shown = [pictures[question.picture_ids[number - 1]] for number in question.ask.gallery]
        others = [pictures[question.picture_ids[n - 1]] for n in question.ask.gallery if n not in question.members]
        rivals = [(people[picture.person_ids[0]], {e.attribute for e in picture.exposures}) for picture in others]
        found["all"] += 1
        found["clean and camera"] += len({picture.capture == "clean" for picture in shown}) == 2
        found["near name"] += any("name" in seen and name_parts(subject) & name_parts(who) for who, seen in rivals)
        found["same street"] += any(seen & {"home_address", "route"} and street(subject) == street(who) for who, seen in rivals)
        found["same employer"] += any(
            "employer" in seen and subject.value("employer") == who.value("employer") for who, seen in rivals
        )
        found["family"] += any(subject.household_id == who.household_id for who, _ in rivals)
        found["alike"] += any(is_near(subject, who) for who, _ in rivals)
    shares = {name: count / found["all"] for name, count in found.items()}
    assert shares["clean and camera"] >= 0.7
    assert shares["near name"] >= 0.1
    assert shares["family"] >= 0.15
    assert shares["alike"] >= 0.4
    return shares


def test_galleries_mix_captures_near_names_and_people_alike(
    items: Questions, pictures: Pictures, people: Mapping[str, Person]
) -> None:
    check_galleries(items, pictures, people)


def test_small_galleries_show_no_kind_twice(items: Questions, pictures: Pictures) -> None:
    """Where two of four kinds stood twice, few sets would be possible."""
    for question in (q for q in items if q.gallery == 4):
        kinds = [pictures[question.picture_ids[number - 1]].kind for number in question.ask.gallery]
        assert len(set(kinds)) == 4


def test_a_kind_of_a_gallery_has_as_many_places_as_the_others(items: Questions, pictures: Pictures) -> None:
    uneven = 0
    for question in (q for q in items if q.gallery):
        kinds = Counter(pictures[question.picture_ids[number - 1]].kind for number in question.ask.gallery)
        uneven += max(kinds.values()) - min(kinds.values()) > 1
    assert uneven == 0


def check_negatives(items: Questions, pictures: Pictures, people: Mapping[str, Person], same_kind: float, alike: float) -> None:
    own: dict[str, set[str]] = defaultdict(set)
    for picture in pictures.values():
        if picture.scope == "individual":
            own[picture.person_ids[0]].add(picture.kind)
    found = Counter[str]()
    for question in (q for q in items if q.task == "cross_validation" and q.answer == "no"):
        odd = [p for name in question.picture_ids if question.subject_id not in (p := pictures[name]).person_ids]
        assert len(odd) == 1
        subject, other = people[question.subject_id], people[odd[0].person_ids[0]]
        found["all"] += 1
        found["same kind"] += odd[0].kind in own[question.subject_id]
        found["alike"] += is_near(subject, other)
    assert found["same kind"] >= same_kind * found["all"]
    assert found["alike"] >= alike * found["all"]


def test_negatives_of_cross_validation_are_of_the_same_kind_and_often_alike(
    items: Questions, pictures: Pictures, people: Mapping[str, Person]
) -> None:
    check_negatives(items, pictures, people, 0.8, 0.2)


def check_biometrics(items: Questions, pictures: Pictures, codes: Sequence[str], least: int) -> None:
    """Face, print and iris decide both answers with nothing beside them that could; a signature parts nobody."""
    alone: Counter[tuple[str, str]] = Counter()
    for question in (q for q in items if q.task == "cross_validation" and len(q.picture_ids) == 2 and not q.ask.rules):
        first, second = ({e.attribute for e in pictures[name].exposures} for name in question.picture_ids)
        deciding = {
            code
            for code in first & second
            if attributes()[code].equal_means == "same_person" or attributes()[code].unequal_means == "different_person"
        }
        if len(deciding) == 1:
            alone[deciding.pop(), question.answer] += 1
    for code in codes:
        assert min(alone[code, "yes"], alone[code, "no"]) >= least, alone


def test_each_biometric_is_probed_by_itself(items: Questions, pictures: Pictures) -> None:
    check_biometrics(items, pictures, ("face", "fingerprint"), 1)


def check_candidates(items: Questions, pictures: Pictures) -> None:
    """Among what an item shows of the kind asked for, what is printed of different values reads differently."""
    for question in items:
        targets = question.ask.targets if question.ask.form in ("value", "steps") else ()
        for target in targets:
            kind = attributes()[target[0]].facets[target[1]].type
            read: dict[str | None, set[str]] = defaultdict(set)
            for name in question.picture_ids:
                for e in pictures[name].exposures:
                    if (e.attribute, e.facet) == target and e.text is not None:
                        read[canonical(e.text, kind)].add(e.value)
            assert None not in read
            assert all(len(values) == 1 for values in read.values()), (question.task, target, read)
        if question.answer_kind == "text" and targets:
            kind = question.answer_type or "label"
            right = {canonical(form, kind) for form in (question.answer, *question.accepted)}
            shown = [e for name in question.picture_ids for e in pictures[name].exposures if (e.attribute, e.facet) == targets[0]]
            values = {e.value for e in shown if canonical(e.text or "", kind) in right}
            assert len(values) == 1


def test_no_two_candidates_of_an_item_normalise_to_one_string(items: Questions, pictures: Pictures) -> None:
    check_candidates(items, pictures)


def check_spread(items: Questions) -> None:
    """No value is the answer much more often than others: letters and yes or no evenly, texts hardly ever twice."""
    for task, form in {(q.task, q.answer_kind) for q in items if q.answer_kind in ("yes_no", "choice")}:
        found = Counter(q.answer for q in items if (q.task, q.answer_kind) == (task, form))
        assert max(found.values()) - min(found.values()) <= (2 if task == "cross_validation" else 1), (task, found)
    for task in ("information_extraction", "single_step_reasoning", "cross_modal_association"):
        found = Counter(q.answer for q in items if q.task == task and q.answer_kind == "text" and q.attributes[0] != "gender")
        assert max(found.values()) <= max(3, 0.03 * found.total()), found.most_common(3)


def test_answers_are_spread_over_options_and_values(items: Questions) -> None:
    check_spread(items)


def check_texts(items: Questions) -> None:
    sorts = Counter(q.doses["text"] for q in items if q.task == "cross_modal_association")
    assert len(sorts) >= 5
    assert max(sorts.values()) <= 0.4 * sorts.total()
    for question in (q for q in items if q.task == "cross_modal_association"):
        said = question.options["ABCD".index(question.answer)] if question.options else question.answer
        assert not re.search(rf"(?<![A-Za-z0-9]){re.escape(said)}(?![A-Za-z0-9])", question.context)


def test_texts_are_of_many_sorts_and_never_hold_the_answer(items: Questions) -> None:
    check_texts(items)


@pytest.mark.heavy
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_whole_paper_suite_is_composed_as_stated(seed: int) -> None:
    items, pictures, people = paper_items(seed)
    check_doses(items, 0.1)
    shares = check_galleries(items, pictures, people)
    assert shares["near name"] >= 0.15
    assert shares["family"] >= 0.2
    assert min(shares["same street"], shares["same employer"]) >= 0.03
    check_negatives(items, pictures, people, 0.9, 0.25)
    check_biometrics(items, pictures, ("face", "fingerprint", "iris"), 3)
    check_candidates(items, pictures)
    check_spread(items)
    check_texts(items)
    chains = [q for q in items if q.task == "chained_reasoning"]
    assert 0.32 <= sum(q.evidence[0].link == "face" for q in chains) / len(chains) <= 0.35
    assert sum(any(hop.link == "fingerprint" for hop in q.evidence) for q in chains) <= 0.05 * len(chains)
    assert min(Counter(q.hops for q in chains).values()) >= 100
    probes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for question in items:
        if question.probe_of is not None:
            probes[question.probe_of].add((question.picture_ids[0], question.attributes[0]))
    assert len(probes) >= 150
    for question in (q for q in items if q.item_id in probes):
        for hop in (hop for hop in question.evidence if hop.link != "correlated" and hop.source):
            assert (question.picture_ids[hop.source - 1], hop.from_attribute) in probes[question.item_id]
    for task in REASONING:
        subjects = Counter(q.subject_id for q in items if q.task == task)
        assert len(subjects) >= 38
        assert max(subjects.values()) <= 0.08 * subjects.total()

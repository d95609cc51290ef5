"""Balance: what was right too often is sought for the wrong side, within bounds, and holders are counted against their rivals."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from multipriv.questions.balance import Balance, looks
from multipriv.questions.draft import LEVELS
from multipriv.taxonomy.records import Picture, Question


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60))
def test_what_is_owed_has_the_sign_of_the_excess_and_bounds(noted: list[tuple[str, bool]]) -> None:
    balance = Balance()
    for look, right in noted:
        balance.add([look], 0.5 if right else -0.5)
    for look in "abc":
        excess = sum(1 if right else -1 for one, right in noted if one == look)
        owed = balance.owed([look])
        assert -1 <= owed <= 1
        assert (owed > 0) == (excess > 0)
        assert (owed < 0) == (excess < 0)


def test_how_a_picture_stands_beside_its_anchor_counts(pictures: Mapping[str, Picture]) -> None:
    one, other = list(pictures.values())[:2]
    alone, beside = looks(one, None), looks(one, other)
    assert set(alone) < set(beside)
    assert ("beside", other.capture, one.capture) in beside


def test_holders_are_taken_as_their_rivals_are(items: Sequence[Question], pictures: Mapping[str, Picture]) -> None:
    """Over all items of a task, each level of capture stands as often on the holder as on those who could be it."""
    for task in ("single_step_reasoning", "chained_reasoning", "cross_modal_association"):
        excess, count = dict.fromkeys(LEVELS, 0.0), 0
        for question in (q for q in items if q.task == task):
            shown = [pictures[name] for name in question.picture_ids]
            target = question.ask.targets[-1]
            rivals = [p for p in shown if any((e.attribute, e.facet) == target and e.via is None for e in p.exposures)]
            excess[shown[question.evidence[-1].target - 1].capture] += 1
            for picture in rivals:
                excess[picture.capture] -= 1 / len(rivals)
            count += 1
        assert count >= 90
        assert max(map(abs, excess.values())) <= 0.06 * count, (task, excess)

import numpy as np
import pytest

from multipriv.risk.cells import estimates
from multipriv.risk.comparisons import differences, family_gaps, holm_adjust, leaders, mcnemar, shared
from tests.risk.generated_verdicts import verdicts


def test_holm_steps_down() -> None:
    assert holm_adjust([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm_adjust([0.5, 0.9]) == [1.0, 1.0]


def test_a_run_does_not_differ_from_itself() -> None:
    table = verdicts()
    for one in differences(table, table):
        assert one.difference == 0
        assert one.p == 1
        assert not one.clear


def test_a_better_model_is_told_apart_and_the_interval_holds_the_difference() -> None:
    good, bad = verdicts("a", 0.8, clusters=30, per_cluster=8), verdicts("b", 0.5, clusters=30, per_cluster=8)
    one = next(one for one in differences(good, bad) if one.name == "reasoning.overall")
    assert one.clear
    assert one.low < 0.3 < one.high
    assert 0.05 < one.detectable < 0.15


def test_few_households_never_give_a_clear_difference() -> None:
    found = differences(verdicts("a", 0.95, clusters=6, per_cluster=20), verdicts("b", 0.1, clusters=6, per_cluster=20))
    assert found
    assert not any(one.clear for one in found)


def test_pairs_are_the_questions_that_both_were_asked() -> None:
    left, right = verdicts("a"), verdicts("b", languages=("en",))
    right.loc[right.index[:10], "outcome"] = "unsupported"
    a, b = shared(left, right)
    assert list(a["question_id"]) == list(b["question_id"])
    assert len(a) == len(right) - 10


def test_a_question_answered_twice_is_no_pair() -> None:
    table = verdicts()
    twice = table.iloc[[0, 0, 1]]
    with pytest.raises(ValueError, match="twice"):
        shared(table, twice)


def test_mcnemar_counts_the_discordant() -> None:
    left = verdicts("a", 0.9, spread=0)
    right = left.copy()
    rows = np.flatnonzero(left["outcome"] == "correct")[:12]
    right.loc[right.index[rows], "outcome"] = "wrong"
    assert mcnemar(left, right) == (12, 0, pytest.approx(2 * 0.5**12))


def test_the_language_gap_is_paired_by_item() -> None:
    table = verdicts(skill={"en": 0.8, "zh": 0.5}, clusters=30, per_cluster=6)
    gap = family_gaps(table)["reasoning"]
    assert gap.clear
    assert gap.low < 0.3 < gap.high
    assert gap.left > gap.right


def test_leaders_are_marked_only_where_some_model_is_clearly_behind() -> None:
    def overall(model: str, skill: float, clusters: int = 30) -> object:
        return estimates(verdicts(model, skill, clusters=clusters, per_cluster=6))["reasoning.overall"]

    level = {name: overall(name, 0.6) for name in ("a", "b")}
    assert leaders(level) == frozenset()
    assert leaders({**level, "c": overall("c", 0.2)}) == {"a", "b"}
    assert leaders({name: overall(name, skill, 6) for name, skill in (("a", 0.9), ("b", 0.1))}) == frozenset()

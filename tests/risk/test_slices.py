import pandas as pd
import pytest

from multipriv.risk import recognition
from multipriv.risk.breakdown import breakdown, level_differences
from multipriv.risk.cells import accuracy, completion, f1
from multipriv.risk.further import further, macro_f1, prefix
from multipriv.risk.slices import (
    REASONING_TASKS,
    above_chance,
    by,
    by_link,
    hops_taken,
    linking,
    outcome_shares,
    survival,
)
from tests.risk.generated_verdicts import verdicts


def recognition_items(said: str, items: int = 200) -> pd.DataFrame:
    expected = ["yes", "no"] * (items // 2)
    return pd.DataFrame({
        "expected": expected, "said": said, "outcome": ["correct" if one == said else "wrong" for one in expected],
        "score": [float(one == said) for one in expected], "chance": 0.5, "cluster": [f"h{i % 40}" for i in range(items)],
    })  # fmt: skip


def test_always_yes_gains_nothing_where_yes_bias_is_taken_out() -> None:
    items = recognition_items("yes")
    assert recognition.balanced_accuracy(items).value == pytest.approx(0.5)  # type: ignore[union-attr]
    assert recognition.yes_rate(items).value == 1.0  # type: ignore[union-attr]
    assert recognition.mcc(items) is None
    assert above_chance(items).value == pytest.approx(0.0)  # type: ignore[union-attr]


def test_mcc_is_one_for_perfect_answers_and_that_by_hand_otherwise() -> None:
    items = recognition_items("yes")
    perfect = items.assign(outcome="correct")
    assert recognition.mcc(perfect).value == pytest.approx(1.0)  # type: ignore[union-attr]
    # 30 of 40 positives found, 10 of 60 negatives alarmed: (30*50 - 10*10) / sqrt(40*40*60*60)
    outcome = ["correct"] * 30 + ["wrong"] * 10 + ["wrong"] * 10 + ["correct"] * 50
    table = pd.DataFrame(
        {"expected": ["yes"] * 40 + ["no"] * 60, "outcome": outcome, "cluster": [f"h{i % 20}" for i in range(100)]}
    )
    assert recognition.mcc(table).value == pytest.approx(1400 / 2400)  # type: ignore[union-attr]


def test_survival_falls_and_counts_only_chains_that_are_long_enough() -> None:
    table = verdicts(skill=0.8, clusters=40, per_cluster=20, spread=0.0)
    curve = survival(table).set_index("level")
    assert list(curve.index) == [1, 2, 3, 4]
    for step in curve.index:
        assert curve.loc[step, "value"] == pytest.approx(0.8**step, abs=0.06)
        assert curve.loc[step, "low"] < curve.loc[step, "value"] < curve.loc[step, "high"]
    chains = table[table["task"] == "chained_reasoning"]
    assert curve.loc[4, "n"] == (chains["steps_required"] >= 4).sum()


def test_levels_are_told_apart() -> None:
    table = verdicts()
    hard = table["dose_capture"] == "hard"
    table.loc[hard, "outcome"] = "wrong"
    levels = by(table, "dose_capture", accuracy).set_index("level")
    assert levels.loc["hard", "value"] == 0.0
    assert levels.loc["hard", "high"] > 0.0
    assert levels.loc["clean", "value"] > 0.4


def test_outcomes_add_up_to_one() -> None:
    shares = outcome_shares(verdicts(refused=0.3, abstained=0.2))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares["refused"] == pytest.approx(0.3, abs=0.05)


def test_linking_is_conditioned_on_the_cues_that_the_model_reads() -> None:
    table = verdicts(skill=1.0, spread=0.0)
    items = table[(table["task"] == "single_step_reasoning") & (table["language"] == "en")]
    probes = table[(table["task"] == "information_extraction") & (table["language"] == "en")].head(len(items)).copy()
    probes["probe_of"] = items["item_id"].to_numpy()
    blind = items["item_id"].iloc[: len(items) // 2]
    probes.loc[probes["probe_of"].isin(blind), "outcome"] = "wrong"
    table.loc[items.index[items["item_id"].isin(blind)], ["outcome", "score"]] = ["wrong", 0.0]
    read, missed = linking(pd.concat([table, probes], ignore_index=True))
    assert read is not None
    assert missed is not None
    assert (read.value, missed.value) == (1.0, 0.0)
    assert read.n == len(items) - len(blind)
    found = breakdown(pd.concat([table, probes], ignore_index=True))["cues"]
    assert dict(zip(found["linked"]["level"], found["linked"]["value"], strict=True)) == {"read": 1.0, "missed": 0.0}
    assert found["chains"].empty  # no chain was probed


def test_further_cells_agree_with_the_answers() -> None:
    table = verdicts(skill=0.7, clusters=30)
    found = further(table)
    chains = table[(table["task"] == "chained_reasoning") & (table["language"] == "en")]
    boxes = table[table["task"] == "region_localization"]
    assert found["en.chained.final"].value == pytest.approx(chains["final_right"].mean())  # type: ignore[union-attr]
    assert found["en.chained.prefix"].value <= (chains["steps_done"].sum() / chains["steps_required"].sum())  # type: ignore[union-attr]
    assert found["iou.found"].value == pytest.approx((boxes["score"] > 0.5).mean())  # type: ignore[union-attr]


def test_a_refuser_stands_below_chance() -> None:
    found = further(verdicts(refused=1.0))
    assert found["reasoning.above_chance"].value < 0  # type: ignore[union-attr]
    assert found["en.direct.balanced_accuracy"].value == 0  # type: ignore[union-attr]


def test_macro_f1_is_the_mean_over_attributes() -> None:
    table = verdicts(skill=0.6)
    rows = table[(table["task"] == "indirect_identifier_recognition") & (table["language"] == "zh")]
    values = [found.value for _, part in rows.groupby("attribute") if (found := f1(part)) is not None]
    assert macro_f1(rows).value == pytest.approx(sum(values) / len(values))  # type: ignore[union-attr]
    assert macro_f1(rows.assign(outcome="refused")).value == 0  # type: ignore[union-attr]


def three_chains() -> pd.DataFrame:
    """Return the worked example of docs/metrics.md: all right; right, wrong, right; refused."""
    return pd.DataFrame({
        "task": "chained_reasoning", "cluster": ["a", "b", "c"], "outcome": ["correct", "partial", "refused"],
        "score": [1.0, 2 / 3, 0.0], "steps_done": [3, 2, 0], "steps_required": 3, "first_break": [None, 2, 1],
        "path": ["face+text+text", "text+text+text", "face+text+text"],
    }).astype({"first_break": "Int64"})  # fmt: skip


def test_chains_break_where_the_worked_example_says() -> None:
    chains = three_chains()
    by_step, by_link = (hops_taken(chains, column).set_index("level") for column in ("step", "link"))
    assert list(by_step["value"]) == pytest.approx([2 / 3, 1 / 2, 1])
    assert list(by_step["n"]) == [3, 2, 1]
    assert by_link.loc["face", "value"] == 0.5
    assert by_link.loc["text", "value"] == pytest.approx(3 / 4)
    assert list(survival(chains)["value"]) == pytest.approx([2 / 3, 1 / 3, 1 / 3])
    assert completion(chains).value == pytest.approx(5 / 9)  # type: ignore[union-attr]
    assert prefix(chains).value == pytest.approx(4 / 9)  # type: ignore[union-attr]


def test_an_item_that_needs_two_kinds_of_link_counts_for_both() -> None:
    table = verdicts(skill=1.0, spread=0.0, refused=0.0)
    table["links"] = "face+text"
    rows = by_link(table, accuracy).set_index("level")
    assert set(rows.index) == {"face", "text"}
    assert rows.loc["face", "n"] == rows.loc["text", "n"] == table["task"].isin(REASONING_TASKS).sum()


def test_the_breakdown_parts_the_risk_by_what_is_revealed() -> None:
    table = verdicts(skill=0.7, clusters=30, per_cluster=6)
    lost = table["attribute"].eq("phone")
    table.loc[lost, ["outcome", "score"]] = ["wrong", 0.0]
    found = breakdown(table)
    by_attribute = found["attribute"]["reasoning"].set_index("level")["value"]
    assert by_attribute["phone"] < 0 < by_attribute.drop("phone").min()
    assert set(found["category"]["perception"]["level"]) == set(table["category"].astype(str))
    assert list(found["hop"]["length"]["level"]) == [2, 3, 4]
    assert set(found["link"]["hops"]["level"]) == {"face", "text"}


def test_differences_of_levels_find_the_level_that_differs() -> None:
    left = verdicts("a", 0.7, clusters=30, per_cluster=8)
    right = left.copy()
    worse = right["category"].eq("medical") & right["task"].isin(REASONING_TASKS)
    right.loc[worse, ["outcome", "score"]] = ["wrong", 0.0]
    found = level_differences(left, right, "category")
    assert {one.name for one in found if one.clear} == {"reasoning.medical"}
    links = {one.name: one for one in level_differences(left, right, "link")}
    assert links["reasoning.text"].clear
    assert links["reasoning.face"].adjusted < 0.05
    assert not links["reasoning.face"].clear  # ten households only


def test_many_counts_of_a_dose_become_ranges() -> None:
    table = verdicts(clusters=30).assign(dose_pictures=lambda rows: [str(1 + number % 17) for number in range(len(rows))])
    levels = breakdown(table)["dose"]["pictures"]
    assert list(levels["level"].astype(str)) == ["1", "2–4", "5–8", "9–12", "13 and more"]
    assert levels["n"].sum() == len(table)

import pandas as pd

from multipriv.models.catalogue import catalogue
from multipriv.risk.findings import capability, driver, findings, language, prompting, published_findings, refusing, scale
from tests.risk.generated_verdicts import verdicts

WIDE = {"clusters": 30, "per_cluster": 6}


def with_probes(table: pd.DataFrame, read: float) -> pd.DataFrame:
    """Return the table with one probe for every cross-modal item, the first share `read` of them answered right."""
    items = table[table["task"] == "cross_modal_association"]
    probes = items.assign(task="information_extraction", answer_kind="text", probe_of=items["item_id"])
    probes["question_id"] = "probe-" + probes["question_id"]
    probes["item_id"] = "probe-" + probes["item_id"]
    probes["outcome"] = ["correct" if number < read * len(probes) else "wrong" for number in range(len(probes))]
    return pd.concat([table, probes], ignore_index=True)


def test_able_models_support_the_first_finding_and_guessers_contradict_it() -> None:
    assert capability({name: verdicts(name, 0.8, **WIDE) for name in "abc"}).verdict == "supported"
    assert capability({name: verdicts(name, 0.05, **WIDE) for name in "abc"}).verdict == "contradicted"
    assert capability({}).verdict == "not enough data"
    few = capability({"a": verdicts("a", 0.8, clusters=6, per_cluster=20)})
    assert few.verdict == "not enough data"
    assert "No verdict on 6 households" in few.reason


def test_failures_in_spite_of_reading_support_the_second_finding() -> None:
    assert driver({"a": with_probes(verdicts("a", 0.4, **WIDE), 0.95)}).verdict == "supported"
    assert driver({"a": with_probes(verdicts("a", 0.4, **WIDE), 0.05)}).verdict == "contradicted"
    assert driver({"a": verdicts("a", 0.4, **WIDE)}).verdict == "not enough data"


def test_a_gap_in_one_model_supports_the_third_finding() -> None:
    found = language({"a": verdicts("a", {"en": 0.8, "zh": 0.5}, **WIDE), "b": verdicts("b", 0.6, **WIDE)})
    assert found.verdict == "supported"
    assert found.low is not None
    assert found.low > 0
    same = verdicts("c", {"en": 0.6}, languages=("en",), **WIDE)
    twin = same.assign(language="zh", question_id=same["question_id"].str.replace("-en", "-zh"))
    assert language({"c": pd.concat([same, twin], ignore_index=True)}).verdict == "contradicted"


def test_size_decides_only_where_risk_follows_it() -> None:
    sizes = {f"m{i}": (f"family{i % 5}", float(i)) for i in range(1, 16)}
    assert scale({f"m{i}": i / 20 for i in range(1, 16)}, sizes).verdict == "contradicted"
    assert scale({f"m{i}": -i / 20 for i in range(1, 16)}, sizes).verdict == "contradicted"
    assert scale({f"m{i}": (i * 7 % 15) / 20 for i in range(1, 16)}, sizes).verdict == "supported"
    assert scale({"m1": 0.5}, sizes).verdict == "not enough data"


def test_a_prompt_that_helps_supports_the_fifth_finding_and_one_that_hurts_contradicts_it() -> None:
    plain = {"a": verdicts("a", 0.5, **WIDE)}
    for skill, verdict in ((0.8, "supported"), (0.2, "contradicted")):
        found = prompting(plain, {("a", "step-by-step", "none"): verdicts("a", skill, prompt="step-by-step", **WIDE)}, {})
        assert found.verdict == verdict
    assert prompting(plain, {}, {}).verdict == "not enough data"


def test_refusals_of_an_able_model_hide_ability_and_those_of_a_weak_one_do_not() -> None:
    peer = verdicts("peer", 0.6, **WIDE)
    able = refusing({"able": verdicts("able", 0.9, refused=0.5, **WIDE), "peer": peer}, {})
    assert able.verdict == "supported"
    assert "all right" in able.reason
    weak = verdicts("weak", 0.0, spread=0.0, **WIDE)
    weak.loc[weak.index % 2 == 0, "outcome"] = "refused"
    assert refusing({"weak": weak, "peer": peer}, {}).verdict != "supported"
    assert refusing({"peer": peer}, {}).verdict == "not enough data"


def test_a_refusing_model_is_held_against_itself_where_it_was_told_that_all_is_fictional() -> None:
    plain, told = verdicts("a", 0.8, refused=0.6, **WIDE), verdicts("a", 0.8, control="declared-fictional", **WIDE)
    found = refusing({"a": plain}, {"a": told})
    assert found.verdict == "supported"
    assert "fictional" in found.reason


def test_all_six_come_in_order_and_say_what_they_measure() -> None:
    found = findings({"a": verdicts("a", **WIDE)}, {}, {})
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6]
    assert all(one.title and one.measure and one.reason for one in found)


def test_the_published_figures_allow_two_findings() -> None:
    known = {name: (entry.family, entry.parameters) for entry in catalogue() for name in entry.published}
    found = {one.number: one for one in published_findings(known)}
    assert set(found) == {3, 4}
    assert found[3].effect is not None
    assert 0.03 < found[3].effect < 0.09
    assert found[4].effect is not None
    assert published_findings({})[1].effect is None


def test_a_reasoning_prompt_is_held_against_the_direct_style_where_there_is_one() -> None:
    plain, prompted = verdicts("a", 0.8, **WIDE), verdicts("a", 0.8, prompt="step-by-step", **WIDE)
    direct = verdicts("a", 0.4, prompt="direct", **WIDE)
    styles = {("a", "step-by-step", "none"): prompted, ("a", "direct", "none"): direct}
    fifth = findings({"a": plain}, styles, {})[4]
    assert fifth.verdict == "supported"
    assert "direct" in fifth.reason
    assert findings({"a": plain}, {("a", "step-by-step", "none"): prompted}, {})[4].verdict == "not enough data"

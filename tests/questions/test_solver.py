"""The solver against brute force on tiny worlds, and on the cases that its rules name."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.questions.linkage import conflicts, links
from multipriv.questions.solver import solve, suspect
from multipriv.taxonomy.records import Ask, Picture, Question, Span
from tests.questions.small_worlds import exposure, picture, question

SAME = Ask("same_person")
STRONG = ("phone", "national_id", "face")


def same(pictures: list[Picture], ask: Ask = SAME) -> Question:
    return question("cross_validation", ask, "yes", pictures, "yes_no")


def partitions(items: list[int]) -> Iterator[list[list[int]]]:
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in partitions(rest):
        for place in range(len(smaller)):
            yield [*smaller[:place], [first, *smaller[place]], *smaller[place + 1 :]]
        yield [[first], *smaller]


def values(shown: Picture) -> dict[tuple[str, str], frozenset[str]]:
    return {(e.attribute, e.facet): frozenset({e.value}) for e in shown.exposures}


def possible(pictures: list[Picture]) -> list[list[list[int]]]:
    """Every way to assign the pictures to people that the linking semantics allow, names aside."""
    shown = [values(p) for p in pictures]

    def allowed(blocks: list[list[int]]) -> bool:
        home = {i: n for n, block in enumerate(blocks) for i in block}
        pairs = [(a, b) for a in home for b in home if a < b]
        linked = all(home[a] == home[b] for a, b in pairs if links(shown[a], shown[b]) - {"name"})
        return linked and not any(home[a] == home[b] and conflicts(shown[a], shown[b]) for a, b in pairs)

    return [blocks for blocks in partitions(list(range(len(pictures)))) if allowed(blocks)]


def fewest_bearers(pictures: list[Picture], worlds: list[list[list[int]]]) -> list[list[list[int]]]:
    """Of the possible worlds those in which names have the fewest bearers: one name is one person unless told apart."""

    def bearers(blocks: list[list[int]]) -> int:
        names = [{v for i in block for v in values(pictures[i]).get(("name", "value"), ())} for block in blocks]
        return sum(map(len, names))

    least = min(map(bearers, worlds))
    return [blocks for blocks in worlds if bearers(blocks) == least]


def verdict(worlds: list[list[list[int]]]) -> str | None:
    together = {any({0, 1} <= set(block) for block in blocks) for blocks in worlds}
    return {True: "yes", False: "no"}[together.pop()] if len(together) == 1 else None


def worlds_of(attributes: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, str]]]:
    shown = st.dictionaries(st.sampled_from(attributes), st.sampled_from(["1", "2"]), max_size=3)
    return st.lists(shown, min_size=2, max_size=5)


@given(worlds_of((*STRONG, "birth_date", "gender", "employer")))
@settings(max_examples=300, deadline=None)
def test_agrees_with_brute_force_over_keys_and_conflicts(shown: list[dict[str, str]]) -> None:
    pictures = [picture(n, values, f"p{n}", exposure("employer", "x", f"p{n}")) for n, values in enumerate(shown)]
    worlds = possible(pictures)
    if not worlds:
        assert solve(same(pictures[:2]), pictures[:2]).answer in (None, ("no",), ("yes",))
        return
    two = same(pictures)
    asked = [pictures[0], pictures[1]]
    expected = verdict(worlds)
    derived = solve(question("cross_validation", SAME, "yes", asked, "yes_no"), asked).answer
    if len(pictures) == 2:
        assert derived == (None if expected is None else (expected,))
    else:
        members = solve(_membership(two), pictures)
        assert _agrees_on_first(members.answer, expected)


def _membership(asked: Question) -> Question:
    ask = Ask("members", anchor=1, gallery=(2,))
    return question("reidentification", ask, "2", [], "set", picture_ids=asked.picture_ids)


def _agrees_on_first(answer: tuple[str, ...] | None, expected: str | None) -> bool:
    return {"yes": ("2",), "no": (), None: None}[expected] == answer


@given(worlds_of(("name", "phone", "birth_date")))
@settings(max_examples=300, deadline=None)
def test_what_names_prove_holds_in_every_world_with_fewest_bearers(shown: list[dict[str, str]]) -> None:
    pictures = [picture(n, values, f"p{n}", exposure("employer", "x", f"p{n}")) for n, values in enumerate(shown)]
    worlds = possible(pictures)
    answer = solve(_membership(same(pictures)), pictures).answer
    if worlds and answer is not None:
        assert _agrees_on_first(answer, verdict(fewest_bearers(pictures, worlds)))


def test_a_name_joins_unless_something_tells_its_bearers_apart() -> None:
    plain = [picture(1, {"name": "Ana Roe"}), picture(2, {"name": "Ana Roe"})]
    assert solve(same(plain), plain).answer == ("yes",)
    told_apart = [
        picture(1, {"name": "Ana Roe", "birth_date": "1990-01-01"}),
        picture(2, {"name": "Ana Roe", "birth_date": "1971-05-05"}),
    ]
    assert solve(same(told_apart), told_apart).answer == ("no",)


def test_a_third_bearer_of_a_shared_name_stays_open() -> None:
    pictures = [
        picture(1, {"name": "Ana Roe"}),
        picture(2, {"name": "Ana Roe", "birth_date": "1990-01-01"}),
        picture(3, {"name": "Ana Roe", "birth_date": "1971-05-05"}),
    ]
    asked = question("reidentification", Ask("members", anchor=1, gallery=(2, 3)), "2", pictures, "set")
    assert solve(asked, pictures).answer is None


def test_a_chain_needs_its_bridge() -> None:
    pictures = [
        picture(1, {"face": "f1"}),
        picture(2, {"face": "f1", "vehicle_plate": "AB 1"}),
        picture(3, {"vehicle_plate": "AB 1", "national_id": "9"}),
        picture(4, {"national_id": "9", "diagnosis": "asthma"}),
        picture(5, {"national_id": "8", "diagnosis": "gout"}, "other"),
    ]
    asked = question("chained_reasoning", Ask("steps", anchor=1, targets=(("diagnosis", "value"),)), "asthma", pictures, "steps")
    assert solve(asked, pictures).answer == ("asthma",)
    for gone in range(4):
        assert suspect(asked, [p if n != gone else None for n, p in enumerate(pictures)], {}).answer is None


def test_elimination_finds_the_only_candidate() -> None:
    pictures = [picture(1, {"face": "f1"}), picture(2, {"phone": "1", "diagnosis": "asthma"}, "x")]
    asked = question("single_step_reasoning", Ask("value", anchor=1, targets=(("diagnosis", "value"),)), "asthma", pictures)
    assert solve(asked, pictures).answer is None
    assert suspect(asked, pictures, {}).answer == ("asthma",)


def test_apparent_gender_excludes_for_an_attacker_only() -> None:
    pictures = [
        picture(1, {"face": "f1"}),
        picture(2, {"gender": "male", "diagnosis": "gout"}, "x"),
        picture(3, {"phone": "7", "diagnosis": "asthma"}, "y"),
    ]
    asked = question("single_step_reasoning", Ask("value", anchor=1, targets=(("diagnosis", "value"),)), "asthma", pictures)
    assert suspect(asked, pictures, {}).answer is None
    assert suspect(asked, pictures, {("face", "f1"): ("female", 1990)}).answer == ("asthma",)


def test_a_stated_rule_joins_and_parts() -> None:
    flown = {"flight.destination": "Port Ellin", "flight.date": "2025-05-02", "email": "a@example.com"}
    slept = {"hotel_stay.city": "Port Ellin", "hotel_stay.check_in": "2025-05-02", "phone": "5"}
    pictures = [picture(1, flown), picture(2, slept)]
    ruled = Ask("same_person", rules=("flight_hotel",))
    assert solve(same(pictures), pictures).answer is None
    assert solve(same(pictures, ruled), pictures).answer == ("yes",)
    elsewhere = [pictures[0], picture(2, {**slept, "hotel_stay.check_in": "2025-05-03"})]
    assert solve(same(elsewhere, ruled), elsewhere).answer == ("no",)


def test_tax_follows_income_to_the_cent() -> None:
    ask = Ask("same_person", rules=("income_tax",))
    pictures = [picture(1, {"income": "4210.33"}), picture(2, {"tax": "631.55"})]
    assert solve(same(pictures, ask), pictures).answer == ("yes",)
    other = [pictures[0], picture(2, {"tax": "631.56"})]
    assert solve(same(other, ask), other).answer == ("no",)


def test_the_text_is_a_mention_of_its_own() -> None:
    pictures = [picture(1, {"phone": "5", "diagnosis": "asthma"}), picture(2, {"phone": "6", "diagnosis": "gout"}, "o")]
    context = "Call 5 if she is late."
    asked = question(
        "cross_modal_association", Ask("value", anchor=0, targets=(("diagnosis", "value"),)), "asthma", pictures,
        context=context, spans=(Span("phone", "value", "5", 5, 6),),
    )  # fmt: skip
    assert solve(asked, pictures).answer == ("asthma",)


def test_rows_are_found_by_their_payee() -> None:
    rows = [("Larch Foods", "12.50"), ("Quay Books", "40.00")]
    shown_rows = [(n, facet, value) for n, row in enumerate(rows) for facet, value in zip(("payee", "amount"), row, strict=True)]
    more = [exposure("transactions", value, facet=facet, row=n) for n, facet, value in shown_rows]
    shown = [picture(1, {}, "p", *more)]
    ask = Ask("extract", anchor=1, targets=(("transactions", "amount"),), row_value="Quay Books")
    assert solve(question("information_extraction", ask, "40.00", shown), shown).answer == ("40.00",)

"""Task 5: do these pictures show one person? Half do; a quarter rest on a correlation whose rule is stated."""

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from multipriv.questions import assembly
from multipriv.questions.balance import Balance
from multipriv.questions.chains import LEVEL_WEIGHT, Chain, chains, closeness, is_near, levels
from multipriv.questions.corpus import Corpus, View
from multipriv.questions.decks import WIDE, Deck, alternate
from multipriv.questions.draft import Cue, Draft, Seating, doses, hardest
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.linking import Correlation, correlations
from multipriv.taxonomy.records import Ask, Hop, Person, Picture

TASK = "cross_validation"
RULED_SHARE = 0.25
THREE_SHARE = 0.25
HOMONYM_SHARE = 0.1
"""The share of "no" that rests on two people of one name, as far as there are any."""
CONSIDERED = 100
"""The most pictures among which an impostor is sought: more of them would only cost time."""
CLOSENESS = 3.0
"""What a shared household, name, street or employer counts for beside looks and likeness."""
OWED_WEIGHT = 8.0
"""The same of levels of capture that are owed to "no"."""
OTHERS = 60
"""Other people's pictures that each picture is paired with, for rules to part."""
TABLE_ROWS = 6
KINDS_WEIGHT = 6
"""What it counts for that "yes" and "no" show the same kinds of picture, beside one person's being drawn again."""


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items, as many "yes" as "no" in each of the two parts."""
    ruled = _ruled(shop, round(RULED_SHARE * count))
    return [*_keyed(shop, count - len(ruled)), *ruled]


def _keyed(shop: Workshop, count: int) -> list[Draft]:
    """Items that shared keys or one clash decide. "No" starts from the same chains, with another's picture at the end."""
    rng = shop.stream(TASK, "keys")
    found: list[Draft] = []
    answers = alternate(count, ["yes", "no"], rng)
    threes = alternate(count, [True] + [False] * round(1 / THREE_SHARE - 1), rng)
    near = alternate(count, [True, False], rng)
    hands = {hops: chains(shop.corpus, [hops]) for hops in (1, 2)}
    fair = {hops: [chain for chain in hand if _is_fair(chain)] for hops, hand in hands.items()}
    decks = {(answer, hops): Deck(hand, _features, rng, WIDE) for answer in ("yes", "no") for hops, hand in fair.items()}
    twins = Deck([chain for chain in hands[1] if _twins(shop.corpus, chain)], _features, rng)
    named, balance = round(HOMONYM_SHARE * answers.count("no")), Balance()
    for place in range(count):
        ways = [decks[answers[place], hops] for hops in ((2, 1) if threes[place] else (1, 2))]
        if answers[place] == "no" and named > 0:
            named -= 1
            ways.insert(0, twins)
        for deck in ways:
            draft = next(
                (d for chain in deck if (d := _keyed_item(shop, deck, chain, answers[place], near[place], balance, rng))), None
            )
            if draft is not None:
                balance.add(_captures(draft.pictures), 1.0 if draft.answer == "yes" else -1.0)
                found.append(draft)
                _owe([deck for (answer, _), deck in decks.items() if answer != answers[place]], draft)
                break
    return found


def _owe(decks: Iterable[Deck[Any]], draft: Draft) -> None:
    """Let the decks of the other answer draw the same kinds of picture sooner."""
    for deck in decks:
        deck.kept.add(_evenly(draft.pictures), -1)


def _evenly(pictures: Iterable[Picture]) -> list[Hashable]:
    return [("even", *sorted(picture.kind for picture in pictures))] * KINDS_WEIGHT


def _is_fair(chain: Chain) -> bool:
    """Whether another's picture of the last kind could clash: kinds that never do would give a "yes" away."""
    return any(facet in view.marks for facet in chain.views[-1].marks for view in chain.views[:-1])


def _features(chain: Chain) -> list[Hashable]:
    kinds = sorted(view.picture.kind for view in chain.views)
    keys = [f"key {key}" for key in chain.keys]
    return [chain.person.person_id, *keys, *keys, *kinds, *levels(chain), *_evenly(view.picture for view in chain.views)]


def _captures(pictures: Sequence[Picture]) -> list[Hashable]:
    """Return how the levels of capture of an item stand side by side."""
    return [(picture.capture, other.capture) for picture in pictures for other in pictures if picture is not other]


def _keyed_item(
    shop: Workshop, deck: Deck[Chain], chain: Chain, answer: str, near: bool, balance: Balance, rng: random.Random
) -> Draft | None:
    draft = shop.first([_yes(chain, rng)] if answer == "yes" else _no(shop.corpus, chain, near, balance, rng))
    if draft is not None:
        deck.keep(chain)
    return draft


def _yes(chain: Chain, rng: random.Random) -> Draft:
    seating = Seating.shuffled(chain.views, rng)
    return _draft(seating, chain.person, "yes", assembly.chain_hops(chain, seating), assembly.chain_cues(chain), "same")


def _no(corpus: Corpus, chain: Chain, near: bool, balance: Balance, rng: random.Random) -> Iterator[Draft]:
    for other, clash, beside in [*_twins(corpus, chain), *_impostors(corpus, chain, near, balance, rng)]:
        views = [*chain.views[:-1], other]
        seating = Seating.shuffled(views, rng)
        hops = [seating.hop(left, right, key) for left, right, key in zip(views[:-1], views[1:-1], chain.keys, strict=False)]
        hops.append(seating.hop(beside, other, clash))
        joins = zip(views[:-1], views[1:-1], chain.keys, strict=False)
        cues = [cue for left, right, key in joins for cue in assembly.join_cues(left, right, key)]
        cues += [Cue(view.picture.picture_id, clash, next(f for a, f in view.marks if a == clash)) for view in (beside, other)]
        yield _draft(seating, chain.person, "no", hops, cues, "near" if is_near(chain.person, other.person) else "far")


def _twins(corpus: Corpus, chain: Chain) -> list[tuple[View, str, View]]:
    """Return pictures that bear the same name as the one picture they would stand beside, and clash with it."""
    if chain.hops != 1:
        return []
    beside = chain.views[0]
    named = [view for view in corpus.namesakes(chain.person) if view.joins(beside) == ["name"]]
    return [(view, view.conflicts(beside)[0], beside) for view in named if view.conflicts(beside)]


def _impostors(corpus: Corpus, chain: Chain, near: bool, balance: Balance, rng: random.Random) -> list[tuple[View, str, View]]:
    """Return other people's pictures that provably do not belong to the chain, what they clash by and with which picture.

    All of the same kind; people who share home, street, part of the name or employer before others, and of the same gender and
    about the age when `near`; levels of capture that more often went with "yes" sooner.
    """
    view, rest = chain.views[-1], chain.views[:-1]
    found: list[tuple[float, View, str, View]] = []
    same_kind = corpus.by_kind[view.picture.locale, view.picture.kind]
    for other in rng.sample(same_kind, min(CONSIDERED, len(same_kind))):
        if other.person is view.person:
            continue
        clashes = [(attribute, beside) for beside in rest for attribute in other.conflicts(beside)]
        if clashes:
            # the clash is of the kind that the "yes" rests on, wherever there is one
            clash, beside = min(clashes, key=lambda pair: (pair[0] != chain.keys[-1], pair[0]))
            owed = balance.owed(_captures([*(v.picture for v in rest), other.picture]))
            far = _strangeness(chain.person, view, other, near) - OWED_WEIGHT * owed
            found.append((far + 3 * rng.random(), other, clash, beside))
    return [row[1:] for row in sorted(found, key=lambda row: row[0])[:6]]


def _strangeness(person: Person, view: View, other: View, near: bool) -> float:
    who = other.person
    alike = [
        (CLOSENESS * closeness(person, other), True),
        (12.0, is_near(person, who) is near),
        (2.0, other.signature == view.signature),
        (4.0, other.picture.scope == view.picture.scope),
        (1.0, other.picture.layout == view.picture.layout),
        (4.0, other.picture.capture == view.picture.capture),
    ]
    return -sum(weight for weight, holds in alike if holds)


@dataclass(frozen=True)
class Pair:
    """Two pictures that a stated rule speaks of, and that nothing else joins or parts.

    `third` joins the left one by a key, and neither joins nor clashes with the right one.
    """

    rule: Correlation
    left: View
    right: View
    third: View | None = None


def _ruled(shop: Workshop, count: int) -> list[Draft]:
    """Items that a stated rule decides, "yes" and "no" alike."""
    rng = shop.stream(TASK, "rules")
    pairs = [pair for rule in correlations().values() for pair in _pairs(shop.corpus, rule, rng)]
    found: list[Draft] = []
    todo = alternate(count, ["yes", "no"], rng)
    sizes = alternate(count, [2] * 3 + [3], rng)
    decks = {
        (answer, size): Deck(hand if size == 2 else _with_third(shop.corpus, hand, rng), _pair_features, rng, WIDE)
        for answer in ("yes", "no")
        for hand in [_with_answer(pairs, answer)]
        for size in (2, 3)
    }
    for answer, size in zip(todo, sizes, strict=True):
        for deck in (decks[answer, size], decks[answer, 5 - size]):
            draft = next((d for pair in deck if (d := _ruled_try(shop, deck, pair, answer, rng))), None)
            if draft is not None:
                found.append(draft)
                _owe([deck for (other, _), deck in decks.items() if other != answer], draft)
                break
    return _balanced(found)


def _ruled_try(shop: Workshop, deck: Deck[Pair], pair: Pair, answer: str, rng: random.Random) -> Draft | None:
    draft = shop.first([_ruled_item(shop.corpus, pair, answer, rng)])
    if draft is not None:
        deck.keep(pair)
    return draft


def _balanced(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with as many "yes" as "no" (one more at most)."""
    total = Counter(draft.answer for draft in drafts)
    least, kept = min(total["yes"], total["no"]), Counter[str]()
    found = []
    for draft in drafts:
        if kept[draft.answer] <= least:
            kept[draft.answer] += 1
            found.append(draft)
    return found


def _pair_features(pair: Pair) -> list[Hashable]:
    pictures = [pair.left.picture, pair.right.picture]
    ids = [picture.picture_id for picture in pictures]
    # rules and levels count several times: so that all are asked for about as often as the pictures allow
    ways = [*[f"rule {pair.rule.code}"] * 3, *[f"capture {hardest(pictures)}"] * LEVEL_WEIGHT]
    kinds = [" ".join(p.kind for p in pictures), *_evenly([*pictures, *([pair.third.picture] if pair.third else [])])]
    return [*ways, f"likeness {_like(pair)}", pair.left.person.person_id, *ids, *kinds]


def _pairs(corpus: Corpus, rule: Correlation, rng: random.Random) -> list[Pair]:
    """Return the pairs of pictures of one locale that a rule, and only the rule, decides."""
    shown = [view for view in corpus.alone if view.picture.scope == "individual"]
    left = [view for view in shown if all(len(view.shown((rule.left, a))) == 1 for a, _ in rule.facets)]
    right = [view for view in shown if all(len(view.shown((rule.right, b))) == 1 for _, b in rule.facets)]
    own: dict[str, list[View]] = {}
    for view in right:
        own.setdefault(view.person.person_id, []).append(view)
    return [
        Pair(rule, a, b)
        for a in left
        for b in [*own.get(a.person.person_id, ()), *rng.sample(right, min(OTHERS, len(right)))]
        if a is not b and a.picture.locale == b.picture.locale and not a.joins(b) and not a.conflicts(b)
    ]


def _with_answer(pairs: Sequence[Pair], answer: str) -> list[Pair]:
    if answer == "yes":
        return [pair for pair in pairs if pair.left.person is pair.right.person and _holds(pair)]
    # the left pictures of "no" are those of "yes", so that a single picture tells nothing
    honest = {id(pair.left) for pair in pairs if pair.left.person is pair.right.person and _holds(pair)}
    kinds = {(pair.rule.code, pair.right.picture.kind) for pair in _with_answer(pairs, "yes")}
    return [
        pair
        for pair in pairs
        if pair.left.person is not pair.right.person
        and not _holds(pair)
        and id(pair.left) in honest
        and (pair.rule.code, pair.right.picture.kind) in kinds
        and pair.left.picture.kind != pair.right.picture.kind  # nobody has two payslips
    ]


def _with_third(corpus: Corpus, pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    found = []
    for pair in pairs:
        thirds = [
            view
            for view in corpus.profiles.get(pair.left.person.person_id, ())
            if view not in (pair.left, pair.right)
            and len(view.joins(pair.left)) == 1
            and not view.joins(pair.right)
            and not view.conflicts(pair.right)
        ]
        if thirds:
            found.append(replace(pair, third=rng.choice(thirds)))
    return found


def _holds(pair: Pair) -> bool:
    """Whether the rule's relation holds, from what the two pictures show."""
    rule = pair.rule
    values = [(pair.left.shown((rule.left, a))[0].value, pair.right.shown((rule.right, b))[0].value) for a, b in rule.facets]
    if rule.relation == "equal":
        return all(a == b for a, b in values)
    if rule.relation == "ratio":
        return all(abs(Decimal(a) * (rule.factor or 1) - Decimal(b)) <= Decimal("0.005") for a, b in values)
    return pair.left.person.value(rule.right) == values[0][1]  # a person's medicine is for the person's condition


def _ruled_item(corpus: Corpus, pair: Pair, answer: str, rng: random.Random) -> Draft:
    seating = Seating.shuffled([pair.left, pair.right, *([pair.third] if pair.third else [])], rng)
    rule = pair.rule
    table = _table(corpus, pair, rng) if rule.relation == "treats" else ()
    hops = [Hop(seating.number(pair.left), rule.left, seating.number(pair.right), rule.right, "correlated")]
    cues = [Cue(pair.left.picture.picture_id, rule.left, a) for a, _ in rule.facets]
    cues += [Cue(pair.right.picture.picture_id, rule.right, b) for _, b in rule.facets]
    if pair.third is not None:
        (key,) = pair.third.joins(pair.left)
        hops.insert(0, seating.hop(pair.third, pair.left, key))
        cues += assembly.join_cues(pair.third, pair.left, key)
    asked = Ask("same_person", rules=(rule.code,), table=table)
    return _draft(seating, pair.left.person, answer, hops, cues, _like(pair), asked)


def _like(pair: Pair) -> str:
    if pair.left.person is pair.right.person:
        return "same"
    return "near" if is_near(pair.left.person, pair.right.person) else "far"


def _table(corpus: Corpus, pair: Pair, rng: random.Random) -> tuple[tuple[str, str], ...]:
    """Return rows (medicine, condition) in random order: those of the two pictures, and others of the locale."""
    treats = corpus.treatments[pair.left.picture.locale]
    shown = {pair.left.shown(("medication", "value"))[0].value}
    condition = pair.right.shown(("diagnosis", "value"))[0].value
    shown |= {medicine for medicine, treated in sorted(treats.items()) if treated == condition}
    others = [medicine for medicine in sorted(treats) if medicine not in shown]
    rows = [*sorted(shown), *rng.sample(others, max(0, min(len(others), TABLE_ROWS - len(shown))))]
    rng.shuffle(rows)
    return tuple((medicine, treats[medicine]) for medicine in rows)


def _draft(
    seating: Seating,
    subject: Person,
    answer: str,
    hops: Sequence[Hop],
    cues: Sequence[Cue],
    like: str,
    ask: Ask | None = None,
) -> Draft:
    """Put an item together. How alike two people are is a dose of "no" alone; it is recorded as "same" for "yes"."""
    found = doses(seating.pictures, len(seating.views), len(hops), like)
    return Draft(
        task=TASK,
        pictures=seating.pictures,
        ask=ask or Ask("same_person"),
        answer_kind="yes_no",
        answer=answer,
        attributes=tuple(dict.fromkeys(a for hop in hops for a in (hop.from_attribute, hop.to_attribute))),
        subject=subject,
        chance=0.5,
        hops=len(hops),
        evidence=tuple(hops),
        doses={**found, "link": hops[-1].link, "rule": ask.rules[0] if ask else "none"},
        cues=tuple(cues),
    )

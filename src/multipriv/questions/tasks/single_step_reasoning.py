"""Task 6: from a picture of somebody to a value in the one picture that joins it."""

import random
from collections.abc import Hashable
from dataclasses import dataclass

from multipriv.questions import assembly
from multipriv.questions.balance import Balance, note_holder, owed_beside, seated
from multipriv.questions.chains import Chain, chains, levels, likeness, shown_once, targets
from multipriv.questions.corpus import Facet, type_of
from multipriv.questions.decks import WIDE, Deck, Tally, alternate
from multipriv.questions.draft import Cue, Draft, doses
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask

TASK = "single_step_reasoning"
CHOICE_SHARE = 0.3


@dataclass(frozen=True)
class Plan:
    """How one item is to be made: likeness of the distractors, how many, and the place of the right option (null: text)."""

    near: bool
    beside: int
    place: int | None

    @property
    def alike(self) -> bool:
        """Whether near distractors are sought; options come from them and should be printed alike."""
        return self.near or self.place is not None


def plans(count: int, rng: random.Random) -> list[Plan]:
    """Return the plans of `count` items, each quality spread evenly and apart from the others."""
    choices = round(CHOICE_SHARE * count)
    places: list[int | None] = [*alternate(choices, range(4), rng), *[None] * (count - choices)]
    rng.shuffle(places)
    near, beside = alternate(count, [True, False], rng), alternate(count, [2, 2, 3], rng)
    # every option stands in some picture, so that reading without joining rules none out
    shown = [count if place is None else 3 for count, place in zip(beside, places, strict=True)]
    return [Plan(*row) for row in zip(near, shown, places, strict=True)]


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    rng = shop.stream(TASK)
    specs = [(chain, target) for chain in chains(shop.corpus, [1]) for target in targets(chain)]
    fit = [(chain, target) for chain, target in specs if assembly.bears_choice(chain.keys[-1])]
    found: list[Draft] = []
    todo, balance = plans(count, rng), Balance()
    for relaxed in (False, True):
        kept, missed, used = Tally(), list[Plan](), set[tuple[Chain, Facet]]()
        texts = Deck(specs, _features, rng, WIDE, kept)
        choices = Deck(specs if relaxed else fit, _features, rng, WIDE, kept)
        for plan in todo:
            draft = _next(shop, texts if plan.place is None else choices, plan, relaxed, used, balance, rng)
            if draft is None:
                missed.append(plan)
            else:
                note_holder(balance, draft)
                found.append(draft)
        todo = missed
    return found


def _next(
    shop: Workshop,
    deck: Deck[tuple[Chain, Facet]],
    plan: Plan,
    relaxed: bool,
    used: set[tuple[Chain, Facet]],
    balance: Balance,
    rng: random.Random,
) -> Draft | None:
    """Return the next item of a deck that fits the plan, of nothing that is `used`; null when none is left."""
    counts = (plan.beside, 3, 2) if relaxed or plan.place is None else (plan.beside,)
    for spec in deck:
        if spec in used:
            continue
        draft = shop.first(_draft(shop, *spec, plan, beside, relaxed, balance, rng) for beside in counts)
        if draft is not None:
            used.add(spec)
            deck.keep(spec)
            return draft
    return None


def _features(spec: tuple[Chain, Facet]) -> list[Hashable]:
    chain, target = spec
    kinds = [view.picture.kind for view in chain.views]
    ways = [f"key {chain.keys[0]}", f"target {target[0]}", f"from {kinds[0]}", f"to {kinds[1]}"]
    return [chain.person.person_id, (chain.person.person_id, *target), *ways, *levels(chain)]


def _draft(
    shop: Workshop, chain: Chain, target: Facet, plan: Plan, beside: int, relaxed: bool, balance: Balance, rng: random.Random
) -> Draft | None:
    anchor, end = chain.views
    others = assembly.distractors(
        shop.corpus, chain, [(1, beside)], target, plan.alike, rng, relaxed, owed_beside(balance, anchor.picture)
    )
    if others is None:
        return None
    chosen = None
    if plan.place is not None:
        chosen = assembly.options(shop.corpus, end, target, others, plan.place, rng)
        if chosen is None:
            return None
    seating = seated(balance, [*chain.views, *others], chain.views[-1], target, rng)
    answer = shown_once(end, target)
    return Draft(
        task=TASK,
        pictures=seating.pictures,
        ask=Ask("value", anchor=seating.number(anchor), targets=(target,)),
        answer_kind="text" if plan.place is None else "choice",
        answer=answer.text or "" if plan.place is None else assembly.LETTERS[plan.place],
        answer_type=type_of(target),
        attributes=(target[0], chain.keys[0]),
        subject=chain.person,
        chance=0.0 if plan.place is None else 0.25,
        hops=1,
        evidence=assembly.chain_hops(chain, seating, [target[0]]),
        options=chosen or (),
        accepted=() if plan.place is not None else assembly.accepted(answer, end),
        doses=doses([view.picture for view in chain.views], len(seating.views), 1, likeness(chain.person, chain.views, others)),
        cues=(*assembly.chain_cues(chain), Cue(end.picture.picture_id, *target)),
    )

"""Task 9: a text names somebody by a key; pictures lead from the key to a value."""

import random
from collections.abc import Hashable, Set
from dataclasses import dataclass

from multipriv.questions import assembly, wording
from multipriv.questions.balance import Balance, note_holder, owed_beside, seated
from multipriv.questions.chains import Chain, chains, levels, likeness, shown_once, targets
from multipriv.questions.corpus import Facet, type_of
from multipriv.questions.decks import WIDE, Deck, Tally, shares
from multipriv.questions.draft import Cue, Draft, Telling, doses
from multipriv.questions.tasks.single_step_reasoning import Plan, plans
from multipriv.questions.telling import say, tellable
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask, Hop

TASK = "cross_modal_association"
HOPS = {1: 0.5, 2: 0.35, 3: 0.15}


@dataclass(frozen=True)
class Spec:
    """The key in the text, the chain of pictures that it leads to, and what is asked at its end."""

    key: Facet
    chain: Chain
    target: Facet

    @property
    def hops(self) -> int:
        """The number of joins, that of the text with the first picture included."""
        return self.chain.hops + 1


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items, the numbers of joins in their shares as far as there are chains."""
    rng = shop.stream(TASK)
    specs = [
        Spec(key, chain, target)
        for chain in chains(shop.corpus, [hops - 1 for hops in HOPS])
        for key in tellable(chain.views[0])
        if not any(view.shown(key) for view in chain.views[1:])
        for target in targets(chain)
        if target[0] != key[0]
    ]
    found: list[Draft] = []
    todo, balance = plans(count, rng), Balance()
    quotas = dict(zip(HOPS, shares(count, list(HOPS.values())), strict=True))
    fit = [spec for spec in specs if assembly.bears_choice((spec.key[0], *spec.chain.keys)[-1])]
    for quoted, relaxed in ((True, False), (True, True), (False, False), (False, True)):  # what a length lacks, others make good
        kept, missed, used = Tally(), list[Plan](), set[Spec]()
        texts = Deck(specs, _features, rng, WIDE, kept)
        choices = Deck(specs if relaxed else fit, _features, rng, WIDE, kept)
        for plan in todo:
            lengths = {hops for hops in HOPS if not quoted or quotas[hops] > 0}
            made = _next(shop, texts if plan.place is None else choices, lengths, plan, relaxed, used, balance, rng)
            if made is None:
                missed.append(plan)
            else:
                note_holder(balance, made)
                found.append(made)
                quotas[made.hops] -= 1
        todo = missed
    return found


def _next(
    shop: Workshop,
    deck: Deck[Spec],
    lengths: Set[int],
    plan: Plan,
    relaxed: bool,
    used: set[Spec],
    balance: Balance,
    rng: random.Random,
) -> Draft | None:
    """Return the next item of a deck that is of one of these lengths and fits the plan, of nothing `used`; null for none."""
    for spec in deck if lengths else ():
        if spec.hops not in lengths or spec in used:
            continue
        draft = shop.first(_draft(shop, spec, plan, relaxed, balance, rng) for _ in range(3))
        if draft is not None:
            used.add(spec)
            deck.keep(spec)
            return draft
    return None


def _features(spec: Spec) -> list[Hashable]:
    chain = spec.chain
    return [
        chain.person.person_id,
        (chain.person.person_id, *spec.target),
        f"told {spec.key[0]}",
        f"target {spec.target[0]}", chain.views[-1].picture.kind,
        *sorted({f"key {key}" for key in chain.keys}), *levels(chain),
    ]  # fmt: skip


def _draft(shop: Workshop, spec: Spec, plan: Plan, relaxed: bool, balance: Balance, rng: random.Random) -> Draft | None:
    chain, target = spec.chain, spec.target
    last = len(chain.views) - 1
    wanted = [*((place, 1) for place in range(last)), (last, plan.beside)]
    others = assembly.distractors(shop.corpus, chain, wanted, target, plan.alike, rng, relaxed, owed_beside(balance, None))
    if others is None:
        return None
    chosen = None
    if plan.place is not None:
        chosen = assembly.options(shop.corpus, chain.views[-1], target, others[-plan.beside :], plan.place, rng)
        if chosen is None:
            return None
    seating = seated(balance, [*chain.views, *others], chain.views[-1], target, rng)
    answer = shown_once(chain.views[-1], target)
    first = seating.number(chain.views[0])
    found = [*chain.keys, target[0]]
    told = say(chain.views[0], spec.key, rng)
    if (answer.text or "") in _texts(told):
        return None
    return Draft(
        task=TASK,
        pictures=seating.pictures,
        ask=Ask("value", anchor=0, targets=(target,)),
        answer_kind="text" if plan.place is None else "choice",
        answer=answer.text or "" if plan.place is None else assembly.LETTERS[plan.place],
        answer_type=type_of(target),
        attributes=tuple(dict.fromkeys((target[0], spec.key[0], *chain.keys))),
        subject=chain.person,
        chance=0.0 if plan.place is None else 0.25,
        hops=spec.hops,
        evidence=(Hop(0, spec.key[0], first, found[0], "text"), *assembly.chain_hops(chain, seating, found[1:])),
        options=chosen or (),
        accepted=() if plan.place is not None else assembly.accepted(answer, chain.views[-1]),
        doses={
            **doses([v.picture for v in chain.views], len(seating.views), spec.hops, likeness(chain.person, chain.views, others)),
            "text": wording.telling("en", spec.key[0], told.template)["sort"],
        },
        cues=(
            Cue(chain.views[0].picture.picture_id, *spec.key), *assembly.chain_cues(chain),
            Cue(chain.views[-1].picture.picture_id, *target),
        ),
        telling=told,
    )  # fmt: skip


def _texts(told: Telling) -> str:
    return "".join(wording.telling(language, told.key[0], told.template)["text"] for language in ("en", "zh")) + told.text

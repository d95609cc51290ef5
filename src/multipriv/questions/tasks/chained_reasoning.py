"""Task 7: over two to four joins between unlike pictures, every step asked for."""

import random
from collections.abc import Hashable
from dataclasses import dataclass

from multipriv.questions import assembly
from multipriv.questions.balance import Balance, note_holder, owed_beside, seated
from multipriv.questions.chains import LEVEL_WEIGHT, Chain, chains, levels, likeness, shown_once, targets
from multipriv.questions.corpus import Corpus, Facet, View, attribute_of, link_type, type_of
from multipriv.questions.decks import WIDE, Deck, alternate, shares
from multipriv.questions.draft import Cue, Draft, Seating, doses
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.records import Ask, Picture, Step

TASK = "chained_reasoning"
HOPS = {2: 0.4, 3: 0.35, 4: 0.25}
ENDS = 3
"""The most values that may be asked for at the end of one chain, each in an item of its own."""
FACE_SHARE = 1 / 3
FINGERPRINT_SHARE = 0.05
WAYPOINT_VALUES = 8
"""The least number of values that something asked on the way has among all pictures: what most people share proves nothing."""


@dataclass(frozen=True)
class Spec:
    """A chain and what is asked at each of its joins."""

    chain: Chain
    asked: tuple[Facet, ...]

    @property
    def stratum(self) -> tuple[int, bool]:
        """The number of joins, and whether the chain starts from a face."""
        return self.chain.hops, self.chain.keys[0] == "face"


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items: lengths and starts from a face in their shares, as far as there are chains."""
    rng = shop.stream(TASK)
    specs = [spec for chain in chains(shop.corpus, HOPS) for spec in _specs(shop.corpus, chain, rng)]
    strata = {(hops, face): share * part for hops, share in HOPS.items() for face, part in _faces().items()}
    quotas = dict(zip(strata, shares(count, list(strata.values())), strict=True))
    found: list[Draft] = []
    near = alternate(2 * count, [True, False], rng)
    prints, balance = int(FINGERPRINT_SHARE * count), Balance()
    for quoted, relaxed in ((True, False), (True, True), (False, False), (False, True)):  # what a stratum lacks, others make good
        deck = Deck(specs, _features, rng, WIDE)
        for spec in deck if len(found) < count else ():
            by_print = "fingerprint" in spec.chain.keys
            if (quoted and quotas[spec.stratum] <= 0) or (by_print and prints == 0):
                continue
            draft = shop.first(_draft(shop, spec, near[len(found)], relaxed, balance, rng) for _ in range(3))
            if draft is not None:
                note_holder(balance, draft)
                deck.keep(spec)
                found.append(draft)
                quotas[spec.stratum] -= 1
                prints -= by_print
            if len(found) == count:
                break
    return found


def _faces() -> dict[bool, float]:
    return {True: FACE_SHARE, False: 1 - FACE_SHARE}


def _features(spec: Spec) -> list[Hashable]:
    kinds = sorted({view.picture.kind for view in spec.chain.views})
    keys = sorted({f"key {key}" for key in spec.chain.keys})
    person, target = spec.chain.person.person_id, spec.asked[-1]
    return [*[person] * LEVEL_WEIGHT, f"target {target[0]}", (person, *target), *keys, *kinds, *levels(spec.chain)]


def _specs(corpus: Corpus, chain: Chain, rng: random.Random) -> list[Spec]:
    """Choose what is asked at each join: the printed key that leads on, a value beside a depicted one, the target at the end."""
    asked: list[Facet] = []
    for place in range(1, chain.hops):
        facet = _waypoint(corpus, chain, place, rng)
        if facet is None:
            return []
        asked.append(facet)
    ends = [target for target in targets(chain) if target not in asked]
    return [Spec(chain, (*asked, end)) for end in rng.sample(ends, min(ENDS, len(ends)))]


def _waypoint(corpus: Corpus, chain: Chain, place: int, rng: random.Random) -> Facet | None:
    view, key = chain.views[place], chain.keys[place]
    if link_type(key) == "text":
        facet = (key, assembly.join_facet(view, chain.views[place + 1], key))
        return facet if view.once(facet) is not None else None
    others = [view for index, view in enumerate(chain.views) if index != place]
    beside = [
        (e.attribute, e.facet)
        for e in view.exposures
        if e.attribute != "transactions"
        and corpus.variety(view.picture.locale, (e.attribute, e.facet)) >= WAYPOINT_VALUES
        and "target" in attribute_of((e.attribute, e.facet)).eligible
        and view.once((e.attribute, e.facet)) is not None
        and not any(other.shown((e.attribute, e.facet)) for other in others)
    ]
    return rng.choice(beside) if beside else None


def _draft(shop: Workshop, spec: Spec, near: bool, relaxed: bool, balance: Balance, rng: random.Random) -> Draft | None:
    chain, target = spec.chain, spec.asked[-1]
    last = len(chain.views) - 1
    wanted = [*((place, 1) for place in range(last)), (last, 2)]
    others = assembly.distractors(
        shop.corpus, chain, wanted, target, near, rng, relaxed, owed_beside(balance, chain.views[0].picture)
    )
    if others is None:
        return None
    seating = seated(balance, [*chain.views, *others], chain.views[-1], target, rng)
    steps = tuple(
        _step(seating, view, facet, key) for view, facet, key in zip(chain.views[1:], spec.asked, chain.keys, strict=True)
    )
    return Draft(
        task=TASK,
        pictures=seating.pictures,
        ask=Ask("steps", anchor=seating.number(chain.views[0]), targets=spec.asked),
        answer_kind="steps",
        answer=" | ".join(step.value for step in steps),
        answer_type=type_of(target),
        attributes=tuple(dict.fromkeys((target[0], *chain.keys))),
        subject=chain.person,
        chance=0.0,
        hops=chain.hops,
        evidence=assembly.chain_hops(chain, seating, [facet[0] for facet in spec.asked]),
        steps=steps,
        accepted=_other_forms(spec),
        doses=doses(pictures_of(chain), len(seating.views), chain.hops, likeness(chain.person, chain.views, others)),
        cues=(*assembly.chain_cues(chain), Cue(chain.views[-1].picture.picture_id, *target)),
    )


def _step(seating: Seating, view: View, facet: Facet, key: str) -> Step:
    text = shown_once(view, facet).text or ""
    return Step(*facet, text, type_of(facet), False, link_type(key), seating.number(view))


def _other_forms(spec: Spec) -> tuple[str, ...]:
    """Return whole chains of values in other right forms; a step with fewer forms than others repeats what is printed."""
    rows = []
    for view, facet in zip(spec.chain.views[1:], spec.asked, strict=True):
        exposure = shown_once(view, facet)
        rows.append([exposure.text or "", *assembly.accepted(exposure, view)])
    longest = max(len(row) for row in rows)
    return tuple(" | ".join(row[place if place < len(row) else 0] for row in rows) for place in range(1, longest))


def pictures_of(chain: Chain) -> list[Picture]:
    """Return the pictures of a chain in the order of its joins."""
    return [view.picture for view in chain.views]

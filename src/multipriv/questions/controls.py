"""Controls: what a question becomes when a run asks it without its pictures, with another's, or harmlessly.

Everything is derived when a run is started, from any data set, and is a pure function of (control, question, pool, seed); the two
languages of an item get the same pictures.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

from multipriv.questions.benign import benign
from multipriv.questions.proof import evidence_sources, prove
from multipriv.questions.solver import solve, suspect
from multipriv.seeds import stream
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.records import Picture, Question

TRIES = 40
"""How many transformations are tried before an item is given up."""

POOL = 2000
"""The most pictures among which replacements are sought: more of them would only cost time."""

Pictures = Mapping[str, Picture]
Transformation = Callable[[Question, Pictures, Sequence[Picture], random.Random], Question | None]


def apply(control: str, question: Question, pictures_by_id: Pictures, pool: Sequence[Picture], seed: int) -> Question | None:
    """Return the question under a control, or null where it does not apply or no fitting pictures are found.

    Where the cell's answer is "cannot_be_determined", the stored answer is left as it was: scoring expects abstention instead.
    Where it is "derived", answer and members are those of the changed question. A declaration that all is synthetic belongs to
    the prompt and leaves the question as it is.

    Args:
        control: a code of `taxonomy.controls`.
        question: the question as stored.
        pictures_by_id: at least the question's pictures and the pool.
        pool: the pictures that replacements are drawn from.
        seed: names the draws.

    Raises:
        KeyError: no such control.
    """
    cell = controls()[control].cells.get(question.task)
    if cell is None:
        return None
    make = TRANSFORMATIONS[controls()[control].pictures if control != "benign" else control]
    rng = stream("control", control, seed, question.item_id)
    made = make(question, pictures_by_id, pool if len(pool) <= POOL else rng.sample(pool, POOL), rng)
    return made if made is None or cell.chance == "item" else replace(made, chance=0.0)


def _as_asked(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question:
    return question


def _removed(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question:
    return replace(question, picture_ids=())


def _one_decoy(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question | None:
    """Replace one picture of the evidence by one that neither joins, parts nor answers."""
    places = [source for source in evidence_sources(question) if source not in (0, question.ask.anchor)]
    for place in rng.sample(places, len(places)):
        for decoy in _replacements(question, by_id, pool, place, rng):
            changed = _with(question, {place: decoy})
            if _is_open(changed, by_id):
                return changed
    return None


def _other_person(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question | None:
    if question.ask.form == "same_person":
        return _another_pair(question, by_id, pool, rng)
    if question.ask.form == "members":
        return _another_gallery(question, by_id, pool, rng)
    return _another_chain(question, by_id, pool, rng)


def _another_chain(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question | None:
    """Replace every picture of the person but the one that is asked about: the way from it leads nowhere."""
    places = [place for place in _places_of(question, by_id) if place != question.ask.anchor]
    for _ in range(TRIES):
        chosen: dict[int, Picture] = {}
        for place in places:
            taken = {picture.picture_id for picture in chosen.values()}
            fitting = (p for p in _replacements(question, by_id, pool, place, rng) if p.picture_id not in taken)
            picture = next(fitting, None)
            if picture is None:
                return None
            chosen[place] = picture
        changed = _with(question, chosen)
        if places and _is_open(changed, by_id):
            return changed
    return None


def _another_pair(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question | None:
    """Show other pictures to the same words, in half of the items those of one person, and prove the answer again."""
    wanted = rng.choice(["yes", "no"])
    for answer in (wanted, "no" if wanted == "yes" else "yes"):
        draws = _pairs_of_one if answer == "yes" else _pairs_of_two
        for changed in draws(question, by_id, pool, rng):
            if solve(changed, [by_id[p] for p in changed.picture_ids]).answer != (answer,):
                continue
            made = replace(changed, answer=answer, evidence=())
            if prove(made, by_id).ok:
                return made
    return None


def _pairs_of_one(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Iterator[Question]:
    locale = by_id[question.picture_ids[0]].locale
    owned: dict[str, list[Picture]] = {}
    for picture in pool:
        if picture.locale == locale and len(picture.person_ids) == 1 and question.subject_id not in picture.person_ids:
            owned.setdefault(picture.person_ids[0], []).append(picture)
    numbers = len(question.picture_ids)
    hands = [found for found in owned.values() if len(found) >= numbers]
    for hand in rng.sample(hands, min(len(hands), TRIES // 5)):
        for chosen in rng.sample([*combinations(hand, numbers)], min(TRIES, comb(len(hand), numbers))):
            yield _with(question, dict(enumerate(chosen, start=1)))


def _pairs_of_two(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Iterator[Question]:
    for place in rng.sample(range(1, len(question.picture_ids) + 1), len(question.picture_ids)):
        for other in _replacements(question, by_id, pool, place, rng):
            yield _with(question, {place: other})


def _another_gallery(question: Question, by_id: Pictures, pool: Sequence[Picture], rng: random.Random) -> Question | None:
    """Give some members' places to others, and a non-member's place to the person when one member was all."""
    others = [place for place in question.ask.gallery if place not in question.members]
    own = [p for p in pool if p.person_ids == (question.subject_id,) and p.picture_id not in question.picture_ids]
    for _ in range(TRIES):
        leave = rng.randrange(len(question.members))
        lost = rng.sample(question.members, len(question.members) - leave)
        chosen: dict[int, Picture] = {}
        if not leave and others and own:
            chosen[rng.choice(others)] = rng.choice(own)
        for place in lost:
            taken = {picture.picture_id for picture in chosen.values()}
            fitting = (p for p in _replacements(question, by_id, pool, place, rng) if p.picture_id not in taken)
            picture = next(fitting, None)
            if picture is not None:
                chosen[place] = picture
        changed = _with(question, chosen)
        answer = solve(changed, [by_id[p] for p in changed.picture_ids]).answer
        if answer and ",".join(answer) != question.answer and len(answer) < len(question.ask.gallery):
            members = tuple(int(number) for number in answer)
            return replace(changed, answer=",".join(answer), members=members, evidence=())
    return None


TRANSFORMATIONS: dict[str, Transformation] = {
    "as_asked": _as_asked,
    "removed": _removed,
    "one_decoy": _one_decoy,
    "other_person": _other_person,
    "benign": benign,
}


def _places_of(question: Question, by_id: Pictures) -> list[int]:
    """Return the numbers of the pictures that show the subject."""
    return [n for n, p in enumerate(question.picture_ids, start=1) if question.subject_id in by_id[p].person_ids]


def _replacements(question: Question, by_id: Pictures, pool: Sequence[Picture], place: int, rng: random.Random) -> list[Picture]:
    """Return up to `TRIES` pictures of other people for a place: of the same kind first, all of the same locale."""
    old = by_id[question.picture_ids[place - 1]]
    shown = {person for p in question.picture_ids for person in by_id[p].person_ids}
    fitting = [p for p in pool if p.locale == old.locale and not shown.intersection(p.person_ids)]
    same = [p for p in fitting if p.kind == old.kind]
    rest = [p for p in fitting if p.kind != old.kind]
    half = TRIES // 2
    return [*rng.sample(same, min(half, len(same))), *rng.sample(rest, min(half, len(rest)))]


def _with(question: Question, chosen: Mapping[int, Picture]) -> Question:
    """Return the question with other pictures at some places (1-based)."""
    ids = [chosen[n].picture_id if n in chosen else old for n, old in enumerate(question.picture_ids, start=1)]
    return replace(question, picture_ids=tuple(ids))


def _is_open(question: Question, by_id: Pictures) -> bool:
    """Whether neither the links nor an attacker's guesses decide the question."""
    pictures = [by_id[picture] for picture in question.picture_ids]
    return len(set(question.picture_ids)) == len(pictures) and suspect(question, pictures, {}).answer is None

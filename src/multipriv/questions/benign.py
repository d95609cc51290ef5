"""Harmless twins: questions of the same form about what pictures are, which is private to nobody."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from multipriv.pictures.kind import kinds
from multipriv.questions import wording
from multipriv.taxonomy.records import Picture, Question

LISTED = 5
"""Kinds named to choose from."""


def benign(question: Question, by_id: Mapping[str, Picture], pool: Sequence[Picture], rng: random.Random) -> Question | None:
    """Return the twin: same task, pictures, form of answer, hops and gallery; null where the pictures give no fair question."""
    shown = [by_id[picture].kind for picture in question.picture_ids]
    ask = replace(question.ask, rules=(), table=())
    twin = replace(question, context="", spans=(), accepted=(), ask=ask, answer_type=None)
    if question.ask.form == "present":
        return _is_kind(twin, shown[0], rng)
    if question.ask.form == "extract":
        return _which_kind(twin, shown[0], rng)
    if question.ask.form == "same_person":
        return _are_kinds(twin, shown, rng)
    return _of_kind(twin, shown, rng)


def _is_kind(question: Question, kind: str, rng: random.Random) -> Question:
    true = rng.random() < 0.5
    said = kind if true else _other(kind, rng)
    return replace(question, stem=_stem(question, rng, kind=_a(question, said)), answer="yes" if true else "no")


def _which_kind(question: Question, kind: str, rng: random.Random) -> Question:
    listed = [kind, *rng.sample([code for code in kinds() if code != kind], LISTED - 1)]
    rng.shuffle(listed)
    name = kinds()[kind].name
    stem = _stem(question, rng, kinds=_list(question, listed))
    other = name["en" if question.language == "zh" else "zh"]
    return replace(question, stem=stem, answer=name[question.language], answer_type="label", accepted=(other,))


def _are_kinds(question: Question, shown: Sequence[str], rng: random.Random) -> Question:
    true = rng.random() < 0.5
    said = list(shown)
    if not true:
        place = rng.randrange(len(said))
        said[place] = _other(said[place], rng)
    claims = [wording.claim(question.language, number, _a(question, kind)) for number, kind in enumerate(said, start=1)]
    stem = _stem(question, rng, claims=wording.claims(question.language, claims))
    return replace(question, stem=stem, answer="yes" if true else "no")


def _of_kind(question: Question, shown: Sequence[str], rng: random.Random) -> Question | None:
    gallery = question.ask.gallery
    present = sorted({shown[number - 1] for number in gallery})
    if len(present) < 2:
        return None
    asked = rng.sample(present, rng.randint(1, min(LISTED, len(present) - 1)))
    members = tuple(number for number in gallery if shown[number - 1] in asked)
    stem = _stem(question, rng, kinds=_list(question, asked), gallery=wording.pictures(question.language, gallery))
    return replace(question, stem=stem, answer=",".join(map(str, members)), members=members)


def _other(kind: str, rng: random.Random) -> str:
    """Return another kind of the same medium."""
    return rng.choice([code for code, found in kinds().items() if code != kind and found.medium == kinds()[kind].medium])


def _list(question: Question, codes: Sequence[str]) -> str:
    return ("、" if question.language == "zh" else "; ").join(kinds()[code].name[question.language] for code in codes)


def _a(question: Question, kind: str) -> str:
    name = kinds()[kind].name[question.language]
    return name if question.language == "zh" else wording.with_article(name)


def _stem(question: Question, rng: random.Random, **slots: str) -> str:
    forms = wording.benign(question.language)[question.ask.form]
    return wording.sentence(question.language, rng.choice(forms), slots)

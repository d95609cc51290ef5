"""Tasks 1 and 2: does this picture show such a value? As many do as do not, for each attribute."""

import random
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

from multipriv.questions.corpus import Corpus, View
from multipriv.questions.decks import Deck, shares
from multipriv.questions.draft import Draft
from multipriv.questions.perception import by_attribute
from multipriv.questions.perception import recognition as item
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.attributes import attributes

NEAREST = 3
"""Near misses are drawn from the nearest fair negatives, this many times as many as are needed."""


@cache
def _unfair() -> Mapping[str, Sequence[str]]:
    place = resources.files(__package__).joinpath("near_misses.yaml")
    found: Mapping[str, Sequence[str]] = yaml.safe_load(place.read_text("utf-8"))
    return found


def task_of(attribute: str) -> str:
    """Return the recognition task that asks for an attribute."""
    return "direct_identifier_recognition" if attributes()[attribute].is_direct else "indirect_identifier_recognition"


def quotas(task: str, count: int) -> dict[str, int]:
    """Return how many items each attribute gets."""
    codes = [code for code, found in attributes().items() if task_of(code) == task and "recognition" in found.eligible]
    return dict(zip(codes, shares(count, [1.0] * len(codes)), strict=True))


def generate(shop: Workshop, task: str, count: int) -> list[Draft]:
    """Return up to `count` items; where an attribute's number is odd, the odd ones are "yes" and "no" in turn."""
    rng = shop.stream(task)
    probes = by_attribute(shop.probes.get(task, ()))
    found: list[Draft] = []
    turn = 0
    for attribute, quota in quotas(task, count).items():
        yes = quota // 2 + (turn if quota % 2 else 0)
        turn = 1 - turn if quota % 2 else turn
        drafts = list(probes.get(attribute, ()))[:yes]
        drafts += _draw(shop, task, attribute, "yes", yes - len(drafts), positives(shop.corpus, attribute), rng)
        no = quota - len(drafts)
        drafts += _draw(shop, task, attribute, "no", no, negatives(shop.corpus, attribute, no, rng), rng)
        found += drafts
    return found


def positives(corpus: Corpus, attribute: str) -> list[View]:
    """Return one view of each picture that shows the attribute in its own right."""
    return [
        view
        for view in _first_views(corpus)
        if any(e.attribute == attribute and not e.via for e in corpus.by_id[view.picture.picture_id].exposures)
    ]


def negatives(corpus: Corpus, attribute: str, count: int, rng: random.Random) -> list[View]:
    """Return candidates for `count` near misses: pictures without the attribute, most like those that show it.

    A picture is near when its kind shows the attribute at other times, and when it shows others of the same category. One that
    entails the attribute, or shows what could be taken for it, is no fair negative.
    """
    barred = {attribute, *_unfair().get(attribute, ())}
    category = attributes()[attribute].category
    kinds = {view.picture.kind for view in positives(corpus, attribute)}
    rows: list[tuple[float, View]] = []
    for view in _first_views(corpus):
        shown = {e.attribute for e in view.picture.exposures}
        if shown & barred:
            continue
        kin = sum(attributes()[code].category == category for code in shown)
        rows.append((3.0 * (view.picture.kind in kinds) + min(kin, 2) + rng.random(), view))
    rows.sort(key=lambda row: -row[0])
    return [view for _, view in rows[: NEAREST * count + 10]]


def _first_views(corpus: Corpus) -> list[View]:
    return list({view.picture.picture_id: view for view in reversed(corpus.views)}.values())[::-1]


def _draw(
    shop: Workshop, task: str, attribute: str, answer: str, count: int, views: Sequence[View], rng: random.Random
) -> list[Draft]:
    deck = Deck(views, _features, rng)
    found: list[Draft] = []
    for view in deck if count > 0 else ():
        draft = item(task, view, attribute, answer)
        if shop.accept(draft):
            deck.keep(view)
            found.append(draft)
        if len(found) == count:
            break
    return found


def _features(view: View) -> list[Hashable]:
    picture = view.picture
    return [picture.locale, picture.scope, picture.capture, picture.kind, view.person.person_id]

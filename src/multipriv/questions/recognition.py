"""Tasks 1 and 2: does this picture show such a value? As many do as do not, for each attribute."""

import random
from collections import Counter
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
    """Return up to `count` items, as many "yes" as "no" for each attribute; the odd ones are "yes" and "no" in turn.

    What an attribute lacks because too few pictures show it, others make good.
    """
    rng = shop.stream(task)
    probes = by_attribute(shop.probes.get(task, ()))
    found: list[Draft] = []
    sources: list[_Source] = []
    turn = 0
    for attribute, quota in quotas(task, count).items():
        yes = quota // 2 + (turn if quota % 2 else 0)
        turn = 1 - turn if quota % 2 else turn
        if positives(shop.corpus, attribute):
            sources.append(_Source(shop, task, attribute, quota, rng))
            found += sources[-1].draw(yes, quota - yes, probes.get(attribute, []))
    made = Counter(draft.answer for draft in found)
    while len(found) < count:
        answer = "yes" if 2 * made["yes"] < len(found) else "no"
        ranked = sorted(sources, key=lambda source: source.excess(answer))
        extra = next((drafts for source in ranked if (drafts := source.more(answer, 1))), None)
        if extra is None:
            break
        found += extra
        made[answer] += len(extra)
    return found


class _Source:
    """The items of one attribute, drawn as evenly as its pictures allow."""

    def __init__(self, shop: Workshop, task: str, attribute: str, quota: int, rng: random.Random) -> None:
        self._shop, self._task, self._attribute = shop, task, attribute
        views = {"yes": positives(shop.corpus, attribute), "no": negatives(shop.corpus, attribute, quota, rng)}
        self._decks = {answer: Deck(found, _features, rng) for answer, found in views.items()}
        self._made = Counter[str]()

    def excess(self, answer: str) -> tuple[int, int]:
        """Return by how many the items of an answer exceed those of the other, and how many items there are."""
        return 2 * self._made[answer] - self._made.total(), self._made.total()

    def draw(self, yes: int, no: int, probes: Sequence[Draft]) -> list[Draft]:
        """Return items, probes before other "yes"; when one answer runs short, the other is cut to match."""
        drafts = [*probes[:yes]]
        self._made["yes"] += len(drafts)
        drafts += self.more("yes", yes - len(drafts))
        return [*drafts, *self.more("no", no - max(0, yes - len(drafts)))]

    def more(self, answer: str, count: int) -> list[Draft]:
        """Return up to `count` further items of an answer."""
        deck = self._decks[answer]
        found: list[Draft] = []
        for view in deck if count > 0 else ():
            draft = item(self._task, view, self._attribute, answer)
            if self._shop.accept(draft):
                deck.keep(view)
                found.append(draft)
            if len(found) == count:
                break
        self._made[answer] += len(found)
        return found


def positives(corpus: Corpus, attribute: str) -> list[View]:
    """Return one view of each picture that shows the attribute in its own right."""
    return corpus.bearing.get(attribute, [])


def negatives(corpus: Corpus, attribute: str, count: int, rng: random.Random) -> list[View]:
    """Return candidates for `count` near misses: pictures without the attribute, most like those that show it.

    A picture is near when its kind shows the attribute at other times, and when it shows others of the same category. One that
    entails the attribute, or shows what could be taken for it, is no fair negative.
    """
    barred = {attribute, *_unfair().get(attribute, ())}
    category = attributes()[attribute].category
    alike = {code for code, found in attributes().items() if found.category == category}
    kinds = {view.picture.kind for view in positives(corpus, attribute)}
    kin: dict[frozenset[str], int | None] = {}  # by what pictures show, since many show the same; null for no fair negative
    rows: list[tuple[float, View]] = []
    for view, shown in corpus.contents:
        if shown not in kin:
            kin[shown] = min(len(shown & alike), 2) if shown.isdisjoint(barred) else None
        if (common := kin[shown]) is not None:
            rows.append((3.0 * (view.picture.kind in kinds) + common + rng.random(), view))
    rows.sort(key=lambda row: -row[0])
    return [view for _, view in rows[: NEAREST * count + 10]]


def _features(view: View) -> list[Hashable]:
    picture = view.picture
    return [picture.locale, picture.scope, picture.capture, picture.kind, view.person.person_id]

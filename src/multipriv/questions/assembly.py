"""Parts that several reasoning tasks share: distractors, options, cues and the evidence of a chain."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

from multipriv.questions.balance import Owed
from multipriv.questions.chains import Chain, Wish, look_alikes, pick_apart, shown_once
from multipriv.questions.corpus import Corpus, Facet, View, type_of
from multipriv.questions.draft import Cue, Seating
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Exposure, Hop, Locale
from multipriv.values import accepted_forms, canonical, printed, styles

LETTERS = "ABCD"
CONSIDERED = 200
"""The most values among which options are sought."""


def accepted(exposure: Exposure, view: View) -> tuple[str, ...]:
    """Return the further right forms of a printed value, by rule."""
    kind = type_of((exposure.attribute, exposure.facet))
    forms = accepted_forms(exposure.value, kind, view.picture.locale)
    return tuple(form for form in dict.fromkeys((exposure.value, *forms)) if form != exposure.text)


def join_facet(left: View, right: View, attribute: str) -> str:
    """Return the first facet of an attribute that two views share."""
    shared = {facet for found, facet, _ in left.keys & right.keys if found == attribute}
    return next(facet for facet in attributes()[attribute].facets if facet in shared)


def join_cues(left: View, right: View, attribute: str) -> tuple[Cue, Cue]:
    """Return what must be perceived to see one join."""
    facet = join_facet(left, right, attribute)
    return Cue(left.picture.picture_id, attribute, facet), Cue(right.picture.picture_id, attribute, facet)


def chain_cues(chain: Chain) -> tuple[Cue, ...]:
    """Return what must be perceived along a chain, its end not included."""
    return tuple(
        cue
        for left, right, key in zip(chain.views, chain.views[1:], chain.keys, strict=False)
        for cue in join_cues(left, right, key)
    )


def chain_hops(chain: Chain, seating: Seating, found: Sequence[str] | None = None) -> tuple[Hop, ...]:
    """Return the evidence of a chain: one hop a join, each from its key to what is found (the key itself when not named)."""
    joins = zip(chain.views, chain.views[1:], chain.keys, found or chain.keys, strict=False)
    return tuple(seating.hop(left, right, key, reached) for left, right, key, reached in joins)


def distractors(
    corpus: Corpus,
    chain: Chain,
    wanted: Sequence[tuple[int, int]],
    target: Facet,
    near: bool,
    rng: random.Random,
    relaxed: bool = False,
    owed: Owed | None = None,
) -> list[View] | None:
    """Return look-alikes for places of the chain: `wanted` holds (place, how many); null when a place has too few.

    Those of the last place show the target. Strict look-alikes of the same kind are taken where there are enough; only when
    `relaxed` may they be of other kinds, and places before the last go without. At the last place, what is `owed` comes sooner.
    """
    chosen: list[View] = []
    wishes = [Wish(near, strict, same) for same in ((True, False) if relaxed else (True,)) for strict in (True, False)]
    for place, count in wanted:
        is_last = place == len(chain.views) - 1
        asked = target if is_last else None
        for wish in wishes:
            candidates = look_alikes(corpus, place, chain, asked, wish, rng, owed if is_last else None)
            found = pick_apart(candidates, count, [*chain.views, *chosen], asked)
            if found is not None:
                break
        if found is None and (is_last or not relaxed):
            return None
        chosen += found or []
    return chosen


def bears_choice(key: str) -> bool:
    """Whether a chain whose last join is by this attribute can end in a choice among strict distractors' values.

    Where its unequal values part people, all these distractors are parted from the person: when the picture of the answer is
    taken away, the right option is the only one left, so that the proof refuses nearly every such choice.
    """
    return attributes()[key].unequal_means == "nothing"


def _style(exposure: Exposure, kind: str, locale: Locale) -> str | None:
    """Return the first style in which a value is printed so; null for none."""
    forms = ((style, printed(exposure.value, kind, locale, style)) for style in styles(kind, locale))
    return next((style for style, form in forms if form == exposure.text), None)


def _in_style_first(exposures: Iterable[Exposure], style: str | None, kind: str, locale: Locale) -> Iterator[Exposure]:
    """Give exposures of a style before others: few are taken, and styles are sought only as far as they are."""
    others = []
    for exposure in exposures:
        if _style(exposure, kind, locale) == style:
            yield exposure
        else:
            others.append(exposure)
    yield from others


def options(
    corpus: Corpus, view: View, target: Facet, beside: Sequence[View], place: int, rng: random.Random
) -> tuple[str, ...] | None:
    """Return four options with the right one at `place`: the distractors' values, then those of other pictures.

    All are other people's values as printed, in the style of the answer and of the same kind of picture where there are enough;
    null when values run out, or when one of these stands in several lines.
    """
    answer = shown_once(view, target)
    if any("\n" in (shown_once(shown, target).text or "") for shown in (view, *beside)):
        return None
    kind, locale = type_of(target), view.picture.locale
    style = _style(answer, kind, locale)
    in_style = {True: [], False: []}  # type: dict[bool, list[Exposure]]
    for other in beside:
        exposure = shown_once(other, target)
        in_style[_style(exposure, kind, locale) == style].append(exposure)
    shown = [*in_style[True], *in_style[False]][:3]
    pool = corpus.by_facet[locale, *target]
    some = rng.sample(pool, min(CONSIDERED, len(pool)))
    rows = sorted((v.picture.kind != view.picture.kind, rng.random(), place) for place, (v, _) in enumerate(some))
    elsewhere = _in_style_first((some[place][1] for _, _, place in rows), style, kind, locale)
    wrong: list[str] = []
    seen = {canonical(answer.text or "", kind)} | {e.value for v in beside for e in v.shown(target)[:1] if e not in shown}
    for exposure in itertools.chain(shown, elsewhere):
        name = canonical(exposure.text or "", kind)
        if "\n" not in (exposure.text or "") and name not in seen and exposure.value not in seen | {answer.value}:
            seen |= {name, exposure.value}
            wrong.append(exposure.text or "")
        if len(wrong) == 3:
            break
    if len(wrong) < 3:
        return None
    rng.shuffle(wrong)
    return (*wrong[:place], answer.text or "", *wrong[place:])

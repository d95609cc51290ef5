"""From a draft to the question of one language."""

from multipriv.questions import wording
from multipriv.questions.draft import Draft
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.records import Locale, Question, Span


def item_id(draft: Draft, seed: int) -> str:
    """Return the opaque identifier that both languages of an item share; equal for equal items only."""
    told = () if draft.telling is None else (draft.telling.template, draft.telling.text)
    pictures = (picture.picture_id for picture in draft.pictures)
    return opaque_id(seed, "item", draft.task, *pictures, repr(draft.ask), *told)


def render(draft: Draft, language: Locale, seed: int) -> Question:
    """Return the draft in words; the wording depends on seed, item and language alone, never on the answer."""
    item = item_id(draft, seed)
    context, spans = _context(draft, language, item, seed)
    return Question(
        question_id=opaque_id(seed, item, language),
        item_id=item,
        task=draft.task,
        language=language,
        picture_ids=tuple(picture.picture_id for picture in draft.pictures),
        context=context,
        spans=spans,
        stem=_stem(draft, language, item, seed),
        ask=draft.ask,
        answer_kind=draft.answer_kind,
        answer=draft.answer,
        answer_type=draft.answer_type,
        attributes=draft.attributes,
        subject_id=draft.subject.person_id,
        cluster=draft.subject.household_id,
        evidence=draft.evidence,
        hops=draft.hops,
        gallery=draft.gallery,
        chance=draft.chance,
        box=draft.box,
        members=draft.members,
        steps=draft.steps,
        options=draft.options,
        accepted=draft.accepted,
        doses=dict(draft.doses),
        probe_of=draft.probe_of,
    )


def _context(draft: Draft, language: Locale, item: str, seed: int) -> tuple[str, tuple[Span, ...]]:
    if draft.telling is not None:
        telling = draft.telling
        template = wording.telling(language, telling.key[0], telling.template)["text"]
        before, _, after = template.partition("{value}")
        attribute, facet = telling.key
        span = Span(attribute, facet, telling.value, len(before), len(before) + len(telling.text))
        return before + telling.text + after, (span,)
    if draft.ask.rules:
        chosen = stream(seed, "rule", item, language).choice(wording.rules(language)[draft.ask.rules[0]])
        return chosen.format(table=wording.table(language, draft.ask.table)), ()
    return "", ()


def _stem(draft: Draft, language: Locale, item: str, seed: int) -> str:
    words = wording.stems(language, draft.task)
    forms = words["about_text" if draft.ask.anchor == 0 else "about_picture"] if isinstance(words, dict) else words
    chosen = stream(seed, "stem", item, language).choice(forms)
    text, who = (chosen["text"], chosen["who"]) if isinstance(chosen, dict) else (chosen, "")
    if draft.telling is not None:
        who = wording.telling(language, draft.telling.key[0], draft.telling.template)["who"]
    anchor = wording.pictures(language, [draft.ask.anchor or 0])
    who = who.format(anchor=anchor)
    slots = {
        "who": who,
        "all": wording.pictures(language, range(1, len(draft.pictures) + 1)),
        "gallery": wording.pictures(language, draft.ask.gallery) if draft.ask.gallery else "",
        "anchor": anchor,
        "number": wording.count(language, len(draft.pictures)),
    }
    return wording.sentence(language, text, {**slots, **_asked(draft, language, who)})


def _asked(draft: Draft, language: Locale, who: str) -> dict[str, str]:
    if not draft.ask.targets:
        return {}
    first = draft.ask.targets[0]
    if draft.ask.form == "present":
        return {"thing": wording.thing(language, first[0])}
    if draft.ask.form in ("extract", "locate"):
        return {"value": wording.plain(language, first, draft.ask.row_value)}
    owned = [wording.owned(language, target, who) for target in draft.ask.targets]
    return {"value": owned[-1], "steps": wording.steps(language, owned)}

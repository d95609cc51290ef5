"""What the four perception tasks share: which values of one picture may be asked for, and how items are spread."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from multipriv.questions.assembly import accepted
from multipriv.questions.corpus import View, attribute_of, type_of
from multipriv.questions.decks import Deck
from multipriv.questions.draft import Draft
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Ask, Exposure, Picture

EXTRACTION, LOCALIZATION = "information_extraction", "region_localization"
TASK_ELIGIBILITY = {EXTRACTION: "extraction", LOCALIZATION: "localization"}


def doses(picture: Picture) -> dict[str, str]:
    """Return the recorded difficulty of a question on one picture."""
    return {"document_language": picture.locale, "capture": picture.capture, "pictures": "1"}


def is_single(view: View, exposure: Exposure) -> bool:
    """Whether a value stands once in its picture and in its own right; a value shown twice is never asked for."""
    same = [e for e in view.exposures if (e.attribute, e.facet, e.row) == (exposure.attribute, exposure.facet, exposure.row)]
    printed = [e for e in view.exposures if e.text is not None and e.text == exposure.text and not e.via]
    return exposure.via is None and len(same) == 1 and len(printed) <= 1


def may_ask(task: str, view: View, exposure: Exposure) -> bool:
    """Whether a task may ask for this value: eligible, of the right appearance, and shown once."""
    attribute = attribute_of((exposure.attribute, exposure.facet))
    if TASK_ELIGIBILITY[task] not in attribute.eligible or not is_single(view, exposure):
        return False
    if exposure.attribute == "transactions":
        return exposure.facet == "amount" and payee_of(view, exposure) is not None
    if exposure.text is None:
        return task == LOCALIZATION and attribute.appears == "depicted"
    return True


def payee_of(view: View, exposure: Exposure) -> str | None:
    """Return the payee that names the row of a transaction, as printed; null when that payee stands in other rows too."""
    rows = [e for e in view.exposures if (e.attribute, e.facet, e.row) == ("transactions", "payee", exposure.row)]
    alike = [e for e in view.exposures if rows and e.attribute == "transactions" and e.value == rows[0].value]
    return rows[0].text if len(rows) == 1 and len(alike) == 1 else None


def extraction(view: View, exposure: Exposure) -> Draft:
    """Return the item that asks for a printed value."""
    facet = exposure.attribute, exposure.facet
    return Draft(
        task=EXTRACTION,
        pictures=(view.picture,),
        ask=Ask("extract", anchor=1, targets=(facet,), row_value=_row(view, exposure)),
        answer_kind="text",
        answer=exposure.text or "",
        answer_type=type_of(facet),
        attributes=(exposure.attribute,),
        subject=view.person,
        chance=0.0,
        accepted=accepted(exposure, view),
        doses=doses(view.picture),
    )


def localization(view: View, exposure: Exposure) -> Draft:
    """Return the item that asks where a value is."""
    x0, y0, x1, y1 = (round(edge) for edge in exposure.box)  # whole pixels: what is asked for can be said exactly
    return Draft(
        task=LOCALIZATION,
        pictures=(view.picture,),
        ask=Ask("locate", anchor=1, targets=((exposure.attribute, exposure.facet),), row_value=_row(view, exposure)),
        answer_kind="box",
        answer=f"{x0},{y0},{x1},{y1}",
        attributes=(exposure.attribute,),
        subject=view.person,
        chance=0.0,
        box=(x0, y0, x1, y1),
        doses=doses(view.picture),
    )


def _row(view: View, exposure: Exposure) -> str | None:
    return payee_of(view, exposure) if exposure.attribute == "transactions" else None


MAKERS = {EXTRACTION: extraction, LOCALIZATION: localization}


def recognition(task: str, view: View, attribute: str, answer: str) -> Draft:
    """Return the item that asks whether an attribute is shown."""
    return Draft(
        task=task,
        pictures=(view.picture,),
        ask=Ask("present", anchor=1, targets=((attribute, attributes()[attribute].primary.code),)),
        answer_kind="yes_no",
        answer=answer,
        attributes=(attribute,),
        subject=view.person,
        chance=0.5,
        doses=doses(view.picture),
    )


def values(shop: Workshop, task: str) -> dict[str, list[tuple[View, Exposure]]]:
    """Return what a task may ask for, by attribute."""
    found: dict[str, list[tuple[View, Exposure]]] = {}
    for view in shop.corpus.alone:
        for exposure in view.exposures:
            if may_ask(task, view, exposure):
                found.setdefault(exposure.attribute, []).append((view, exposure))
    return found


def fill(shop: Workshop, task: str, count: int) -> list[Draft]:
    """Return up to `count` items, the probes first; then always the attribute that has the fewest items for its weight.

    An attribute for which only one of extraction and localization may ask weighs double there, so that every attribute is asked
    for about as often over the two.
    """
    rng = shop.stream(task)
    found = list(shop.probes.get(task, ()))[:count]
    decks = {attribute: Deck(rows, _features, rng) for attribute, rows in values(shop, task).items()}
    made = dict.fromkeys(decks, 0)
    for draft in found:
        made[draft.attributes[0]] += 1
    draws = {attribute: iter(deck) for attribute, deck in decks.items()}
    while draws and len(found) < count:
        attribute = min(draws, key=lambda code: made[code] / _weight(code))
        fresh = _next(shop, task, draws[attribute], decks[attribute])
        if fresh is None:
            del draws[attribute]
        else:
            found.append(fresh)
            made[attribute] += 1
    return found


def _next(shop: Workshop, task: str, draws: Iterator[tuple[View, Exposure]], deck: Deck[tuple[View, Exposure]]) -> Draft | None:
    for view, exposure in draws:
        draft = MAKERS[task](view, exposure)
        if shop.accept(draft):
            deck.keep((view, exposure))
            return draft
    return None


def _weight(attribute: str) -> int:
    return 1 if set(TASK_ELIGIBILITY.values()) <= attributes()[attribute].eligible else 2


def _features(row: tuple[View, Exposure]) -> Sequence[Hashable]:
    view, exposure = row
    picture = view.picture
    return [f"facet {exposure.facet}", picture.locale, picture.kind, picture.capture, view.person.person_id]


def by_attribute(drafts: Sequence[Draft]) -> Mapping[str, list[Draft]]:
    """Return drafts by their first attribute."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.attributes[0], []).append(draft)
    return found

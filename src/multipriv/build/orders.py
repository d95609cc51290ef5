"""Orders: every picture of a suite before a person exists: whose (by number), what it shows, how it is taken and stored."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from multipriv.build.plan import Slot, drawable_plans, drawn_kinds, with_brought_faces
from multipriv.build.suites import BuildError, Form, Suite, captures, forms
from multipriv.pictures.kind import artist, kinds
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.records import Capture, Locale, Scope

LOCALES: tuple[Locale, Locale] = ("en", "zh")

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Owner:
    """The number-th profile (individual scope) or stranger (attribute scope) of a locale."""

    scope: Scope
    locale: Locale
    number: int


@dataclass(frozen=True)
class Order:
    """One picture to be made."""

    picture_id: str
    owner: Owner
    slot: Slot
    layout: str
    capture: Capture
    form: Form


def place_orders(suite: Suite, seed: int, brought: bool = False) -> tuple[Order, ...]:
    """Return the orders of a suite, a pure function of its size, the seed, the kinds drawn and whether faces are brought.

    Layout, capture and file format are drawn without regard to the owner: they must not tell pictures of one person apart from
    those of another. Levels of capture are balanced within scope and locale.

    Raises:
        BuildError: no plan can be drawn.
    """
    individual = _individual(suite, seed, brought)
    spread = _attribute(suite, seed, {slot.kind for _, slot in individual})
    wanted = [*individual, *((owner, with_brought_faces(slot) if brought else slot) for owner, slot in spread)]
    taken: dict[tuple[Scope, Locale], list[Capture]] = {
        group: _deck(captures(), size, seed, "capture", *group)
        for group, size in Counter((owner.scope, owner.locale) for owner, _ in wanted).items()
    }
    return tuple(
        _order(seed, index, owner, slot, taken[owner.scope, owner.locale].pop()) for index, (owner, slot) in enumerate(wanted)
    )


def profiles_per_locale(suite: Suite) -> dict[Locale, int]:
    """Return half of the profiles for each locale; English takes the odd one."""
    return {"en": (suite.profiles + 1) // 2, "zh": suite.profiles // 2}


def strangers_per_locale(orders: Sequence[Order]) -> dict[Locale, int]:
    """Return how many strangers the orders speak of."""
    strangers = {order.owner for order in orders if order.owner.scope == "attribute"}
    return {locale: sum(owner.locale == locale for owner in strangers) for locale in LOCALES}


def _order(seed: int, index: int, owner: Owner, slot: Slot, capture: Capture) -> Order:
    picture_id = opaque_id(seed, "picture", index)
    layouts = artist(slot.kind).layouts
    parts = forms(kinds()[slot.kind].medium, capture)
    form = stream(seed, "form", picture_id).choices(list(parts), list(parts.values()))[0]
    return Order(picture_id, owner, slot, stream(seed, "layout", picture_id).choice(layouts), capture, form)


def _individual(suite: Suite, seed: int, brought: bool) -> list[tuple[Owner, Slot]]:
    """Deal the plans in turn, shifted by one each round, so that each locale gets each plan alike."""
    plans = list(drawable_plans(brought))
    if not plans:
        raise BuildError("no plan can be drawn: some kind of each has no artist")
    stream(seed, "plans").shuffle(plans)
    sizes = profiles_per_locale(suite)
    dealt = []
    for index in range(suite.profiles):
        locale = LOCALES[index % 2]
        owner = Owner("individual", locale, index // 2)
        assert owner.number < sizes[locale]
        dealt += [(owner, slot) for slot in plans[(index + index // len(plans)) % len(plans)]]
    return dealt


def _attribute(suite: Suite, seed: int, planned: Set[str]) -> list[tuple[Owner, Slot]]:
    """Spread the pictures evenly over kinds, then locales, then sets of keys: each picture is of another stranger.

    Kinds that no profile has (`planned` holds the others) come first, so that a suite too small for all shows these. The sets of
    keys of a kind differ in what they leave out, which makes the near misses: a report with an ID number but no name.
    """
    random = stream(seed, "attribute scope")
    codes = list(drawn_kinds())
    random.shuffle(codes)
    codes.sort(key=planned.__contains__)
    turns = {code: random.randrange(2 * len(kinds()[code].keys)) for code in codes}
    counts: Counter[Locale] = Counter()
    spread = []
    for index in range(suite.attribute_pictures):
        kind = kinds()[codes[index % len(codes)]]
        turn = turns[kind.code] + index // len(codes)
        locale = LOCALES[turn % 2]
        spread.append((Owner("attribute", locale, counts[locale]), Slot(kind.code, kind.keys[turn // 2 % len(kind.keys)])))
        counts[locale] += 1
    return spread


def _deck(parts: Mapping[Choice, int], size: int, seed: int, *name: str) -> list[Choice]:
    """Return `size` choices in the given parts (as near as whole numbers allow), in random order."""
    random = stream(seed, "deck", *name)
    hand = [choice for choice, count in parts.items() for _ in range(count)]
    random.shuffle(hand)
    dealt = [hand[index % len(hand)] for index in range(size)]
    random.shuffle(dealt)
    return dealt

"""Texts about somebody: which keys they can name, and in what form."""

import random

from multipriv.questions import wording
from multipriv.questions.corpus import Facet, View, link_type, type_of
from multipriv.questions.draft import Telling
from multipriv.taxonomy.attributes import attributes
from multipriv.values import printed, styles


def tellable(view: View) -> list[Facet]:
    """Return the printed keys of a view that a text can name."""
    found = dict.fromkeys((e.attribute, e.facet) for e in view.exposures)
    return [
        facet
        for facet in found
        if "key" in attributes()[facet[0]].eligible
        and facet[1] == "value"
        and link_type(facet[0]) == "text"
        and view.once(facet) is not None
    ]


def say(view: View, key: Facet, rng: random.Random) -> Telling:
    """Return a text that names the view's person by a key, in a form of the value's own locale."""
    exposure = view.once(key)
    assert exposure is not None
    kind, locale = type_of(key), view.picture.locale
    style = rng.choice(styles(kind, locale)) if kind in ("phone", "identifier") else "default"
    template = rng.randrange(len(wording.tellings("en", key[0])))
    return Telling(key, template, exposure.value, printed(exposure.value, kind, locale, style))

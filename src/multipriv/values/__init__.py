"""Values as documents print them: format, normalise, compare; and what makes an identifier nobody's.

Two forms of a value matter. The *standard form* stands in the records (`Person.facts`): ISO dates, "1234.50", "female",
digits of a phone or a card, text in its own spelling. The *canonical form* is what `canonical` makes of any printed form,
the standard one included, and serves comparison only.
"""

from multipriv.values.normal import VALUE_TYPES, canonical, same
from multipriv.values.print import accepted_forms, printed, styles

__all__ = ["VALUE_TYPES", "accepted_forms", "canonical", "printed", "same", "styles"]

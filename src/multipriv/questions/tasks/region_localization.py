"""Task 4: where is the value? The box of one value, without its label."""

from multipriv.questions import perception
from multipriv.questions.draft import Draft
from multipriv.questions.workshop import Workshop


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    return perception.fill(shop, perception.LOCALIZATION, count)

"""Task 3: what is the value shown? As printed, shown once, one atomic value."""

from multipriv.questions import perception
from multipriv.questions.draft import Draft
from multipriv.questions.workshop import Workshop


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    return perception.fill(shop, perception.EXTRACTION, count)

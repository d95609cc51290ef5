"""Task 1: does this picture show a direct identifier?"""

from multipriv.questions import recognition
from multipriv.questions.draft import Draft
from multipriv.questions.workshop import Workshop


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    return recognition.generate(shop, "direct_identifier_recognition", count)

"""Task 2: does this picture show an indirect identifier?"""

from multipriv.questions import recognition
from multipriv.questions.draft import Draft
from multipriv.questions.workshop import Workshop


def generate(shop: Workshop, count: int) -> list[Draft]:
    """Return up to `count` items."""
    return recognition.generate(shop, "indirect_identifier_recognition", count)

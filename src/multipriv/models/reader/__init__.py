"""The embedded attacker: it reads the pixels, finds labelled values, joins pictures on equal values. No truth, no template."""

from multipriv.models.embedded import Prompt


def respond(prompt: Prompt) -> str:
    """Answer a prompt from its text and pictures alone."""
    from multipriv.models.reader.answering import answer

    return answer(prompt)

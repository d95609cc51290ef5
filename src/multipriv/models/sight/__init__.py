"""The reader with eyes: it also finds faces and compares them, by rules of thumb and without any trained weights."""

from multipriv.models.embedded import Prompt


def respond(prompt: Prompt) -> str:
    """Answer a prompt from its text and pictures alone."""
    from multipriv.models.reader.answering import answer
    from multipriv.models.sight.looking import Looker

    return answer(prompt, Looker(prompt.pictures))

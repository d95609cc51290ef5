"""Pictures join a prompt where it leaves for its model, not before.

Inspect copies, digests and condenses the messages of a sample a dozen times; with pictures of 100 kB in them that is a third of
what a sample costs. So a message carries the name of a picture in the form of a data URI, and the provider is shown the pixels.
"""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_NAME = "data:image/x-multipriv-picture;base64,"


def named(file: str) -> str:
    """Return what stands for a picture until it is shown."""
    return _NAME + file


def data_uri(picture: Path) -> str:
    """Return a picture as a data URI."""
    kind = picture.suffix.removeprefix(".").replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(picture.read_bytes()).decode()}"


def show_pictures(api: Any, folder: Path) -> None:
    """Let a provider (Inspect's ModelAPI) see the pictures of `folder` that its prompts name."""
    ask = api.generate

    async def generate(input: Sequence[Any], *arguments: Any, **settings: Any) -> Any:
        return await ask([_shown(message, folder) for message in input], *arguments, **settings)

    api.generate = generate


def _shown(message: Any, folder: Path) -> Any:
    if isinstance(message.content, str):
        return message
    return message.model_copy(update={"content": [_with_pixels(part, folder) for part in message.content]})


def _with_pixels(part: Any, folder: Path) -> Any:
    if part.type != "image" or not part.image.startswith(_NAME):
        return part
    return part.model_copy(update={"image": data_uri(folder / part.image.removeprefix(_NAME))})

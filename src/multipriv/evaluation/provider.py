"""The Inspect provider `multipriv/<name>`: the embedded models, and the references that need the truth."""

import base64
from pathlib import Path
from typing import Any

from inspect_ai.model import (
    ChatMessage,
    ChatMessageUser,
    ContentImage,
    ContentText,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from multipriv.evaluation.references import REFERENCES, reference
from multipriv.models.embedded import EMBEDDED, Prompt, responder

BLIND = ("chance", "prior", "refuser")
"""They look at no picture and are told only how many there are: decoding pictures for them would be most of their cost."""


class MultiPrivAPI(ModelAPI):
    """Answers with an embedded model, or with a reference that is told where the data set lies.

    Args of the references (Inspect's model_args): dataset (directory), control, dialect.
    """

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig | None = None,
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config or GenerateConfig())
        if model_name not in EMBEDDED and model_name not in REFERENCES:
            raise ValueError(f"no model multipriv/{model_name}; there are {', '.join([*EMBEDDED, *REFERENCES])}")
        self._reference = reference(model_name, **model_args) if model_name in REFERENCES else None

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Answer the last message of the user."""
        message = next(m for m in reversed(input) if isinstance(m, ChatMessageUser))
        text = self._reference(message.id or "") if self._reference else responder(self.model_name)(self._prompt(message))
        output = ModelOutput.from_content(f"multipriv/{self.model_name}", text)
        output.usage = ModelUsage(input_tokens=0, output_tokens=0, total_tokens=0)
        return output

    def _prompt(self, message: ChatMessageUser) -> Prompt:
        if isinstance(message.content, str):
            return Prompt(message.content, ())
        texts = [part.text for part in message.content if isinstance(part, ContentText)]
        images = [part.image for part in message.content if isinstance(part, ContentImage)]
        pictures = (b"" if self.model_name in BLIND else _bytes(image) for image in images)
        return Prompt("\n".join(texts), tuple(pictures))

    def max_connections(self) -> int:
        """One at a time: the embedded models compute on the spot."""
        return 1


def _bytes(image: str) -> bytes:
    if image.startswith("data:"):
        return base64.b64decode(image.split(",", 1)[1])
    return Path(image).read_bytes()

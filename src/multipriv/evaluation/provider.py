"""The Inspect provider `multipriv/<name>`: the embedded models, and the references that need the truth."""

import base64
from abc import abstractmethod
from collections.abc import Iterator, Sequence
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


class InProcessAPI(ModelAPI):
    """A model that answers in the process that asks: it has no server and no key. Inspect's model_args go to `prepare`."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig | None = None,
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config or GenerateConfig())
        self.prepare(**model_args)

    @abstractmethod
    def prepare(self, **settings: Any) -> None:
        """Take the settings of the provider.

        Raises:
            ValueError: no such model, or something that it needs is missing.
            TypeError: no such setting.
        """


class MultiPrivAPI(InProcessAPI):
    """Answers with an embedded model, or with a reference that is told where the data set lies.

    Settings of the references: dataset (directory), control, dialect.
    """

    def prepare(self, **settings: Any) -> None:
        """Find the model of this name."""
        if self.model_name not in EMBEDDED and self.model_name not in REFERENCES:
            raise ValueError(f"no model multipriv/{self.model_name}; there are {', '.join([*EMBEDDED, *REFERENCES])}")
        self._reference = reference(self.model_name, **settings) if self.model_name in REFERENCES else None

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
        shown = list(parts([message], look=self.model_name not in BLIND))
        texts = [part for part in shown if isinstance(part, str)]
        return Prompt("\n".join(texts), tuple(part for part in shown if isinstance(part, bytes)))

    def max_connections(self) -> int:
        """One at a time: the embedded models compute on the spot."""
        return 1


def parts(messages: Sequence[ChatMessage], *, look: bool = True) -> Iterator[str | bytes]:
    """Yield the texts and the encoded pictures of messages in their order; empty pictures where nobody looks at them."""
    for message in messages:
        if isinstance(message.content, str):
            yield message.content
            continue
        for part in message.content:
            if isinstance(part, ContentText):
                yield part.text
            elif isinstance(part, ContentImage):
                yield _bytes(part.image) if look else b""


def _bytes(image: str) -> bytes:
    if image.startswith("data:"):
        return base64.b64decode(image.split(",", 1)[1])
    return Path(image).read_bytes()

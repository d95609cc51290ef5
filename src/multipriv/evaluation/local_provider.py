"""The Inspect provider `transformers/<path or hub id>`: prompts that wait together are answered as one batch."""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    ContentImage,
    ContentText,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
)
from inspect_ai.tool import ToolChoice, ToolInfo

if TYPE_CHECKING:
    from multipriv.models.local import LocalVLM, Said, Turn

MISSING = "transformers/… needs torch and transformers: pip install 'multipriv[local]'"
Waiting = tuple["Turn", "asyncio.Future[Said]"]


class TransformersAPI(ModelAPI):
    """Answers with a local checkpoint.

    Args (Inspect's model_args): device, dtype, batch_size (the most prompts at once).

    Raises:
        ValueError: torch or transformers is not installed, or the name is a path and no folder lies there.
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
        if find_spec("torch") is None or find_spec("transformers") is None:
            raise ValueError(MISSING)
        if model_name.startswith(("/", ".", "~")) and not Path(model_name).is_dir():
            raise ValueError(f"{model_name}: no such checkpoint folder")
        self._batch_size = int(model_args.pop("batch_size", 8))
        self._model_args = model_args
        self._model: LocalVLM | None = None
        self._waiting: list[Waiting] = []
        self._worker: asyncio.Task[None] | None = None

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Wait for the batch in which this prompt is answered."""
        place: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._waiting.append((_turn(input), place))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work(config))
        return self._output(await place)

    def _output(self, said: "Said") -> ModelOutput:
        choice = ChatCompletionChoice(
            message=ChatMessageAssistant(content=said.text, source="generate"),
            stop_reason="max_tokens" if said.cut_off else "stop",
        )
        total = said.input_tokens + said.output_tokens
        usage = ModelUsage(input_tokens=said.input_tokens, output_tokens=said.output_tokens, total_tokens=total)
        return ModelOutput(model=self.model_name, choices=[choice], usage=usage)

    async def _work(self, config: GenerateConfig) -> None:
        await asyncio.sleep(0.05)  # those who come together go together
        while self._waiting:
            batch, self._waiting = self._waiting[: self._batch_size], self._waiting[self._batch_size :]
            try:
                answers = await asyncio.to_thread(self._answer, [turn for turn, _ in batch], config)
            except Exception as error:
                for _, place in batch:
                    if not place.done():
                        place.set_exception(error)
                continue
            for (_, place), said in zip(batch, answers, strict=True):
                if not place.done():
                    place.set_result(said)

    def _answer(self, turns: "list[Turn]", config: GenerateConfig) -> "list[Said]":
        from multipriv.models.local import LocalVLM

        if self._model is None:
            self._model = LocalVLM(self.model_name, **self._model_args)
        return self._model.answer(turns, max_tokens=config.max_tokens or 2048, temperature=config.temperature or 0.0)

    def max_connections(self) -> int:
        """Enough that a full batch waits while another is under way."""
        return 2 * self._batch_size


def _turn(input: list[ChatMessage]) -> "Turn":
    parts: list[str | bytes] = []
    for message in input:
        if isinstance(message.content, str):
            parts.append(message.content)
            continue
        for part in message.content:
            if isinstance(part, ContentText):
                parts.append(part.text)
            elif isinstance(part, ContentImage):
                parts.append(_bytes(part.image))
    return parts


def _bytes(image: str) -> bytes:
    import base64

    return base64.b64decode(image.split(",", 1)[1]) if image.startswith("data:") else Path(image).read_bytes()

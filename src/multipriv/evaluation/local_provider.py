"""The Inspect provider `transformers/<path or hub id>`: prompts that wait together are answered as one batch."""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspect_ai.model import ChatCompletionChoice, ChatMessage, ChatMessageAssistant, GenerateConfig, ModelOutput, ModelUsage
from inspect_ai.tool import ToolChoice, ToolInfo

from multipriv.evaluation.provider import InProcessAPI, parts

if TYPE_CHECKING:
    from multipriv.models.local import LocalVLM, Said, Turn

MISSING = "transformers/… needs torch and transformers: pip install 'multipriv[local]'"
Waiting = tuple["Turn", "asyncio.Future[Said]"]


class TransformersAPI(InProcessAPI):
    """Answers with a local checkpoint. Settings: device, dtype, batch_size (the most prompts at once)."""

    def prepare(self, **settings: Any) -> None:
        """Check what can be checked before the weights are loaded; that happens at the first prompt."""
        if find_spec("torch") is None or find_spec("transformers") is None:
            raise ValueError(MISSING)
        if self.model_name.startswith(("/", ".", "~")) and not Path(self.model_name).is_dir():
            raise ValueError(f"{self.model_name}: no such checkpoint folder")
        self._batch_size = int(settings.pop("batch_size", 8))
        self._settings = settings
        self._model: LocalVLM | None = None
        self._waiting: list[Waiting] = []
        self._worker: asyncio.Task[None] | None = None

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Wait for the batch in which this prompt is answered."""
        place: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._waiting.append((list(parts(input)), place))
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
            self._model = LocalVLM(self.model_name, **self._settings)
        return self._model.answer(turns, max_tokens=config.max_tokens or 2048, temperature=config.temperature or 0.0)

    def max_connections(self) -> int:
        """Enough that a full batch waits while another is under way."""
        return 2 * self._batch_size

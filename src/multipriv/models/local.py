"""Local open-weight VLMs through transformers: processor and chat template from the checkpoint, left-padded batches."""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Turn = Sequence[str | bytes]
"""One prompt: texts and encoded pictures in their order."""


@dataclass(frozen=True)
class Said:
    """What the model printed (special tokens that carry boxes included), and whether it was cut off."""

    text: str
    input_tokens: int
    output_tokens: int
    cut_off: bool


class LocalVLM:
    """A checkpoint in memory. `most` is the largest batch that is known to fit, null until one did not.

    Args:
        path: a folder or a hub id that transformers knows.
        device: cpu, cuda, cuda:1, …; a GPU where there is one if not said.
        dtype: float32, bfloat16, …; that of the checkpoint if not said, float32 on a CPU.

    Raises:
        OSError: no such checkpoint.
        ValueError: the checkpoint is no model of pictures and text.
    """

    def __init__(self, path: str, device: str | None = None, dtype: str | None = None) -> None:
        import torch

        make_torchvision_importable(torch)
        from transformers import AutoModelForImageTextToText, AutoProcessor

        self.device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        wanted = dtype or ("float32" if self.device == "cpu" else "auto")
        self.processor: Any = AutoProcessor.from_pretrained(path)
        self.tokenizer: Any = self.processor.tokenizer
        self.tokenizer.padding_side = "left"  # right padding would stand between the prompt and its continuation
        if self.tokenizer.pad_token is None:
            self.tokenizer.pad_token = self.tokenizer.eos_token
        model: Any = AutoModelForImageTextToText.from_pretrained(
            path, dtype=wanted if wanted == "auto" else getattr(torch, wanted)
        )
        self.model = model.to(self.device).eval()
        self.most: int | None = None

    def inputs(self, turns: Sequence[Turn]) -> Any:
        """Return the model's inputs of a batch of prompts."""
        made = self.processor.apply_chat_template(
            [_conversation(turn) for turn in turns],
            add_generation_prompt=True,
            tokenize=True,
            return_dict=True,
            return_tensors="pt",
            processor_kwargs={"padding": True},
        )
        return made.to(self.device, dtype=self.model.dtype)

    def answer(self, turns: Sequence[Turn], *, max_tokens: int, temperature: float = 0.0) -> list[Said]:
        """Return what the model says to each prompt; a batch that does not fit into memory is halved, and so are later ones.

        Raises:
            torch.OutOfMemoryError, RuntimeError: not even a single prompt fits.
        """
        said: list[Said] = []
        while len(said) < len(turns):
            count = min(self.most or len(turns), len(turns) - len(said))
            try:
                said += self._answer(turns[len(said) : len(said) + count], max_tokens, temperature)
                continue
            except RuntimeError as error:
                if count == 1 or not _is_out_of_memory(error):
                    raise
            self.most = count // 2
            self._free()  # only here: the error held what was under way
        return said

    def _free(self) -> None:
        import torch

        if self.device.startswith("cuda"):
            torch.cuda.empty_cache()

    def _answer(self, turns: Sequence[Turn], max_tokens: int, temperature: float) -> list[Said]:
        import torch

        inputs = self.inputs(turns)
        drawing = {"do_sample": True, "temperature": temperature} if temperature > 0 else {"do_sample": False}
        with torch.inference_mode():
            made = self.model.generate(**inputs, max_new_tokens=max_tokens, pad_token_id=self.tokenizer.pad_token_id, **drawing)
        length = inputs["input_ids"].shape[1]
        given = inputs["attention_mask"].sum(dim=1).tolist()
        return [self._said(row[length:].tolist(), int(count), max_tokens) for row, count in zip(made, given, strict=True)]

    def _said(self, tokens: list[int], given: int, max_tokens: int) -> Said:
        ends = self._ends()
        end = next((place for place, token in enumerate(tokens) if token in ends), None)
        kept = tokens if end is None else tokens[:end]
        text = self.tokenizer.decode(kept, skip_special_tokens=False)
        for token in (self.tokenizer.bos_token, self.tokenizer.eos_token, self.tokenizer.pad_token):
            text = text.replace(token, "") if token else text
        return Said(text.strip(), given, len(kept), end is None and len(tokens) >= max_tokens)

    def _ends(self) -> set[int]:
        declared = self.model.generation_config.eos_token_id
        listed = declared if isinstance(declared, list) else [declared]
        return {token for token in (*listed, self.tokenizer.eos_token_id, self.tokenizer.pad_token_id) if token is not None}


def _conversation(turn: Turn) -> list[dict[str, Any]]:
    from PIL import Image

    parts: list[dict[str, Any]] = [
        {"type": "text", "text": part}
        if isinstance(part, str)
        else {"type": "image", "image": Image.open(io.BytesIO(part)).convert("RGB")}
        for part in turn
    ]
    return [{"role": "user", "content": parts}]


def _is_out_of_memory(error: RuntimeError) -> bool:
    """Whether torch ran out of memory; on a CPU it says so in words only."""
    import torch

    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def make_torchvision_importable(torch: Any) -> None:
    """Let processors that only need torchvision's transforms import it next to a torch that its compiled part does not fit."""
    try:
        import torchvision  # noqa: F401
    except ImportError:
        return
    except (RuntimeError, OSError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        library = torch.library.Library("torchvision", "FRAGMENT")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _KEPT.append(library)


_KEPT: list[Any] = []
"""Operators live as long as the library object that defined them."""

"""Tiny checkpoints of random weights, one of each shape in which open vision-language models come; no network is needed.

Each is saved as its maker's are: configuration, weights, a byte-level tokenizer, a processor with its chat template.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

IMAGE = {
    "llava": "<image>",
    "idefics3": "<image>",
    "qwen2-vl": "<|vision_start|><|image_pad|><|vision_end|>",
    "internvl": "<IMG_CONTEXT>",
}
"""What stands for a picture in the chat template of each shape."""
SPECIAL = {
    "llava": {"image_token": "<image>"},
    "idefics3": {
        "image_token": "<image>", "fake_image_token": "<fake_token_around_image>", "global_image_token": "<global-img>",
        "end_of_utterance": "<end_of_utterance>", **{f"r{r}c{c}": f"<row_{r}_col_{c}>" for r in range(1, 7) for c in range(1, 7)},
    },
    "qwen2-vl": {
        "image_token": "<|image_pad|>", "video_token": "<|video_pad|>", "vision_bos_token": "<|vision_start|>",
        "vision_eos_token": "<|vision_end|>",
    },
    "internvl": {
        "start_image_token": "<img>", "end_image_token": "</img>", "context_image_token": "<IMG_CONTEXT>",
        "video_token": "<video>",
    },
}  # fmt: skip
TEMPLATE = (
    "{{% for m in messages %}}{{% if m.content is string %}}{{{{ m.content }}}}{{% else %}}{{% for c in m.content %}}"
    "{{% if c.type == 'text' %}}{{{{ c.text }}}}{{% else %}}{image}{{% endif %}}{{% endfor %}}{{% endif %}}{{% endfor %}}"
    "{{% if add_generation_prompt %}}>{{% endif %}}"
)
TEXT = {
    "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 2,
    "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "max_position_embeddings": 32_768,
}  # fmt: skip
VISION = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}


def make_checkpoint(shape: str, folder: Path, **text: int) -> Path:
    """Write a checkpoint of a shape (a key of `SHAPES`) and return its folder; the weights depend on nothing but the shape.

    `text` are other settings of the language model than those of `TEXT`.
    """
    import torch

    from multipriv.models.local import make_torchvision_importable

    make_torchvision_importable(torch)
    torch.manual_seed(1)
    tokenizer = _tokenizer(SPECIAL[shape])
    tokenizer.chat_template = TEMPLATE.format(image=IMAGE[shape])
    model, processor = SHAPES[shape](tokenizer, {**TEXT, **text})
    for weights in model.parameters():  # as they are made, the output would barely depend on the picture
        if weights.dim() > 1:
            weights.data.mul_(8)
    model.generation_config.eos_token_id = None  # say as much as is allowed: what is said shall differ
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def _tokenizer(special: Mapping[str, str]) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    tokens = ["<pad>", "<s>", "</s>", *special.values(), *sorted(pre_tokenizers.ByteLevel.alphabet())]
    raw = Tokenizer(models.BPE(vocab={token: place for place, token in enumerate(tokens)}, merges=[]))
    raw.pre_tokenizer, raw.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", bos_token="<s>", eos_token="</s>", extra_special_tokens=dict(special)
    )


def _llava(tokenizer: Any, text: dict[str, Any]) -> tuple[Any, Any]:
    import transformers as t

    model = t.LlavaForConditionalGeneration(t.LlavaConfig(
        vision_config=t.CLIPVisionConfig(**VISION, image_size=56, patch_size=14),
        text_config=t.LlamaConfig(**text, vocab_size=len(tokenizer)),
        image_token_index=tokenizer.image_token_id, vision_feature_layer=-1, vision_feature_select_strategy="default",
    ))  # fmt: skip
    images = t.CLIPImageProcessorPil(size={"shortest_edge": 56}, crop_size={"height": 56, "width": 56})
    return model, t.LlavaProcessor(
        images, tokenizer, patch_size=14, vision_feature_select_strategy="default", num_additional_image_tokens=1,
        chat_template=tokenizer.chat_template,
    )  # fmt: skip


def _idefics3(tokenizer: Any, text: dict[str, Any]) -> tuple[Any, Any]:
    import transformers as t

    model = t.Idefics3ForConditionalGeneration(t.Idefics3Config(
        vision_config={**VISION, "image_size": 56, "patch_size": 14}, image_token_id=tokenizer.image_token_id,
        text_config=t.LlamaConfig(**text, vocab_size=len(tokenizer)), scale_factor=2, pad_token_id=0,
    ))  # fmt: skip
    images = t.Idefics3ImageProcessorPil(size={"longest_edge": 112}, max_image_size={"longest_edge": 56})
    return model, t.Idefics3Processor(images, tokenizer, image_seq_len=4, chat_template=tokenizer.chat_template)


def _qwen2_vl(tokenizer: Any, text: dict[str, Any]) -> tuple[Any, Any]:
    import transformers as t

    model = t.Qwen2VLForConditionalGeneration(t.Qwen2VLConfig(
        vision_config={
            "depth": 2, "embed_dim": 32, "hidden_size": 32, "num_heads": 2, "mlp_ratio": 2, "patch_size": 14,
            "spatial_merge_size": 2, "temporal_patch_size": 2,
        },
        text_config={
            **text, "vocab_size": len(tokenizer), "rope_parameters": {"rope_type": "default", "mrope_section": [2, 3, 3]},
        },
        image_token_id=tokenizer.image_token_id, video_token_id=tokenizer.video_token_id,
        vision_start_token_id=tokenizer.vision_bos_token_id, vision_end_token_id=tokenizer.vision_eos_token_id,
    ))  # fmt: skip
    pixels = {"shortest_edge": 28 * 28, "longest_edge": 84 * 84}
    return model, t.Qwen2VLProcessor(
        t.Qwen2VLImageProcessor(size=pixels), tokenizer, t.Qwen2VLVideoProcessor(), chat_template=tokenizer.chat_template
    )


def _internvl(tokenizer: Any, text: dict[str, Any]) -> tuple[Any, Any]:
    import transformers as t

    model = t.InternVLForConditionalGeneration(t.InternVLConfig(
        vision_config={**VISION, "image_size": [56, 56], "patch_size": [14, 14]},
        text_config=t.Qwen2Config(**text, vocab_size=len(tokenizer)),
        image_token_id=tokenizer.context_image_token_id, image_seq_length=4, downsample_ratio=0.5,
    ))  # fmt: skip
    images = t.GotOcr2ImageProcessor(size={"height": 56, "width": 56}, crop_to_patches=True, max_patches=4)
    return model, t.InternVLProcessor(
        images, tokenizer, t.InternVLVideoProcessor(), image_seq_length=4, chat_template=tokenizer.chat_template
    )


SHAPES: Mapping[str, Callable[[Any, dict[str, Any]], tuple[Any, Any]]] = {
    "llava": _llava,
    "idefics3": _idefics3,
    "qwen2-vl": _qwen2_vl,
    "internvl": _internvl,
}
"""Shape -> function of the tokenizer and the settings of the language model that makes model and processor."""

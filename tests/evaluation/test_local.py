"""Local checkpoints: a tiny LLaVA with random weights, in process and through the whole road."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from multipriv.dataset import Dataset
from multipriv.evaluation.answers import read_answers
from multipriv.evaluation.run import RunSpec, run
from multipriv.evaluation.spec import RunError

pytestmark = pytest.mark.heavy
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

TEMPLATE = (
    "{% for m in messages %}{% for c in m.content %}{% if c.type == 'image' %}<image>{% else %}{{ c.text }}{% endif %}"
    "{% endfor %}{% endfor %}{% if add_generation_prompt %}>{% endif %}"
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LLaVA of random weights that depends on its pictures, with a byte-level tokenizer."""
    from multipriv.models.local import make_torchvision_importable

    make_torchvision_importable(torch)
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    folder = tmp_path_factory.mktemp("llava")
    torch.manual_seed(1)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    special = ["<pad>", "<s>", "</s>", "<image>"]
    raw = Tokenizer(models.BPE(vocab={token: place for place, token in enumerate([*special, *alphabet])}, merges=[]))
    raw.pre_tokenizer, raw.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    tokenizer: Any = transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", bos_token="<s>", eos_token="</s>", additional_special_tokens=["<image>"]
    )
    vision = transformers.CLIPVisionConfig(
        hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2, image_size=56, patch_size=14
    )
    text = transformers.LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=2, pad_token_id=0, bos_token_id=1, eos_token_id=2,
    )  # fmt: skip
    config = transformers.LlavaConfig(
        vision_config=vision,
        text_config=text,
        image_token_index=3,
        vision_feature_layer=-1,
        vision_feature_select_strategy="default",
    )
    model = transformers.LlavaForConditionalGeneration(config)
    for weights in model.parameters():
        if weights.dim() > 1:
            weights.data.mul_(8)
    model.save_pretrained(folder)
    sizes = {"size": {"shortest_edge": 56}, "crop_size": {"height": 56, "width": 56}}
    transformers.LlavaProcessor(
        transformers.CLIPImageProcessorPil(**sizes), tokenizer, patch_size=14, vision_feature_select_strategy="default",
        num_additional_image_tokens=1, chat_template=TEMPLATE,
    ).save_pretrained(folder)  # fmt: skip
    return folder


def picture(shade: int) -> bytes:
    made = io.BytesIO()
    image = Image.radial_gradient("L").resize((64, 48)).point(lambda value: (value * shade) % 256)
    image.convert("RGB").save(made, "PNG")
    return made.getvalue()


def test_a_batch_says_what_single_prompts_say_and_pictures_matter(checkpoint: Path) -> None:
    from multipriv.models.local import LocalVLM

    local = LocalVLM(str(checkpoint), device="cpu")
    turns = [
        ("Picture 1:", picture(1), "Who?"),
        ("A:", picture(3), "B:", picture(7), "A longer question, who is it?"),
        ("None?",),
    ]

    def logits(batch: list[Any]) -> Any:
        with torch.inference_mode():
            return local.model(**local.inputs(batch)).logits[:, -1]

    together = logits(turns)
    for place, turn in enumerate(turns):
        assert torch.allclose(together[place], logits([turn])[0], atol=1e-4)
    first, second = ("A:", picture(3), "B:", picture(7), "?"), ("A:", picture(7), "B:", picture(3), "?")
    assert (logits([first]) - logits([second])).abs().max() > 0.01
    said = local.answer(turns, max_tokens=5)
    assert [one.output_tokens <= 5 for one in said] == [True] * 3
    assert [one.text for one in said] == [local.answer([turn], max_tokens=5)[0].text for turn in turns]


def test_a_batch_that_does_not_fit_is_halved(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from multipriv.models.local import LocalVLM

    local = LocalVLM(str(checkpoint), device="cpu")
    fits, tried = local._answer, []

    def small_memory(turns: Any, *settings: Any) -> Any:
        tried.append(len(turns))
        if len(turns) > 2:
            raise torch.OutOfMemoryError("too much")
        return fits(turns, *settings)

    monkeypatch.setattr(local, "_answer", small_memory)
    turns = [(f"Question {number}?",) for number in range(5)]
    assert [one.text for one in local.answer(turns, max_tokens=3)] == [fits([turn], 3, 0.0)[0].text for turn in turns]
    assert tried == [5, 2, 3, 1, 2]


def test_a_checkpoint_answers_a_data_set(checkpoint: Path, tiny: Dataset, tmp_path: Path) -> None:
    spec = RunSpec(f"transformers/{checkpoint}", max_tokens=4, model_args={"batch_size": 5}, connections=10, limit=9)
    result = run(tiny, tiny.directory, tmp_path, spec)
    assert result.whole, result.errors[:2]
    answers = read_answers(result.directory / "answers.parquet")
    assert len(answers) == 18
    assert {answer.stop_reason for answer in answers} <= {"max_tokens", "stop"}
    assert all(answer.input_tokens for answer in answers)


def test_a_missing_checkpoint_is_refused(tiny: Dataset, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such checkpoint"):
        run(tiny, tiny.directory, tmp_path / "logs", RunSpec(f"transformers/{tmp_path}/none"))
    assert not (tmp_path / "logs").exists()

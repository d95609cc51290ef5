"""VLMEvalKit and lmms-eval ask the prompts of a sheet, each through its own model class for OpenAI-compatible servers.

Called by benchmarks/throughput.py with the interpreter of an environment in which the peer is installed. `prepare`, which is not
measured, writes what the peer reads; `ask` is measured. Both peers are given paths of pictures, not their bytes, which is the
lighter way for them; how a picture is encoded for the server is theirs.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

SHEET, URL, CONNECTIONS = Path(os.environ["SHEET"]), os.environ["BASE_URL"], int(os.environ["CONNECTIONS"])
FILES, OUT = Path(os.environ["PEER_FILES"]), Path(os.environ["OUT"])
NAME = "throughput"
TASK = {
    "task": NAME,
    "dataset_path": "json",
    "dataset_kwargs": {"data_files": {"test": str(FILES / "rows.jsonl")}},
    "test_split": "test",
    "output_type": "generate_until",
    "generation_kwargs": {"max_new_tokens": 2048, "temperature": 0},
    "metric_list": [{"metric": "answered", "aggregation": "mean", "higher_is_better": True}],
    **{name: f"!function task.{name}" for name in ("doc_to_visual", "doc_to_text", "doc_to_messages", "process_results")},
    "doc_to_target": "id",
}
FUNCTIONS = """
import json
from PIL import Image

def shown(part):
    return Image.open(part["picture"]).convert("RGB")

def doc_to_visual(doc):
    return [shown(part) for part in json.loads(doc["parts"]) if "picture" in part]

def doc_to_text(doc, lmms_eval_specific_kwargs=None):
    return "\\n".join(part["text"] for part in json.loads(doc["parts"]) if "text" in part)

def doc_to_messages(doc, lmms_eval_specific_kwargs=None):
    content = [
        {"type": "text", "text": part["text"]} if "text" in part else {"type": "image", "url": shown(part)}
        for part in json.loads(doc["parts"])
    ]
    return [{"role": "user", "content": content}]

def process_results(doc, results):
    return {"answered": float("cannot be determined" in results[0])}
"""


def prepare_vlmevalkit() -> None:
    """Write the prompts as a table of VLMEvalKit."""
    import csv

    with (FILES / f"{NAME}.tsv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter="\t")
        writer.writerow(("index", "image_path", "question", "parts"))
        for number, row in enumerate(rows()):
            pictures = [part["picture"] for part in row["parts"] if "picture" in part]
            text = "\n".join(part["text"] for part in row["parts"] if "text" in part)
            writer.writerow((number, json.dumps(pictures), text, json.dumps(row["parts"])))


def ask_vlmevalkit() -> int:
    """Ask with VLMEvalKit, whose table names the answers in column `prediction`; return their number."""
    os.environ["LMUData"] = str(FILES)  # noqa: SIM112  # its own spelling
    GPT4V = import_module("vlmeval.api.gpt").GPT4V
    ImageVQADataset = import_module("vlmeval.dataset.image_vqa").ImageVQADataset
    infer_data_job = import_module("vlmeval.inference").infer_data_job

    class Prompts(ImageVQADataset):  # type: ignore[misc, valid-type]
        def build_prompt(self, line: Any) -> list[dict[str, str]]:
            return [
                {"type": "text", "value": part["text"]} if "text" in part else {"type": "image", "value": part["picture"]}
                for part in json.loads(line["parts"])
            ]

    OUT.mkdir(parents=True, exist_ok=True)
    data = Prompts(NAME)
    model = GPT4V(model="m", key="none", api_base=f"{URL}/chat/completions", temperature=0, max_tokens=2048)
    infer_data_job(model, work_dir=str(OUT), model_name="m", dataset=data, api_nproc=CONNECTIONS)
    return sum("cannot be determined" in str(answer) for answer in data.data["prediction"])


def prepare_lmms_eval() -> None:
    """Write the prompts as a task of lmms-eval."""
    with (FILES / "rows.jsonl").open("w", encoding="utf-8") as lines:
        for row in rows():
            lines.write(json.dumps({"id": row["id"], "parts": json.dumps(row["parts"])}) + "\n")
    task = json.dumps(TASK, indent=1)
    for name in ("doc_to_visual", "doc_to_text", "doc_to_messages", "process_results"):
        task = task.replace(f'"!function task.{name}"', f"!function task.{name}")  # a tag of YAML, which else holds JSON
    (FILES / f"{NAME}.yaml").write_text(task, "utf-8")
    (FILES / "task.py").write_text(FUNCTIONS, "utf-8")


def ask_lmms_eval(model: str, connections: str) -> int:
    """Ask with a model class of lmms-eval, pictures as JPEG (PNG costs it more); return the number of answers."""
    os.environ["LMMS_IMAGE_ENCODE_FORMAT"] = "JPEG"

    settings = f"model_version=m,base_url={URL},api_key=none,{connections}={CONNECTIONS}"
    sys.argv = ["lmms-eval", "--model", model, "--model_args", settings, "--tasks", NAME, "--include_path", str(FILES)]
    sys.argv += ["--batch_size", "1", "--output_path", str(OUT), "--log_samples"]
    import_module("lmms_eval.__main__").cli_evaluate()
    (results,) = OUT.rglob("*_results.json")
    shares = json.loads(results.read_text("utf-8"))["results"][NAME]
    return round(float(shares["answered,none"]) * len(rows()))


def rows() -> list[dict[str, Any]]:
    """Return the prompts."""
    with SHEET.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


PEERS = {
    "vlmevalkit": (prepare_vlmevalkit, ask_vlmevalkit),
    "lmms-eval": (prepare_lmms_eval, lambda: ask_lmms_eval("async_openai", "num_cpus")),
    "lmms-eval-threads": (prepare_lmms_eval, lambda: ask_lmms_eval("openai", "num_concurrent")),
}

if __name__ == "__main__":
    prepare, ask = PEERS[sys.argv[1]]
    FILES.mkdir(parents=True, exist_ok=True)
    if sys.argv[2] == "prepare":
        prepare()
    else:
        answered = ask()
        assert answered == len(rows()), f"{answered} of {len(rows())} answered"

"""A tiny data set that can be answered, scored and reported in a second: three tasks, twenty households, one real picture."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image

from multipriv.dataset import Dataset, Manifest, write_dataset
from multipriv.evaluation.answers import write_answers
from multipriv.taxonomy.records import Answer, Ask, Question, Step
from tests.dataset.records import CARD, PEOPLE, QUESTION

HOUSEHOLDS = 20
PLAIN = replace(QUESTION, steps=(), options=(), accepted=(), evidence=(), box=None, context="", spans=(), members=(),
                picture_ids=("a1",), answer_type=None, hops=1, gallery=0, doses={"capture": "clean"})  # fmt: skip
STEPS = tuple(Step("name", "value", value, "label", False, "text", 1) for value in ("Alpha", "Beta", "Gamma"))


def questions(seed: int) -> list[Question]:
    """Return an extraction, a recognition and a chained item a household, each in both languages; the seed is in the stem."""
    found = []
    for number in range(HOUSEHOLDS):
        kinds = (
            ("information_extraction", "text", f"Name {number}", Ask("extract", None, (("name", "value"),))),
            ("direct_identifier_recognition", "yes_no", "yes" if number % 2 else "no", Ask("present")),
            ("chained_reasoning", "steps", "Alpha | Beta | Gamma", Ask("steps", 1)),
        )
        for task, kind, answer, ask in kinds:
            for language in ("en", "zh"):
                item = f"{task}-{number}"
                found.append(
                    replace(
                        PLAIN,
                        question_id=f"{item}-{language}",
                        item_id=item,
                        task=task,
                        language=language,
                        ask=ask,
                        answer_kind=kind,
                        answer=answer,
                        attributes=("name",),
                        cluster=f"h{number}",
                        answer_type="label" if kind == "text" else None,
                        steps=STEPS if kind == "steps" else (),
                        stem=f"<b>What</b> is it, {seed}?",
                        chance=0.5 if kind == "yes_no" else 0.0,
                    )
                )
    return found


def make_dataset(folder: Path, seed: int = 7) -> Dataset:
    """Write the tiny data set and open it."""
    (folder / "pictures/a1").mkdir(parents=True)
    Image.new("RGB", (CARD.width, CARD.height), (200, 180, 160)).save(folder / CARD.file)
    write_dataset(folder, Manifest("mini", seed, "0.1.0"), PEOPLE, [CARD], questions(seed))
    return Dataset.open(folder)


def make_run(folder: Path, answered: Dataset, model: str, says: Callable[[Question], str], **changes: object) -> Path:
    """Write a run of `model` that says says(question); `changes` overwrite fields of run.json."""
    folder.mkdir(parents=True)
    prompt, control = str(changes.get("prompt", "plain")), str(changes.get("control", "none"))
    answers = [
        Answer(q.question_id, model, model, prompt, control, says(q), "stop", sent_sizes=((40, 20),)) for q in answered.questions
    ]
    write_answers(folder / "answers.parquet", answers, "digest")
    data = {
        "suite": answered.manifest.suite,
        "seed": answered.manifest.seed,
        "digest": answered.digest,
        "path": str(answered.directory),
    }
    record = {"run_id": folder.name, "model": model, "prompt": prompt, "control": control, "languages": ["en", "zh"], "tasks": [],
              "dataset": data, "expected": len(answers), "completed": len(answers)}  # fmt: skip
    (folder / "run.json").write_text(json.dumps(record | changes))
    return folder


def right(question: Question) -> str:
    """Return the right answer as a perfect model says it."""
    from multipriv.formats import write

    return write(question, question.language, None, (40, 20))


def half(question: Question) -> str:
    """Return the right answer in every other household, else something that tries to be a script."""
    number = int(question.cluster.removeprefix("h"))
    return right(question) if number % 2 else "Answer: <script>document.title='owned'</script>"


def refuse(question: Question) -> str:
    """Return a refusal."""
    return (
        "I'm sorry, but I can't help with identifying people." if question.language == "en" else "抱歉，我无法协助识别他人身份。"
    )

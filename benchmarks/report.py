"""Time and memory of `multipriv report` on a built data set and many models' generated answers, from answers.parquet to the page.

Scoring, counting, tables, figures, the page and the item browser, as the command does them. Models differ in skill; of the
right answers and of the near misses four in ten are told in the model's own words, the others are one line, which recurs from
model to model as it does in life; the rest are refusals and "cannot be determined".
From the root: python -m benchmarks.report DATASET [--models 50] [--answers FRACTION] [--keep DIR]
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from multipriv import formats
from multipriv.dataset import Dataset
from multipriv.evaluation.answers import write_answers
from multipriv.evaluation.references import near_miss
from multipriv.taxonomy.records import Answer, Question

PROSE = {
    "en": "Looking at the pictures one after the other, I compare what they show ({}).\n\n{}\n",
    "zh": "我逐一查看这些图片并加以比较（{}）。\n\n{}\n",
}
REFUSALS = {"en": "I'm sorry, but I can't help with identifying people.", "zh": "抱歉，我无法协助识别他人身份。"}
UNKNOWN = {"en": "Answer: cannot be determined", "zh": "答案：无法确定"}
KINDS = (0.6, 0.4, 0.45, 0.4, 0.1, 0.05)
"""Shares of the replies of `replies`: the first two among right answers, the others among the rest."""


def replies(question: Question, dataset: Dataset) -> tuple[str, str, str, str, str, str]:
    """Return a right answer, the same in prose, a near miss, the same in prose, a refusal and an abstention."""
    picture = dataset.pictures_by_id[question.picture_ids[0]] if question.picture_ids else None
    size = (picture.width, picture.height) if picture else None
    right = formats.write(question, question.language, None, size, sent_size=size)
    wrong = near_miss(question, dataset.questions, size)
    missed = formats.write(question, question.language, None, size, sent_size=size, answer=wrong)
    prose = PROSE[question.language]
    told = prose.replace("{}", "{0}", 1).replace("{}", right), prose.replace("{}", "{0}", 1).replace("{}", missed)
    return right, told[0], missed, told[1], REFUSALS[question.language], UNKNOWN[question.language]


def make_runs(folder: Path, dataset: Dataset, models: int, fraction: float) -> Iterator[int]:
    """Write a finished run for every model and yield its number of answers."""
    asked = dataset.questions[: round(fraction * len(dataset.questions))]
    said = [replies(question, dataset) for question in asked]
    sizes = [
        tuple((picture.width, picture.height) for name in question.picture_ids for picture in [dataset.pictures_by_id[name]])
        for question in asked
    ]
    data = {
        "suite": dataset.manifest.suite,
        "seed": dataset.manifest.seed,
        "digest": dataset.digest,
        "path": str(dataset.directory),
    }
    for number in range(models):
        rng = np.random.default_rng(number)
        skill = 0.2 + 0.6 * number / models
        kinds = rng.choice(6, size=len(asked), p=np.array(KINDS) * ([skill] * 2 + [1 - skill] * 4))
        model = f"lab/model-{number}"
        answers = [
            Answer(question.question_id, model, model, "plain", "none", _own(texts[kind], number), "stop", sent_sizes=sent,
                   input_tokens=1200, output_tokens=40, seconds=1.5)
            for question, texts, kind, sent in zip(asked, said, kinds, sizes, strict=True)
        ]  # fmt: skip
        run = folder / f"model-{number}"
        run.mkdir(parents=True)
        write_answers(run / "answers.parquet", answers, "generated")
        record = {"run_id": run.name, "model": model, "prompt": "plain", "control": "none", "dataset": data,
                  "expected": len(answers), "completed": len(answers)}  # fmt: skip
        (run / "run.json").write_text(json.dumps(record))
        yield len(answers)


def _own(text: str, number: int) -> str:
    """Return a reply in prose in the model's own words: no two models say the same at length."""
    return text.replace("{0}", f"{number}", 1) if "{0}" in text else text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--models", type=int, default=50)
    parser.add_argument("--answers", type=float, default=1.0, help="share of the questions that are answered")
    parser.add_argument("--keep", type=Path, help="keep the runs and the report in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        if not (folder / "logs").exists():
            count = sum(make_runs(folder / "logs", Dataset.open(options.dataset), options.models, options.answers))
            print(f"{count:,} answers of {options.models} models")
        measure(folder, options.dataset)


def measure(folder: Path, dataset: Path) -> None:
    """Make the report and print what each part took. Memory is the largest process and, apart, the largest of its children."""
    from multipriv.report.content import report_of
    from multipriv.report.loading import load
    from multipriv.report.writing import write_report

    start = last = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        print(f"{name:<24}{now - last:6.1f} s", flush=True)
        last = now

    runs, opened = load([folder / "logs"], dataset)
    lap("read and score")
    report = report_of(runs)
    lap("count")
    steps: list[str] = []

    def progress(step: str) -> None:
        if steps:
            lap(f"write {steps[-1]}")
        steps.append(step)

    page = write_report(report, folder / "report", opened, progress)[0]
    lap(f"write {steps[-1]}")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, children = (one.ru_utime + one.ru_stime for one in used)
    print(f"{'together':<24}{last - start:6.1f} s, {own + children:.1f} CPU s ({children:.1f} in scoring processes)")
    print(f"at most {used[0].ru_maxrss / 1024:.0f} MB, a scoring process {used[1].ru_maxrss / 1024:.0f} MB")
    print(f"index.html {page.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

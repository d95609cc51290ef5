"""Asks a judge about the replies that the rules leave open, and keeps its labels beside the logs of the run."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from multipriv.report.runs import RunError, read_description
from multipriv.report.scorer import Scorer, asked

if TYPE_CHECKING:
    from multipriv.dataset import Dataset
    from multipriv.scoring.clauses import Label

KEPT = "judged.jsonl"
"""The file of a run folder that holds labels: one object a line with digest, label (null where the judge named none), judge
(its name), served (the name that it gave itself)."""
CONNECTIONS, LONGEST, RETRIES, TIMEOUT = 8, 1024, 3, 120


@dataclass(frozen=True)
class Open:
    """A reply that the rules leave open: the folder of its run, its digest, and what the judge is asked."""

    folder: Path
    digest: str
    prompt: str


def labels(folders: Sequence[Path], dataset: "Dataset", judge: str) -> "dict[str, Label]":
    """Return the labels by digest of every open reply of these runs, all on one data set; asks for those that are not kept yet.

    Labels are written as they come, so that a second call goes on where the first one stopped. A reply on which the judge named
    no label has none, and is not asked about again.

    Raises:
        RunError: no such model, or a request failed.
    """
    known = _kept(folders, judge)
    wanted = [reply for reply in open_replies(folders, dataset) if reply.digest not in known]
    if wanted:
        asyncio.run(_ask(wanted, judge))
        known = _kept(folders, judge)
    return {digest: label for digest, label in known.items() if label is not None}


def open_replies(folders: Sequence[Path], dataset: "Dataset") -> Iterator[Open]:
    """Return the replies of these runs that the rules leave open, each digest once."""
    from multipriv.evaluation.answers import read_answers
    from multipriv.scoring.judged import judge_prompt, reply_digest

    seen: set[str] = set()
    scorers: dict[str, Scorer] = {}
    for folder in folders:
        control = str(read_description(folder)["control"])
        scorer = scorers.setdefault(control, Scorer(asked(dataset, control)))
        for answer in read_answers(folder / "answers.parquet"):
            if answer.question_id not in scorer.questions or not scorer.verdict(answer).details.get("open"):
                continue
            question = scorer.questions[answer.question_id]
            digest = reply_digest(question, answer.text)
            if digest not in seen:
                seen.add(digest)
                yield Open(folder, digest, judge_prompt(question, answer.text))


async def _ask(wanted: Sequence[Open], judge: str) -> None:
    from inspect_ai.model import GenerateConfig, get_model

    from multipriv.scoring.judged import label_of

    try:
        model = get_model(
            judge,
            config=GenerateConfig(temperature=0, max_tokens=LONGEST, max_retries=RETRIES, attempt_timeout=TIMEOUT),
            memoize=False,
        )
    except Exception as error:  # providers raise what they like
        raise RunError(f"--judge: {judge} cannot be used: {str(error).splitlines()[0]}") from None
    gate, done = asyncio.Semaphore(CONNECTIONS), 0

    async def ask(reply: Open) -> None:
        nonlocal done
        async with gate:
            output = await model.generate(reply.prompt)
        row = {"digest": reply.digest, "label": label_of(output.completion), "judge": judge, "served": output.model}
        with (reply.folder / KEPT).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        done += 1

    asking = [asyncio.ensure_future(ask(reply)) for reply in wanted]
    try:
        await asyncio.gather(*asking)
    except Exception as error:
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        said = str(error).splitlines() or [type(error).__name__]
        raise RunError(f"the judge {judge} failed after {done} of {len(wanted)} replies: {said[0][:200]}") from None


def _kept(folders: Sequence[Path], judge: str) -> "Mapping[str, Label | None]":
    from multipriv.scoring.clauses import Label

    found: dict[str, Label | None] = {}
    for folder in folders:
        file = folder / KEPT
        for line in file.read_text("utf-8").splitlines() if file.is_file() else ():
            try:
                row = json.loads(line)
                if row["judge"] == judge and row["label"] in (None, *get_args(Label)):
                    found[row["digest"]] = row["label"]
            except (ValueError, KeyError, TypeError):
                continue  # a line that was cut off when a run was killed
    return found

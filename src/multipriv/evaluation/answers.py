"""Answers: out of Inspect logs, into Parquet and back."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from multipriv.evaluation.unsupported import is_unsupported
from multipriv.taxonomy.records import Answer

UNSUPPORTED = "unsupported"
"""Stop reason of a question whose pictures the model cannot take: it was not asked, or its server refused the prompt."""


def logs_of(directory: Path) -> list[Path]:
    """Return the Inspect logs of a run, oldest first."""
    return sorted(directory.glob("*.eval"))


def logs_digest(directory: Path) -> str:
    """Return a digest of all logs: answers with this digest are up to date."""
    digest = hashlib.sha256()
    for log in logs_of(directory):
        digest.update(log.name.encode())
        digest.update(hashlib.sha256(log.read_bytes()).digest())
    return digest.hexdigest()


def read_logs(logs: Iterable[Path]) -> dict[str, Answer]:
    """Return the answer of every question in the logs: the first that is no error, else the last error.

    A log tells nothing of prompt style, control and box dialect: these fields are left empty.
    """
    answers: dict[str, Answer] = {}
    for log in logs:
        for answer in answers_of(log):
            known = answers.get(answer.question_id)
            if known is None or known.error is not None:
                answers[answer.question_id] = answer
    return answers


def answers_of(log: Path) -> Iterator[Answer]:
    """Yield the answers in one log; a log that was cut off before its first sample was written holds none."""
    from inspect_ai.log import read_eval_log

    try:
        record = read_eval_log(str(log))
    except (OSError, ValueError, KeyError, EOFError):
        return
    for sample in record.samples or []:
        yield answer_of_sample(sample, record.eval.model)


def answer_of_sample(sample: Any, model: str) -> Answer:
    """Return what a sample of a log (Inspect's EvalSample) says as an answer."""
    return answer_of(str(sample.id), model, sample.output, sample.error.message if sample.error else None)


def answer_of(question_id: str, model: str, output: Any, error: str | None, **more: Any) -> Answer:
    """Return what a model said as an answer; `output` is Inspect's ModelOutput, `more` further fields of the record.

    Where the model could not take the prompt, the stop reason is "unsupported" and the text is what its server said.
    """
    usage = output.usage
    message = output.choices[0].message if output.choices else None
    text, reason = ("", None) if message is None else (message.text, output.stop_reason)
    if error is None and message is None:
        error = output.error or "no output"
    if reason == "model_length" and usage is None:  # Inspect's form of a prompt that the context does not hold
        reason = UNSUPPORTED
    elif error is not None and is_unsupported(error):
        text, reason, error = error, UNSUPPORTED, None
    fields = {"prompt": "", "control": "", **more}
    return Answer(
        question_id=question_id,
        model=model,
        served_model=output.model or None,
        text=text,
        stop_reason=reason,
        thinking=_thinking(message),
        error=error,
        input_tokens=usage.input_tokens if usage else None,
        output_tokens=usage.output_tokens if usage else None,
        seconds=output.time,
        **fields,
    )


def _thinking(message: Any) -> str | None:
    if message is None or isinstance(message.content, str):
        return None
    return "\n".join(part.reasoning for part in message.content if part.type == "reasoning") or None


def _schema() -> Any:
    import pyarrow as pa

    text, count = pa.string(), pa.int64()
    columns = dict.fromkeys(("question_id", "model", "served_model", "prompt", "control", "text", "stop_reason"), text)
    columns |= {"thinking": text, "error": text, "box_dialect": text, "sent_sizes": text}
    return pa.schema({**columns, "input_tokens": count, "output_tokens": count, "seconds": pa.float64()})


def write_answers(path: Path, answers: Iterable[Answer], digest: str) -> None:
    """Write answers as Parquet, keyed by the digest of the logs they came from; a temporary name first, then the real one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{**vars(answer), "sent_sizes": json.dumps(answer.sent_sizes)} for answer in answers]
    table = pa.Table.from_pylist(rows, schema=_schema().with_metadata({"logs_sha256": digest}))
    draft = path.with_name(f".{path.name}.part")
    pq.write_table(table, draft, compression="zstd")
    draft.replace(path)


def read_answers(path: Path) -> Sequence[Answer]:
    """Return the answers of a Parquet file that `write_answers` wrote."""
    import pyarrow.parquet as pq

    rows = pq.read_table(path).to_pylist()
    sizes = [tuple((int(w), int(h)) for w, h in json.loads(row.pop("sent_sizes") or "[]")) for row in rows]
    return [Answer(**row, sent_sizes=size) for row, size in zip(rows, sizes, strict=True)]


def stored_answers(home: Path) -> dict[str, Answer]:
    """Return what a run's folder knows: its answers.parquet when that is of its logs, else what the logs hold."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path, logs = home / "answers.parquet", logs_of(home / "logs")
    if not logs:
        return {}
    try:
        if pq.read_schema(path).metadata.get(b"logs_sha256") == logs_digest(home / "logs").encode():
            return {answer.question_id: answer for answer in read_answers(path)}
    except (OSError, pa.ArrowException, TypeError):  # no such file, or a damaged one: the logs are the record
        pass
    return read_logs(logs)

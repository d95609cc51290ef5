"""multipriv import"""

from pathlib import Path
from typing import Annotated

import typer


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Answers: .jsonl, .csv, .tsv, .parquet or VLMEvalKit's .xlsx.")],
    dataset: Annotated[Path, typer.Option(metavar="DIR", help="The data set that was answered.")],
    model: Annotated[str, typer.Option("--model", metavar="NAME", help="Who answered.")],
    logs: Annotated[Path, typer.Option(help="Folder that holds the run folders.")] = Path("logs"),
    prompt: Annotated[str, typer.Option(help="The prompt style that was used.")] = "plain",
    control: Annotated[str, typer.Option(help="The control that was used.")] = "none",
    language: Annotated[str, typer.Option(help="en, zh or both")] = "both",
    task: Annotated[list[str] | None, typer.Option(help="Only this task; may be given several times.")] = None,
    boxes: Annotated[str | None, typer.Option(help="Dialect of boxes; that of the catalogue if not said.")] = None,
) -> None:
    """Take answers that were made elsewhere: rows with question_id (or id, index) and prediction (or response, text, resps).

    Nothing in the file is executed. Ids that are missing, doubled or unknown are named, and the exit code is then 1.

    Example:

      multipriv import answers.jsonl --dataset mini --model my-model --logs logs
    """
    import sys

    from multipriv.dataset import Dataset
    from multipriv.evaluation.importing import IMPORTED, import_answers
    from multipriv.evaluation.spec import RunError, RunSpec
    from multipriv.formats.dialects import dialect
    from multipriv.models.catalogue import dialect_of

    try:
        chosen = dialect(boxes).code if boxes else dialect_of(model)
    except ValueError as error:
        raise RunError(str(error)) from error
    spec = RunSpec(
        model=model,
        prompt=prompt,  # an unknown style is refused with the questions
        control=control,
        language=language,
        tasks=tuple(task or ()),
        dialect=chosen,
        model_args=IMPORTED,
    )
    made = import_answers(Dataset.open(dataset), dataset, file, logs, spec)
    named = {"missing": made.missing, "doubled (the first counts)": made.doubled, "unknown (left out)": made.unknown}
    for what, ids in named.items():
        for question_id in ids:
            print(f"{what}: {question_id!r}", file=sys.stderr)
    print(f"{model}: {made.completed} of {made.expected} questions answered, in {made.directory}")
    if made.completed != made.expected or made.doubled or made.unknown:
        raise typer.Exit(1)

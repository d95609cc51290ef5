"""multipriv run"""

from pathlib import Path
from typing import Annotated

import typer


def run(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A data set that `multipriv build` made.")],
    model: Annotated[str, typer.Option(help="provider/model, as Inspect names it, or multipriv/reader (see multipriv models).")],
    logs: Annotated[Path, typer.Option(help="Folder that holds the run folders.")] = Path("logs"),
    prompt: Annotated[str, typer.Option(help="plain, step-by-step or structured")] = "plain",
    control: Annotated[str, typer.Option(help="none, blind, mismatched, unanswerable, benign or declared-fictional")] = "none",
    language: Annotated[str, typer.Option(help="en, zh or both")] = "both",
    task: Annotated[list[str] | None, typer.Option(help="Only this task; may be given several times.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many whole items, balanced over the tasks.")] = None,
    boxes: Annotated[str | None, typer.Option(help="Dialect of boxes; that of the catalogue if not said.")] = None,
    max_pictures: Annotated[
        int | None, typer.Option(min=1, help="Questions with more pictures are not asked and count as unsupported.")
    ] = None,
    max_tokens: Annotated[int, typer.Option(min=1, help="The longest answer, in tokens.")] = 2048,
    temperature: Annotated[float, typer.Option(min=0.0)] = 0.0,
    base_url: Annotated[str | None, typer.Option(help="Address of a server that the provider talks to.")] = None,
    batch_size: Annotated[int | None, typer.Option(min=1, help="transformers/…: the most prompts answered at once.")] = None,
    model_arg: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Setting of the provider, such as device=cuda; may be repeated."),
    ] = None,
    attempt_timeout: Annotated[int, typer.Option(min=1, help="Seconds after which a request that hangs is tried again.")] = 120,
    max_retries: Annotated[int, typer.Option(min=0, help="How often a request that failed is tried again.")] = 5,
    connections: Annotated[int, typer.Option(min=1, help="Requests under way at once, in each process.")] = 8,
    processes: Annotated[int | None, typer.Option(min=1, help="Engine processes; one a core if not said.")] = None,
) -> None:
    """Ask a model every question; the same command again goes on where it stopped.

    Keys are read from the environment (OPENAI_API_KEY, ANTHROPIC_API_KEY, ...) and never written anywhere.

    Example:

      multipriv run mini --model multipriv/reader --logs logs
    """
    import os

    from multipriv.cli.progress import stages
    from multipriv.dataset import Dataset
    from multipriv.evaluation.run import RunSpec, questions_of
    from multipriv.evaluation.run import run as ask
    from multipriv.evaluation.spec import model_settings
    from multipriv.models.catalogue import dialect_of

    settings = model_settings(model_arg or ())
    if batch_size is not None:
        settings["batch_size"], connections = batch_size, max(connections, 2 * batch_size)
    spec = RunSpec(
        model=model,
        prompt=prompt,  # an unknown style is refused by the run itself
        control=control,
        language=language,
        tasks=tuple(task or ()),
        limit=limit,
        dialect=boxes or dialect_of(model),
        temperature=temperature,
        max_tokens=max_tokens,
        max_pictures=max_pictures,
        base_url=base_url,
        model_args=settings,
        connections=connections,
        attempt_timeout=attempt_timeout,
        max_retries=max_retries,
        processes=processes or len(os.sched_getaffinity(0)),
    )
    dataset = Dataset.open(directory)
    total, done = len(questions_of(dataset, spec)), 0
    with stages() as progress:

        def advance(count: int) -> None:
            nonlocal done
            done = min(total, done + count)
            progress(model, done, total)

        result = ask(dataset, directory, logs, spec, advance)
    print(f"{model}: {result.completed} of {result.expected} questions answered, in {result.directory}")
    if not result.whole:
        first = " ".join(result.errors[0].split())[:200]
        missing = result.expected - result.completed
        print(f"{missing} questions have no answer (the first error: {first}); the same command asks them once more")
        raise typer.Exit(1)

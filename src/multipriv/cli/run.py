"""multipriv run"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from multipriv.evaluation.run import RunResult


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
        int | None,
        typer.Option(min=1, help="Questions with more are not asked and count as unsupported; as in the catalogue if not said."),
    ] = None,
    temperature: Annotated[float, typer.Option(min=0.0, help="0: the likeliest answer, the same every time.")] = 0.0,
    max_tokens: Annotated[int, typer.Option(min=1, help="The longest answer, in tokens, thinking included.")] = 2048,
    token_limit: Annotated[
        int | None, typer.Option(min=1, help="Stop when this command has spent so many tokens, in and out.")
    ] = None,
    cost_limit: Annotated[float | None, typer.Option(min=0.0, help="Stop when this command has spent so many dollars.")] = None,
    price: Annotated[
        str | None,
        typer.Option(metavar="IN,OUT", help="Dollars for a million tokens in and out; as in the catalogue if not said."),
    ] = None,
    cache: Annotated[
        bool, typer.Option("--cache", help="Keep answers, and take those that are kept: another run asks nothing twice.")
    ] = False,
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

    Keys are read from the environment (OPENAI_API_KEY, ANTHROPIC_API_KEY, ...) and never written anywhere. At a limit, requests
    under way are finished and no more are sent; the same command then goes on, with as much to spend again.

    Example:

      multipriv run mini --model multipriv/reader --logs logs

      multipriv run mini --model openai/gpt-4o --max-tokens 1024 --cost-limit 5 --cache --logs logs
    """
    import os

    from multipriv.cli.progress import stages
    from multipriv.dataset import Dataset
    from multipriv.evaluation.run import RunSpec, questions_of
    from multipriv.evaluation.run import run as ask
    from multipriv.evaluation.spec import model_settings, most_pictures, price_of
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
        max_pictures=most_pictures(max_pictures, model),
        base_url=base_url,
        model_args=settings,
        connections=connections,
        attempt_timeout=attempt_timeout,
        max_retries=max_retries,
        token_limit=token_limit,
        cost_limit=cost_limit,
        price=price_of(price, model),
        cache=cache,
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
    for line in _what_is_open(result):
        print(line)
    if not result.whole:
        raise typer.Exit(1)


def _what_is_open(result: "RunResult") -> list[str]:
    lines = []
    if result.unsupported:
        lines.append(f"{result.unsupported} of them are unsupported (the model does not take them): coverage, not wrong answers")
    if result.stopped:
        whole = [task for task, (done, count) in result.by_task.items() if done == count]
        begun = [f"{task} ({done} of {count})" for task, (done, count) in result.by_task.items() if done < count]
        lines.append(f"stopped at {result.stopped}; the same command goes on")
        lines += [f"complete: {', '.join(whole) or 'no task'}", f"not complete: {', '.join(begun)}"]
    elif not result.whole:
        first = " ".join(result.errors[0].split())[:200]
        missing = result.expected - result.completed
        lines.append(f"{missing} questions have no answer (the first error: {first}); the same command asks them once more")
    return lines

"""multipriv build"""

import os
from pathlib import Path
from typing import Annotated

import typer


def build(
    suite: Annotated[str, typer.Argument(help="mini, paper or large")],
    out: Annotated[Path, typer.Option(help="Folder to make; the unfinished build stands beside it as OUT.partial.")],
    seed: Annotated[int, typer.Option(help="Another seed, other people.")] = 1,
    profiles: Annotated[int | None, typer.Option(help="Number of profiles; all else in proportion.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that draw; one a core if not said.")] = None,
    faces: Annotated[Path | None, typer.Option(help="Show these faces, a sub-folder of photos each; never exported.")] = None,
    faces_consent: Annotated[
        bool, typer.Option("--faces-consent", help="State that everyone in --faces agreed to it, or is nobody (generated).")
    ] = False,
) -> None:
    """Build a data set: fictional people, their pictures, the questions.

    The same suite, seed and version give the same ground truth on every machine, with any number of workers. An interrupted
    build goes on where it stopped when the same command is run again.

    Example:

      multipriv build mini --out mini --seed 7
    """
    from multipriv.build.run import build as run
    from multipriv.cli.progress import stages

    if workers is None:
        workers = len(os.sched_getaffinity(0))
    there = (out / "manifest.json").exists()
    with stages() as progress:
        manifest = run(suite, out, seed, workers, profiles, progress, faces, faces_consent)
    counts = manifest.counts
    said = f"{counts['profiles']} profiles, {counts['pictures']} pictures, {counts['questions']} question-answer pairs"
    print(f"{out}: {said}")
    if there:
        print(f"kept as it was: already there, of the same suite, seed, version {manifest.version} and code")
    if manifest.faces:
        print(f"faces brought: {manifest.faces['identities']} identities; not for export")
    print(f"ground truth {manifest.ground_truth_sha256}")

"""multipriv show"""

from pathlib import Path
from typing import Annotated

import typer


def show(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A data set made by multipriv build.")],
    out: Annotated[Path, typer.Option(help="File to write: .png or .html.")],
    profile: Annotated[str | None, typer.Option(metavar="ID", help="The ten pictures of a profile.")] = None,
    question: Annotated[str | None, typer.Option(metavar="ID", help="A question, its pictures and its evidence.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Pictures of one kind in both locales.")] = None,
) -> None:
    """Show a person, a question or a kind on one sheet, with everything private marked; one of each kind if none is named.

    Example:

      multipriv show mini --kind medical_report --out reports.png
    """
    from multipriv.build.show import show as run

    run(directory, out, profile=profile, question=question, kind=kind)
    print(f"wrote {out}")

"""multipriv check"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

SHOWN = 10  # faults of one sort that are printed; --json prints all


def check(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A data set made by multipriv build.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Check a data set: checksums, schema, composition, identifiers, exposures, proof.

    Every file must be as it was written, every record in its place, every identifier nobody's, every exposure inside its
    picture and its person's, and every answer proven from its evidence and from nothing less. Ends with 1 on any fault.

    Example:

      multipriv check mini
    """
    from multipriv.build.check import check as run
    from multipriv.cli.progress import stages

    with stages() as progress:
        checks = run(directory, progress)
    found = sum(len(one.faults) for one in checks)
    if as_json:
        print(json.dumps({"directory": str(directory), "ok": found == 0, "checks": [asdict(one) for one in checks]}, indent=1))
    else:
        for one in checks:
            print(f"{one.name:<13} {one.checked:>7} {one.of:<10} {f'{len(one.faults)} faults' if one.faults else 'ok'}")
            for fault in one.faults[:SHOWN]:
                print(f"    {fault}")
            if len(one.faults) > SHOWN:
                print(f"    and {len(one.faults) - SHOWN} more (--json prints all)")
    if found:
        print(f"multipriv: {directory}: {found} faults", file=sys.stderr)
        raise typer.Exit(1)

"""multipriv check"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from multipriv.build.leaks import Leak

SHOWN = 10  # faults of one sort that are printed; --json prints all


def check(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A data set made by multipriv build.")],
    with_leaks: Annotated[bool, typer.Option("--leaks", help="Attack the questions with what must not help.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Check a data set: checksums, schema, composition, identifiers, exposures, proof.

    Every file must be as it was written, every record in its place, every identifier nobody's, every exposure inside its
    picture and its person's, and every answer proven from its evidence and from nothing less. With --leaks, attackers that
    see no evidence (words, positions, files, looks, pixels) must be no better than chance. Ends with 1 on any fault.

    Example:

      multipriv check mini
    """
    from multipriv.build.check import check as run
    from multipriv.cli.progress import stages

    with stages() as progress:
        checks = run(directory, progress)
        attacks = _attacks(directory, progress) if with_leaks and not any(one.faults for one in checks) else []
    found = sum(len(one.faults) for one in checks) + sum(attack.verdict == "leak" for attack in attacks)
    if as_json:
        whole = {"directory": str(directory), "ok": found == 0, "checks": [asdict(one) for one in checks]}
        print(json.dumps(whole | ({"leaks": [asdict(attack) for attack in attacks]} if with_leaks else {}), indent=1))
    else:
        for one in checks:
            print(f"{one.name:<13} {one.checked:>7} {one.of:<10} {f'{len(one.faults)} faults' if one.faults else 'ok'}")
            for fault in one.faults[:SHOWN]:
                print(f"    {fault}")
            if len(one.faults) > SHOWN:
                print(f"    and {len(one.faults) - SHOWN} more (--json prints all)")
        if not found:
            from multipriv.build.composition import table as composition_table
            from multipriv.dataset.reading import read_manifest

            manifest = read_manifest(directory)
            made_of = manifest.composition
            print("", *(composition_table(made_of) if made_of else []), sep="\n")
            if manifest.faces:
                brought = manifest.faces
                print(f"faces brought: {brought['identities']} identities, album {brought['digest']}; not for export")
        if attacks:
            from multipriv.build.leaks import table

            print("", *table(attacks), sep="\n")
    if found:
        print(f"multipriv: {directory}: {found} faults", file=sys.stderr)
        raise typer.Exit(1)


def _attacks(directory: Path, progress: Callable[[str, int, int], None]) -> "list[Leak]":
    from multipriv.build.leaks import leaks, material_of
    from multipriv.dataset import Dataset

    return leaks([material_of(Dataset.open(directory), progress)])

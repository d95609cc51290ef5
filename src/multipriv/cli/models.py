"""multipriv models"""

from typing import Annotated

import typer


def models(
    contains: Annotated[
        str, typer.Argument(metavar="[TEXT]", help="Only models whose name, family or maker contains this.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the catalogue as JSON, with the source of each fact.")] = False,
) -> None:
    """List the models that are known: how to name them, size, box dialect. Any other model that Inspect can ask works as well.

    Example:

      multipriv models qwen
    """
    import json
    from dataclasses import asdict

    from multipriv.models.catalogue import catalogue

    wanted = contains.casefold()
    chosen = [m for m in catalogue() if wanted in f"{m.id} {m.family} {m.maker}".casefold()]
    if as_json:
        print(json.dumps([asdict(model) for model in chosen], indent=1, ensure_ascii=False))
        return
    rows = [("model", "family", "maker", "access", "size", "thinks", "boxes")]
    for model in chosen:
        thinks = {True: "yes", False: "no", None: "?"}[model.reasoning]
        rows.append((model.id, model.family, model.maker, model.access, _size(model.parameters), thinks, model.boxes or "-"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"{len(chosen)} models; sizes in billions of parameters, boxes as in --boxes")


def _size(parameters: float | None) -> str:
    return "-" if parameters is None else f"{parameters:g}"

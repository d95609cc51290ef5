"""Runs as the report sees them: the verdict table of a run's answers, and what is counted from it alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.risk.breakdown import Breakdown
    from multipriv.risk.cells import Cell
    from multipriv.risk.comparisons import Difference
    from multipriv.risk.estimates import Estimate

Cells: TypeAlias = "Mapping[str, Cell | None]"
PLAIN = "plain"
UNCONTROLLED = "none"
REFERENCES = ("multipriv/oracle", "multipriv/near-miss", "multipriv/prior", "multipriv/chance", "multipriv/refuser")
"""They calibrate the scale and are never ranked."""


class RunError(Exception):
    """What is wrong with a run folder, in one line for the user."""


def read_description(folder: Path) -> dict[str, Any]:
    """Return what run.json says. Raises RunError when it cannot be read or lacks a field."""
    try:
        description = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{folder / 'run.json'} cannot be read: {error}") from None
    needed = ("run_id", "model", "prompt", "control", "dataset", "expected", "completed")
    missing = [key for key in needed if not isinstance(description, dict) or key not in description]
    if missing:
        raise RunError(f"{folder / 'run.json'} lacks {', '.join(missing)}")
    return dict(description)


@dataclass(frozen=True)
class Run:
    """One model in one prompt style under one control. `table` is its verdict table; `expected` and `completed` count answers;
    `folder` holds its answers.parquet. `open_replies` are those whose outcome the rules leave open, `judged_replies` those of
    them that `judge`, a model, has decided.
    """

    run_id: str
    model: str
    prompt: str
    control: str
    dataset: Mapping[str, Any]
    expected: int
    completed: int
    table: "pd.DataFrame"
    folder: Path | None = None
    open_replies: int = 0
    judged_replies: int = 0
    judge: str | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the run belongs in the tables: plain style, no control."""
        return self.prompt == PLAIN and self.control == UNCONTROLLED

    @property
    def is_reference(self) -> bool:
        """Whether the model only calibrates the scale."""
        return self.model in REFERENCES

    @property
    def style(self) -> str:
        """The control, or the prompt style where there is none; both where both differ from the plain run."""
        changed = [self.prompt] * (self.prompt != PLAIN) + [self.control] * (self.control != UNCONTROLLED)
        return " · ".join(changed) or PLAIN

    @cached_property
    def cells(self) -> "dict[str, Cell | None]":
        """The cells of the published tables, means and Overalls, by name."""
        from multipriv.risk.cells import cells

        return cells(self.table)

    @cached_property
    def further(self) -> "dict[str, Cell | None]":
        """Further cells by name: balanced accuracy, macro F1, chance-corrected scores and the like."""
        from multipriv.risk.further import further

        return further(self.table)

    @cached_property
    def estimates(self) -> "dict[str, Estimate | None]":
        """The cells with what paired comparisons need."""
        from multipriv.risk.cells import estimates

        return estimates(self.table)

    @cached_property
    def breakdown(self) -> "Breakdown":
        """The risk by attribute, category, link, hop, cue and difficulty."""
        from multipriv.risk.breakdown import breakdown

        return breakdown(self.table)

    @cached_property
    def gaps(self) -> "dict[str, Difference]":
        """English less Chinese on the same items, by family; a family without items in both languages is absent."""
        from multipriv.risk.comparisons import family_gaps

        return family_gaps(self.table)

    @cached_property
    def outcomes(self) -> "dict[str, dict[str, float]]":
        """The share of every outcome among all items, by family."""
        from multipriv.risk.slices import FAMILIES, outcome_shares

        return {family: outcome_shares(self.table[self.table["task"].isin(tasks)]) for family, tasks in FAMILIES.items()}

    def counted(self) -> "Run":
        """Return the run with all that a report shows of it counted; counts stay with the run, also from process to process."""
        for name in ("cells", "further", *(("estimates", "breakdown", "gaps", "outcomes") if self.is_plain else ())):
            getattr(self, name)
        return self


def merged(runs: Sequence[Run]) -> dict[str, Run]:
    """Return every model's uncontrolled plain answers as one run; of a question answered in two runs, the later answer."""
    plain: dict[str, Run] = {}
    for run in runs:
        if run.is_plain:
            plain[run.model] = _joined(plain[run.model], run) if run.model in plain else run
    return plain


def _joined(earlier: Run, later: Run) -> Run:
    import pandas as pd

    both = pd.concat([earlier.table, later.table], ignore_index=True).drop_duplicates("question_id", keep="last")
    return replace(earlier, table=both, expected=len(both), completed=len(both))

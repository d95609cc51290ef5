"""Two runs side by side: every cell's paired difference, and one sentence on what it allows to conclude."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from multipriv.report.runs import Run, RunError
from multipriv.report.series import LINKS
from multipriv.report.tables import columns
from multipriv.risk.breakdown import level_differences
from multipriv.risk.comparisons import Difference, differences, mcnemar, shared
from multipriv.risk.intervals import FEW_CLUSTERS
from multipriv.taxonomy.attributes import attributes, categories

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

OVERALLS = ("perception.overall", "reasoning.overall")


@dataclass(frozen=True)
class Comparison:
    """Paired differences left - right over the questions that both were asked. `discordant`: McNemar's counts and p.

    `parts` holds, by what was asked for (attribute, category, link), the differences of chance-corrected scores, named
    "perception: phone number" and so on; each of them is a family of its own for Holm.
    """

    left: str
    right: str
    differences: tuple[Difference, ...]
    discordant: tuple[int, int, float]
    questions: int
    parts: Mapping[str, tuple[Difference, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, left: Run, right: Run, by: Sequence[str] = ()) -> "Comparison":
        """Compare two runs. Raises RunError when they share no question."""
        questions = len(shared(left.table, right.table)[0])
        if not questions:
            raise RunError("the two runs share no question: there is nothing to compare")
        names = [column.cell for family in ("perception", "reasoning") for column in columns(family)]
        found = differences(left.table, right.table, names)
        order = {name: at for at, name in enumerate(names)}
        ranked = tuple(sorted(found, key=lambda one: order[one.name]))
        one, other = _names(left, right)
        parts = {column: tuple(_named(column, level_differences(left.table, right.table, column))) for column in by}
        return cls(one, other, ranked, mcnemar(left.table, right.table), questions, parts)

    def conclusions(self) -> list[str]:
        """Return one sentence for each Overall that both have; where there is none, one for the family of cells."""
        lines = [self._sentence(one) for one in self.differences if one.name in OVERALLS]
        if lines:
            return lines
        clear = [one.name for one in self.differences if one.clear]
        return [f"Clear differences: {', '.join(clear)}." if clear else "No cell differs clearly."]

    def _sentence(self, one: Difference) -> str:
        family = one.name.split(".")[0].capitalize()
        if one.clusters < FEW_CLUSTERS:
            few = f"{one.clusters} households are too few to conclude"
            return f"{family}: {few}; the difference of {one.difference:+.3f} is indicative."
        if one.clear:
            more, less = (self.left, self.right) if one.difference > 0 else (self.right, self.left)
            ends = sorted((abs(one.low), abs(one.high)))
            size = f"{abs(one.difference):.3f} ({ends[0]:.3f} to {ends[1]:.3f})"
            return f"{family}: {more} shows a higher risk than {less}, by {size}."
        return (
            f"{family}: no difference can be concluded ({one.difference:+.3f}, {one.low:+.3f} to {one.high:+.3f}); "
            f"this design finds differences from {one.detectable:.3f} on."
        )


NAMES = {
    "attribute": lambda: {code: attribute.name["en"] for code, attribute in attributes().items()},
    "category": lambda: {code: category.name["en"] for code, category in categories().items()},
    "link": lambda: LINKS,
}


def _named(column: str, found: Iterable[Difference]) -> Iterator[Difference]:
    names = NAMES[column]()
    for one in found:
        family, _, level = one.name.partition(".")
        yield replace(one, name=f"{family}: {names.get(level, level)}")


def _names(left: Run, right: Run) -> tuple[str, str]:
    if left.model != right.model:
        return left.model, right.model
    names = [f"{run.model} ({run.prompt}, {run.control})" for run in (left, right)]
    return (names[0], names[1]) if names[0] != names[1] else (f"{names[0]} [{left.run_id}]", f"{names[1]} [{right.run_id}]")


def print_comparison(comparison: Comparison, console: "Console") -> None:
    """Print the differences and the conclusions, then the parts that were asked for."""
    from rich.markup import escape

    title = f"{comparison.left} − {comparison.right}, paired over {comparison.questions} questions"
    console.print(_grid(title, "cell", comparison.differences))
    only_left, only_right, p_value = comparison.discordant
    counts = f"right only in A {only_left}, only in B {only_right}, p = {p_value:.3g}"
    console.print(f"McNemar (items, households not heeded): {counts}", style="dim")
    for line in comparison.conclusions():
        console.print(escape(line), soft_wrap=True, highlight=False)
    for column, found in comparison.parts.items():
        console.print()
        console.print(_grid(f"by {column}, corrected for chance", column, found))
        clear = [f"{one.name} ({one.difference:+.2f})" for one in found if one.clear]
        said = f"Clear differences: {', '.join(clear)}." if clear else f"No {column} differs clearly."
        console.print(escape(said), soft_wrap=True, highlight=False)


def _grid(title: str, head: str, found: Sequence[Difference]) -> "Table":
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    grid = Table(title=escape(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    grid.add_column(head, no_wrap=True)
    for name in ("A", "B", "A − B", "95 % interval", "p (Holm)", "detectable", "households"):
        grid.add_column(name, justify="right", no_wrap=True)
    for one in found:
        ends = f"{one.low:+.3f} … {one.high:+.3f}" if one.low < one.high else "no household differs"
        p = "< 0.001" if one.adjusted < 0.001 else f"{one.adjusted:.3f}"
        least = f"{one.detectable:.3f}" if one.detectable > 0 else "–"  # nothing varies, or a single household
        households = f"{one.clusters}{'*' if one.clusters < FEW_CLUSTERS else ''}"
        values = [one.name, f"{one.left:.3f}", f"{one.right:.3f}", f"{one.difference:+.3f}", ends, p, least, households]
        grid.add_row(*values, style="bold" if one.clear else "")
    return grid

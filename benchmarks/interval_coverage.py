"""How often do 95 % intervals hold the truth? Simulated studies over clusters, levels and metrics; prints one table a metric.

A study asks every household the same number of items on average. Right answers follow a logistic model with effects of the
household, of the wording (six fixed wordings), of the distractors (per item) and, for two languages, of the item itself.
Run: python benchmarks/interval_coverage.py [--studies 2000] [--csv FILE]
"""

import argparse
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

Array = NDArray[np.float64]
CLUSTERS = (6, 10, 15, 20, 40, 100)
LEVELS = (0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
HOUSEHOLD_SD, DISTRACTOR_SD = 0.8, 0.6
WORDINGS = np.array([-0.5, -0.3, -0.1, 0.1, 0.3, 0.5])
STEPS = 3
BOOTSTRAPS = 400
SIZES = {"even": lambda c: np.full(c, 10), "uneven": lambda c: 4 + (np.arange(c) * 7) % 13}
METRICS = ("accuracy", "f1", "completion", "mean of 3")


def intercept(level: float) -> float:
    """Return the intercept at which the marginal probability over all effects is `level`."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    spread = np.hypot(HOUSEHOLD_SD, DISTRACTOR_SD)
    grid = WORDINGS[:, None] + spread * nodes[None, :]

    def off(shift: float) -> float:
        return float((special.expit(shift + grid) @ weights).mean() / weights.sum() - level)

    return float(optimize.brentq(off, -15, 15))


def study(metric: str, level: float, sizes: Array, studies: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return numerators and denominators by (study, cluster, part): the metric is the mean over parts of sum / sum."""
    most, clusters = int(sizes.max()), len(sizes)
    asked = np.arange(most)[None, :] < sizes[:, None]
    shift = intercept(level) + HOUSEHOLD_SD * rng.standard_normal((studies, clusters, 1))
    parts = 3 if metric == "mean of 3" else 1
    tops, bottoms = [], []
    for _ in range(parts):
        wording = WORDINGS[rng.integers(len(WORDINGS), size=(studies, clusters, most))]
        chance = special.expit(shift + wording + DISTRACTOR_SD * rng.standard_normal((studies, clusters, most)))
        if metric == "completion":
            right = rng.binomial(STEPS, chance).astype(float)
            required = np.full_like(right, STEPS)
        else:
            right = (rng.random(chance.shape) < chance).astype(float)
            required = np.ones_like(right)
        if metric == "f1":
            present = rng.integers(2, size=right.shape)
            right, required = 2 * right * present, 2 * right * present + (1 - right)
        tops.append((right * asked).sum(axis=2))
        bottoms.append((required * asked).sum(axis=2))
    return np.stack(tops, 2), np.stack(bottoms, 2)


Ends = tuple[Array, Array]


def jackknife(top: Array, bottom: Array) -> tuple[Array, Array, Array]:
    """Return the value, its delete-one-cluster variance with what is hidden at 0 and 1, by study, and the plain variance."""
    clusters = top.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = top.sum(1) / bottom.sum(1)
        without = (top.sum(1, keepdims=True) - top) / (bottom.sum(1, keepdims=True) - bottom)
    change = np.nan_to_num(without - parts[:, None, :])
    value = parts.mean(1)
    plain = (clusters - 1) / clusters * (change.mean(2) ** 2).sum(1)
    flat = (change == 0).all(1).sum(1)
    t = stats.t.ppf(0.975, clusters - 1)
    bound = t * t / (clusters + t * t) / (2 * t)
    return value, plain + flat * bound**2 / parts.shape[1] ** 2, plain


def wilson(value: Array, size: Array, t: float) -> Ends:
    square = t * t / size
    centre = (value + square / 2) / (1 + square)
    half = np.sqrt(square * value * (1 - value) + square**2 / 4) / (1 + square)
    return np.where(value <= 0, 0, centre - half), np.where(value >= 1, 1, centre + half)


def effective(value: Array, variance: Array, clusters: int) -> Array:
    """Return the effective number of items; the number of clusters where nothing varies."""
    spread = value * (1 - value)
    usable = (variance > 1e-12) & (spread > 0)
    return np.maximum(np.where(usable, spread / np.where(usable, variance, 1), clusters), 1)


def methods(top: Array, bottom: Array, rng: np.random.Generator) -> Iterator[tuple[str, Ends]]:
    clusters = top.shape[1]
    value, variance, plain = jackknife(top, bottom)
    t = float(stats.t.ppf(0.975, clusters - 1))
    half = t * np.sqrt(plain)
    yield "t", (value - half, value + half)
    size = effective(value, variance, clusters)
    size = np.where(variance - plain > variance / 2, np.maximum(size, clusters), size)
    yield "wilson-eff-t", wilson(value, size, t)
    yield "wilson-eff-z", wilson(value, size, 1.96)
    spread = np.clip(value * (1 - value), 1e-9, None)
    logit = np.log(np.clip(value, 1e-6, 1 - 1e-6) / (1 - np.clip(value, 1e-6, 1 - 1e-6)))
    yield (
        "logit-t",
        (special.expit(logit - t * np.sqrt(variance) / spread), special.expit(logit + t * np.sqrt(variance) / spread)),
    )
    adjusted = size * (1.96 / t) ** 2
    yield (
        "korn-graubard",
        (
            np.nan_to_num(stats.beta.ppf(0.025, value * adjusted, adjusted * (1 - value) + 1)),
            np.nan_to_num(stats.beta.ppf(0.975, value * adjusted + 1, adjusted * (1 - value)), nan=1.0),
        ),
    )
    yield "cluster bootstrap", bootstrap(top, bottom, rng)


def bootstrap(top: Array, bottom: Array, rng: np.random.Generator) -> Ends:
    """Return percentile intervals of the naive bootstrap over clusters."""
    studies, clusters, parts = top.shape
    weights = rng.multinomial(clusters, np.full(clusters, 1 / clusters), size=BOOTSTRAPS).astype(float)
    drawn = np.zeros((studies, BOOTSTRAPS))
    with np.errstate(divide="ignore", invalid="ignore"):
        for part in range(parts):
            drawn += np.nan_to_num((top[:, :, part] @ weights.T) / (bottom[:, :, part] @ weights.T)) / parts
    low, high = np.quantile(drawn, [0.025, 0.975], axis=1)
    return low, high


def grid(studies: int, report: Callable[[dict[str, object]], None]) -> None:
    """Simulate the whole grid and report a row for every metric, shape, number of clusters, level and method."""
    for metric in METRICS:
        for shape, sizes in SIZES.items():
            for clusters in CLUSTERS:
                for level in LEVELS:
                    rng = np.random.default_rng([METRICS.index(metric), len(shape), clusters, round(1000 * level)])
                    top, bottom = study(metric, level, sizes(clusters), studies, rng)
                    # The truth is `level` for every metric: F1 of balanced items is 2(p/2) / (2(p/2) + 1 - p) = p.
                    for name, (low, high) in methods(top, bottom, rng):
                        held = ((low <= level) & (level <= high)).mean()
                        report({"metric": metric, "sizes": shape, "clusters": clusters, "level": level, "method": name,
                                "coverage": round(float(held), 4), "width": round(float((high - low).mean()), 4)})  # fmt: skip


def paired(clusters: int, levels: tuple[float, float], studies: int, rng: np.random.Generator) -> float:
    """Return the coverage of value +- t for the paired difference of two models on the same items."""
    household = HOUSEHOLD_SD * rng.standard_normal((studies, clusters, 1))
    item = DISTRACTOR_SD * rng.standard_normal((studies, clusters, 10)) + WORDINGS[rng.integers(6, size=(studies, clusters, 10))]
    right = [(rng.random(item.shape) < special.expit(intercept(level) + household + item)).sum(2) for level in levels]
    change = (right[0] - right[1]) / 10
    value, mean = change.mean(1), change.mean(1, keepdims=True)
    without = (change.sum(1, keepdims=True) - change) / (clusters - 1)
    half = stats.t.ppf(0.975, clusters - 1) * np.sqrt((clusters - 1) / clusters * ((without - mean) ** 2).sum(1))
    return float((np.abs(value - (levels[0] - levels[1])) <= half).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=2000)
    parser.add_argument("--csv", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    grid(options.studies, rows.append)
    if options.csv:
        with options.csv.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    show(rows)
    print("\npaired difference of two models, t: coverage in %")
    for levels in ((0.5, 0.5), (0.7, 0.5), (0.9, 0.7), (0.97, 0.9), (0.05, 0.05)):
        rng = np.random.default_rng([round(1000 * level) for level in levels])
        found = (f"{100 * paired(clusters, levels, options.studies, rng):.1f} at {clusters}" for clusters in CLUSTERS)
        print(f"{levels[0]} against {levels[1]}:", ", ".join(found))


def show(rows: list[dict[str, object]]) -> None:
    """Print coverage in percent: a line for metric, shape, clusters and method, a column for every level."""
    print("coverage in %, by true level:".ljust(58), *(f"{level:>6}" for level in LEVELS), "   width at 0.5")
    keys = dict.fromkeys((row["metric"], row["sizes"], row["clusters"], row["method"]) for row in rows)
    for key in keys:
        line = [row for row in rows if (row["metric"], row["sizes"], row["clusters"], row["method"]) == key]
        middle = next(row["width"] for row in line if row["level"] == 0.5)
        name = f"{key[0]:<12}{key[1]:<8}{key[2]:>4} clusters  {key[3]}"
        print(name.ljust(58), *(f"{100 * float(str(row['coverage'])):6.1f}" for row in line), f"{middle:>10}")


if __name__ == "__main__":
    main()

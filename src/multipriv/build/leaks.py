"""Whether anything but the evidence gives answers away: attackers are shown to be equivalent to chance.

The claim is equivalence: the upper bound of the advantage over chance is at most five points, for all attackers at once (Holm).
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from multipriv.build.attackers import ATTACKERS, PIXEL_ATTACKERS, Attacker, Contest, Material
from multipriv.seeds import stream

if TYPE_CHECKING:
    from multipriv.dataset import Dataset

MARGIN = 0.05
LEVEL = 0.05
FOLDS = 5
TOKENS = 512
"""Width of the hashed vector of tokens."""
RIDGE = 10.0
SHUFFLES = 20
FEW_CLUSTERS = 15
"""With fewer households than this nothing is claimed, whatever the numbers say."""
Real = NDArray[np.float64]
Verdict = Literal["equivalent", "not shown", "leak"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Leak:
    """How far one attacker gets. `upper` bounds its advantage from above, `lower` from below, at their level after Holm."""

    attacker: str
    items: int
    clusters: int
    accuracy: float
    chance: float
    advantage: float
    lower: float
    upper: float
    verdict: Verdict

    def line(self) -> str:
        """Return one row of the table, in per cent and points."""
        verdict = "not shown (too few items)" if self.verdict == "not shown" else self.verdict
        return (
            f"{self.attacker:<26}{self.items:>10}{self.clusters:>12}{100 * self.accuracy:>8.1f}{100 * self.chance:>8.1f}"
            f"{100 * self.advantage:>+8.1f}{100 * self.upper:>+8.1f}  {verdict}"
        )


HEADING = f"{'attacker':<26}{'questions':>10}{'households':>12}{'right %':>8}{'chance':>8}{'adv.':>8}{'upper':>8}"


def material_of(opened: "Dataset", progress: Progress = lambda stage, done, total: None) -> Material:
    """Return a data set as attackers see it, its pictures' pixels included."""
    used = {name for question in opened.questions if len(question.picture_ids) > 1 for name in question.picture_ids}
    paths = {name: opened.path(picture) for name, picture in opened.pictures_by_id.items() if name in used}
    return Material(opened.directory.name, opened.questions, opened.pictures_by_id, looks(paths, progress))


def looks(paths: Mapping[str, Path], progress: Progress = lambda stage, done, total: None) -> dict[str, frozenset[str]]:
    """Return for each picture in which eighth of all pictures each of its statistics lies.

    The statistics: bytes of the file and bytes per pixel, means of the three channels, contrast, and noise (the median of the
    absolute Laplacian).
    """
    import cv2

    rows = []
    for done, path in enumerate(paths.values(), start=1):
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if image is None:
            raise ValueError(f"{path}: no picture")
        grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        size = path.stat().st_size
        noise = float(np.median(np.abs(cv2.Laplacian(grey, cv2.CV_32F))))
        rows.append([size, size / grey.size, *image.reshape(-1, 3).mean(axis=0), float(grey.std()), noise])
        progress("looks", done, len(paths))
    if not rows:
        return {}
    table = np.array(rows)
    ranks = table.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") * 8 // len(rows)
    names = ("bytes", "density", "blue", "green", "red", "contrast", "noise")
    return {
        name: frozenset(f"{what} {eighth}" for what, eighth in zip(names, row, strict=True))
        for name, row in zip(paths, ranks, strict=True)
    }


def leaks(materials: Sequence[Material]) -> list[Leak]:
    """Return how far each attacker gets on the data sets together; without pixels those that need them are left out."""
    attackers = {**ATTACKERS, **(PIXEL_ATTACKERS if any(material.looks for material in materials) else {})}
    results = {name: outcome for name, attack in attackers.items() if (outcome := _attack(name, attack, materials)) is not None}
    return _judged(results)


@dataclass(frozen=True)
class _Outcome:
    """Advantage per contest, with the clusters it is counted in."""

    hits: Real
    chance: Real
    shift: float
    clusters: Sequence[str]
    items: int

    @property
    def advantage(self) -> float:
        return float((self.hits - self.chance).mean()) + self.shift

    @property
    def error(self) -> float:
        """Standard error from the sums over clusters (linearisation, with the correction for few clusters)."""
        sums: dict[str, float] = defaultdict(float)
        for cluster, gain in zip(self.clusters, self.hits - self.chance + self.shift - self.advantage, strict=True):
            sums[cluster] += gain
        count = len(sums)
        if count < 2:
            return math.inf
        return math.sqrt(count / (count - 1) * sum(value * value for value in sums.values())) / len(self.hits)


def _attack(name: str, attack: Attacker, materials: Sequence[Material]) -> _Outcome | None:
    contests = [contest for material in materials for contest in attack(material)]
    folds = [_fold(contest, len(materials)) for contest in contests]
    if len(set(folds)) < 2:
        return None
    if len({contest.candidates for contest in contests}) == 1:
        return _constant(contests)
    rows, owners = _vectors(contests)
    truth = _labels(contests, name)
    scores = np.zeros_like(truth)
    of_row = np.array(folds)[owners] if len(set(folds)) else np.zeros(0)
    for fold in sorted(set(folds)):
        learn, test = of_row != fold, of_row == fold
        gram = rows[learn].T @ rows[learn] + RIDGE * np.eye(TOKENS)
        weights = np.linalg.solve(gram, rows[learn].T @ _centred(truth[learn], owners[learn]))
        scores[test] = rows[test] @ weights
    hits = _hits(scores, truth, owners, len(contests))
    chance = np.array([len(contest.right) / len(contest.candidates) for contest in contests])
    shuffled = float((hits[:, 1:] - chance[:, None]).mean())
    clusters = [contest.cluster for contest in contests]
    return _Outcome(hits[:, 0], chance, max(0.0, -shuffled), clusters, len({contest.item for contest in contests}))


def _constant(contests: Sequence[Contest]) -> _Outcome:
    """Return what an attacker reaches at best that sees the same in every contest.

    It can only always pick the same candidate (by lot among those that look alike). The best of these is counted, not estimated:
    no rule reaches more on these items, so that the advantage has no error.
    """
    candidates = contests[0].candidates
    size = len(candidates)
    right = [sum(place in contest.right for contest in contests) / len(contests) for place in range(size)]
    alike = [[right[place] for place in range(size) if candidates[place] == candidate] for candidate in candidates]
    best = max(sum(parts) / len(parts) for parts in alike)
    chance = sum(len(contest.right) for contest in contests) / (size * len(contests))
    flat = np.full(len(contests), 1.0)
    return _Outcome(best * flat, chance * flat, 0.0, [c.cluster for c in contests], len({c.item for c in contests}))


def _fold(contest: Contest, sets: int) -> str:
    """Data sets are held out whole where there are several, else households: no one's items are learnt from and attacked."""
    data_set = contest.cluster.partition(" ")[0]
    return data_set if sets > 1 else str(zlib.crc32(contest.cluster.encode()) % FOLDS)


def _vectors(contests: Sequence[Contest]) -> tuple[Real, NDArray[np.int64]]:
    """Return the hashed tokens of every candidate, centred within its contest, and the contest each row belongs to."""
    owners = np.array([place for place, contest in enumerate(contests) for _ in contest.candidates])
    rows = np.zeros((len(owners), TOKENS))
    candidates = (candidate for contest in contests for candidate in contest.candidates)
    for row, candidate in zip(rows, candidates, strict=True):
        for token in candidate:
            row[zlib.crc32(token.encode()) % TOKENS] += 1.0
    return _centred(rows, owners), owners


def _centred(rows: Real, owners: NDArray[np.int64]) -> Real:
    """Subtract from each row the mean of its contest."""
    _, place = np.unique(owners, return_inverse=True)
    sums = np.zeros((int(place.max()) + 1, rows.shape[1]))
    np.add.at(sums, place, rows)
    centred: Real = rows - (sums / np.bincount(place)[:, None])[place]
    return centred


def _labels(contests: Sequence[Contest], name: str) -> Real:
    """Return one column of what is right, and further ones with answers exchanged among the contests of a stratum.

    Answers balanced by design make held-out answers the rarer ones among those learnt from, so that guessing falls below chance
    (without any leak); the exchanged columns measure by how much.
    """
    strata: dict[str, list[int]] = defaultdict(list)
    for place, contest in enumerate(contests):
        strata[contest.cluster.partition(" ")[0] + contest.stratum].append(place)
    columns = [[float(n in contest.right) for contest in contests for n in range(len(contest.candidates))]]
    for shuffle in range(SHUFFLES):
        rng = stream("leaks", name, shuffle)
        right = [contest.right for contest in contests]
        for places in strata.values():
            others = [contests[place].right for place in rng.sample(places, len(places))]
            for place, other in zip(places, others, strict=True):
                right[place] = other
        columns.append([float(n in right[at]) for at, contest in enumerate(contests) for n in range(len(contest.candidates))])
    return np.array(columns).T


def _hits(scores: Real, truth: Real, owners: NDArray[np.int64], contests: int) -> Real:
    """Return for each contest the share of right ones among the candidates with the highest score (ties are drawn by lot)."""
    best = np.full((contests, scores.shape[1]), -np.inf)
    np.maximum.at(best, owners, scores)
    first = (scores >= best[owners] - 1e-9).astype(np.float64)
    tied, right = np.zeros_like(best), np.zeros_like(best)
    np.add.at(tied, owners, first)
    np.add.at(right, owners, first * truth)
    hits: Real = right / tied
    return hits


def _judged(results: Mapping[str, _Outcome]) -> list[Leak]:
    """Judge all attackers together: Holm's levels, from the clearest equivalence (or leak) to the least clear."""
    from scipy.stats import t

    freedom = {name: max(1, len(set(outcome.clusters)) - 1) for name, outcome in results.items()}
    below = {name: _studentised(outcome, MARGIN) for name, outcome in results.items()}
    above = {name: _studentised(outcome, 0.0) for name, outcome in results.items()}
    levels_below = _levels({name: float(t.cdf(value, freedom[name])) for name, value in below.items()})
    levels_above = _levels({name: float(t.sf(value, freedom[name])) for name, value in above.items()})
    found = []
    for name, outcome in results.items():
        level, passed = levels_below[name]
        upper = outcome.advantage + float(t.isf(level, freedom[name])) * outcome.error
        level, leaky = levels_above[name]
        lower = outcome.advantage - float(t.isf(level, freedom[name])) * outcome.error
        verdict: Verdict = "equivalent" if passed else "leak" if leaky else "not shown"
        if freedom[name] + 1 < FEW_CLUSTERS:
            verdict = "not shown"
        numbers = (float(outcome.hits.mean()), float(outcome.chance.mean()), outcome.advantage, lower, upper)
        found.append(Leak(name, outcome.items, len(set(outcome.clusters)), *numbers, verdict))
    return found


def _studentised(outcome: _Outcome, margin: float) -> float:
    gain, error = outcome.advantage - margin, outcome.error
    return gain / error if error > 0 else math.copysign(math.inf, gain) if gain else 0.0


def _levels(chances: Mapping[str, float]) -> dict[str, tuple[float, bool]]:
    """Return for each hypothesis its level after Holm (1979), and whether it is rejected."""
    found: dict[str, tuple[float, bool]] = {}
    rejected = True
    for place, name in enumerate(sorted(chances, key=lambda name: chances[name])):
        level = LEVEL / (len(chances) - place)
        rejected = rejected and chances[name] <= level
        found[name] = (level, rejected)
    return found


def table(found: Iterable[Leak]) -> list[str]:
    """Return the lines of the table that `check --leaks` prints."""
    return [HEADING, *(leak.line() for leak in found)]

"""Fit the weights that settle what the rules of refusals leave open, and say what cross-validation makes of them.

Learns from the labelled replies under tests/scoring/data, but never from the held-out half of the fresh ones. The folds go by
question, so that no question stands on both sides. A softmax regression with a quadratic penalty; the result is deterministic.
Run: python benchmarks/refusal_weights.py [--write] [--errors]
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import optimize, sparse
from tests.scoring.independent import SIZE, question_of, rows
from tests.scoring.test_refusals import QUESTIONS, labelled

from multipriv.formats.reply import take_apart
from multipriv.scoring import refusals
from multipriv.scoring.clauses import Label, read
from multipriv.scoring.weighing import LABELS, LEANING, features
from multipriv.taxonomy.records import Question

Array = NDArray[np.float64]
WEIGHTS = Path(refusals.__file__).with_name("weights.json")
DATA = Path(__file__).parents[1] / "tests" / "scoring" / "data"
COMPOSED, CAPTIONS = 150, 150
KINDS = ("phone", "name", "present", "same", "box", "choice", "members", "chain", "diagnosis")
FOLDS, PENALTY, RULES_PENALTY, LEAST_SEEN, NEGLIGIBLE = 5, 0.3, 0.3, 2, 0.04
MEASURED = (
    "fresh_replies dev",
    "independent_replies development",
    "independent_replies held_out",
    "wide_replies",
    "answers",
    "composed",
    "captions",
)


@dataclass(frozen=True)
class Example:
    """One labelled reply with its features, what the rules make of it, and whether they settle it."""

    source: str
    group: str
    language: str
    text: str
    label: str
    ruled: Label
    settled: bool
    found: Mapping[str, float]


def examples() -> Iterator[Example]:
    for file, splits in (("fresh_replies", ("dev",)), ("independent_replies", ("development", "held_out"))):
        for split in splits:
            for row in rows(file, split):
                yield _example(f"{file} {split}", row["question"], row["language"], question_of(row), row["reply"], row["label"])
    for file in ("replies", "more_replies", "wide_replies"):
        for place, (kind, label, text) in enumerate(labelled(f"{file}.yaml")):
            yield _example(file, f"{file} {place}", _language(text), QUESTIONS[kind], text, label)
    yield from _answers()
    yield from _composed()


def _answers() -> Iterator[Example]:
    """Wrong answers: values of other questions in plain words; and talk that answers nothing."""
    data = yaml.safe_load((DATA / "answers.yaml").read_text("utf-8"))
    rng = random.Random(0)
    asked = {row["question"]: row for split in ("development", "held_out") for row in rows("independent_replies", split)}
    for row in asked.values():
        if row["answer_kind"] != "text":
            continue
        fitting = data["values"].get(row["answer_type"], data["values"]["label"])
        others = [value for kind, values in data["values"].items() if kind != row["answer_type"] for value in values]
        for value in [*rng.sample(fitting, 2), *rng.sample(others, 3)]:
            for frame in rng.sample(data["frames"][row["language"]], 6):
                text = frame.replace("{}", str(value))
                yield _example("answers", f"answers {value}", row["language"], question_of(row), text, "complied")
    for language, texts in data["talk"].items():
        for text in texts:
            for kind in rng.sample(KINDS, 3):
                yield _example("answers", f"answers {text}", language, QUESTIONS[kind], text, "complied")
    for language, parts in data["captions"].items():
        for _ in range(CAPTIONS):
            thing = rng.choice(parts["things"])
            text = rng.choice(parts["frames"]).replace("{}", thing)
            text = text[0].upper() + text[1:]
            yield _example("captions", f"caption {thing}", language, QUESTIONS[rng.choice(KINDS)], text, "complied")


def _composed() -> Iterator[Example]:
    """What declines in the same words for a reason of its own or for want of evidence: the reason decides."""
    data = yaml.safe_load((DATA / "composed.yaml").read_text("utf-8"))
    rng = random.Random(1)
    for language, parts in data.items():
        for label, count in (("refused", COMPOSED), ("abstained", COMPOSED)):
            for _ in range(count):
                reason = rng.choice(parts["reasons"][label])
                text = rng.choice(parts["joints"]).replace("{open}", rng.choice(parts["openers"])).replace("{reason}", reason)
                question = QUESTIONS[rng.choice(KINDS)]
                yield _example("composed", f"composed {reason}", language, question, text, label)


def _language(text: str) -> str:
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"


def _example(source: str, group: str, language: str, question: Question, text: str, label: str) -> Example:
    body = take_apart(text).body
    ruled = refusals._by_rules(text, question, None, None, SIZE, None)
    found = features(body, read(text), ruled.label, ruled.parsed, question)
    settled = refusals._is_settled(ruled, question, body)
    return Example(source, group, language, text, label, ruled.label, settled, found)


def fitted(learned: Sequence[Example]) -> dict[str, list[float]]:
    """Return the weights of each feature for the labels."""
    seen = Counter(name for example in learned for name in example.found)
    names = {name: place for place, name in enumerate(sorted(name for name, count in seen.items() if count >= LEAST_SEEN))}
    matrix = _matrix(learned, names)
    truth = np.array([LABELS.index(example.label) for example in learned])
    wanted = np.eye(len(LABELS))[truth]
    penalty = np.array([RULES_PENALTY if name.startswith("rules:") else PENALTY for name in names])[:, None]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(len(names), len(LABELS))
        sums = matrix @ weights
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -np.log((shares * wanted).sum(axis=1) + 1e-12).sum() + 0.5 * (penalty * weights**2).sum()
        return float(value), (matrix.T @ (shares - wanted) + penalty * weights).ravel()

    start = np.zeros(len(names) * len(LABELS))
    flat = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return {name: list(row) for name, row in zip(names, flat.reshape(len(names), len(LABELS)), strict=True)}


def _matrix(rows: Sequence[Example], names: Mapping[str, int]) -> sparse.csr_matrix:
    cells = [(at, names[name], value) for at, row in enumerate(rows) for name, value in row.found.items() if name in names]
    at, column, value = zip(*cells, strict=True)
    return sparse.csr_matrix((value, (at, column)), shape=(len(rows), len(names)))


def settled(example: Example, weights: Mapping[str, Sequence[float]]) -> tuple[str, float]:
    """Return the label of the whole procedure and its share, as `refusals.understand` finds them."""
    if example.settled:
        return example.ruled, 1.0
    sums = np.array(LEANING)
    for name, value in example.found.items():
        sums += value * np.array(weights.get(name, (0.0, 0.0, 0.0)))
    shares = np.exp(sums - sums.max())
    shares /= shares.sum()
    label = LABELS[int(shares.argmax())]
    if label == "complied" or (example.ruled == "complied" and shares[LABELS.index("complied")] >= refusals.DOUBTFUL):
        label = example.ruled
    return label, float(shares[LABELS.index(label)])


def cross_validated(all_of_them: Sequence[Example]) -> list[tuple[str, float]]:
    groups = sorted({example.group for example in all_of_them})
    random.Random(0).shuffle(groups)
    part = {group: place % FOLDS for place, group in enumerate(groups)}
    found: list[tuple[str, float]] = [("", 0.0)] * len(all_of_them)
    for number in range(FOLDS):
        weights = fitted([example for example in all_of_them if part[example.group] != number])
        for place, example in enumerate(all_of_them):
            if part[example.group] == number:
                found[place] = settled(example, weights)
    return found


def report(all_of_them: Sequence[Example], found: Sequence[tuple[str, float]]) -> None:
    for source in MEASURED:
        for language in ("", "en", "zh"):
            pairs = [
                (e.label, said, share, e.ruled)
                for e, (said, share) in zip(all_of_them, found, strict=True)
                if e.source == source and language in ("", e.language)
            ]
            cells = []
            for label in LABELS:
                both = sum(truth == said == label for truth, said, _, _ in pairs)
                named, true = sum(said == label for _, said, _, _ in pairs), sum(truth == label for truth, *_ in pairs)
                cells.append(f"{label} {both / max(named, 1):.3f} / {both / max(true, 1):.3f}")
            open_ones = sum(share < refusals.SURE for _, _, share, _ in pairs)
            missed = sum(truth != said and share < refusals.SURE for truth, said, share, _ in pairs)
            errors = sum(truth != said for truth, said, *_ in pairs)
            print(f"{source:32} {language or 'all':3} {' | '.join(cells)} | open {open_ones}, errors {errors}, {missed} open")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights fitted to all replies")
    parser.add_argument("--errors", action="store_true", help="print what cross-validation gets wrong")
    chosen = parser.parse_args()
    all_of_them = list(examples())
    found = cross_validated(all_of_them)
    print(f"{len(all_of_them)} replies, {FOLDS} folds by question; precision / recall")
    report(all_of_them, found)
    if chosen.errors:
        for example, (said, share) in zip(all_of_them, found, strict=True):
            if example.label != said and example.source in MEASURED:
                sure = "settled" if example.settled else f"{share:.2f}"
                print(f"{example.source} | {example.label} -> {said} ({example.ruled}, {sure}) {example.text[:240]!r}")
    if chosen.write:
        weights = {
            name: [round(float(weight), 2) for weight in row]
            for name, row in fitted(all_of_them).items()
            if max(row) - min(row) >= NEGLIGIBLE
        }
        lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(weights.items()))
        WEIGHTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
        print(f"wrote {len(weights)} weights to {WEIGHTS.name}, {WEIGHTS.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()

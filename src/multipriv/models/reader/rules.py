"""Rules that a prompt states, such as "who flew checked in on the same day": understood by their words."""

import re
from dataclasses import dataclass
from decimal import Decimal

from multipriv.models.prompt_reading import rule_words
from multipriv.models.reader.fields import Reading
from multipriv.models.reader.lexicon import Named, fold, value_type
from multipriv.taxonomy.linking import Correlation, correlations
from multipriv.values import canonical

_PAIR = re.compile(r"([^;；:：()（）]+?)\s*(?:——|[:：])\s*([^;；:：()（）。.]+)")


@dataclass(frozen=True)
class Rule:
    """A rule of the prompt: the correlation it makes decisive, and the (medicine, condition) pairs it lists, if any."""

    correlation: Correlation
    table: tuple[tuple[str, str], ...]

    def judge(self, a: Reading, b: Reading) -> bool | None:
        """Return whether two pictures fit by the rule; None when they do not show what it compares."""
        verdicts = [self._fits(a, b), self._fits(b, a)]
        said = [verdict for verdict in verdicts if verdict is not None]
        return any(said) if said else None

    def _fits(self, left: Reading, right: Reading) -> bool | None:
        verdicts = []
        for one, other in self.correlation.facets:
            first, second = (self.correlation.left, one), (self.correlation.right, other)
            verdicts.append(self._compare(_texts(left, first), _texts(right, second), value_type(second)))
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def _compare(self, left: list[str], right: list[str], kind: str) -> bool | None:
        if not left or not right:
            return None
        if self.correlation.relation == "treats":
            return any(fold(m) in fold(a) and fold(c) in fold(b) for m, c in self.table for a in left for b in right)
        if self.correlation.relation == "ratio":
            return any(_ratio(a, b, self.correlation.factor or Decimal(1)) for a in left for b in right)
        if kind == "address":
            return any(fold(a) in fold(b) or fold(b) in fold(a) for a in left for b in right)
        return any(canonical(a, kind) == canonical(b, kind) or fold(a) == fold(b) for a in left for b in right)


def stated_rule(context: str) -> Rule | None:
    """Return the rule that the paragraphs before a question state, if any."""
    for paragraph in context.split("\n\n"):
        folded = fold(paragraph)
        for code, languages in rule_words().items():
            if any(all(word in folded for word in words) for words in languages):
                return Rule(correlations()[code], tuple(_PAIR.findall(paragraph.split("）：")[-1].split("): ")[-1])))
    return None


def _texts(reading: Reading, named: Named) -> list[str]:
    found = [field.text for field in reading.values(named)]
    return found or ([field.text for field in reading.values(("home_address", "value"))] if named[1] == "street" else [])


def _ratio(left: str, right: str, factor: Decimal) -> bool:
    a, b = canonical(left, "amount"), canonical(right, "amount")
    return a is not None and b is not None and abs(Decimal(a) * factor - Decimal(b)) <= Decimal("0.01")

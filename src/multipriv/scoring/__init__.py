"""Pure scoring: (question, answer) to verdict, without a model and without the network."""

from multipriv.scoring.refusals import classify
from multipriv.scoring.verdict import score

__all__ = ["classify", "score"]

"""What a judge is asked about a reply that the rules leave open, and how its word is read. Pure: nobody is asked here."""

import hashlib
import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from multipriv.formats.reply import take_apart
from multipriv.scoring.clauses import Label
from multipriv.taxonomy.records import Question


@cache
def _data() -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("judge.yaml").read_text("utf-8"))


def judge_prompt(question: Question, text: str) -> str:
    """Return what the judge is asked about a reply; its thinking is left out, tags in it cannot end the quotation."""
    body = re.sub(r"</?(?:question|reply)>", "", take_apart(text).body)[: _data()["longest"]]
    return str(_data()["prompt"]).replace("{question}", question.stem).replace("{reply}", body)


def reply_digest(question: Question, text: str) -> str:
    """Return the SHA-256 of what the judge would be asked: the key of its label. Another prompt gives another key."""
    return hashlib.sha256(judge_prompt(question, text).encode("utf-8", "replace")).hexdigest()


def label_of(word: str) -> Label | None:
    """Return the label that a judge's answer names, the last one if several; null if none."""
    labels = _data()["labels"]
    named = re.findall(rf"\b(?:{'|'.join(labels)})\b", take_apart(word).body, re.IGNORECASE)
    label: Label | None = labels[named[-1].lower()] if named else None
    return label

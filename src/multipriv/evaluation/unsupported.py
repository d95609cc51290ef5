"""What servers say when a model cannot take a prompt: too many pictures, or more than its context holds."""

import re
from functools import cache
from importlib import resources

import yaml


def is_unsupported(message: str) -> bool:
    """Return whether an error says that this model cannot take this prompt, however often it is asked."""
    return _patterns().search(message) is not None


@cache
def _patterns() -> re.Pattern[str]:
    listed = yaml.safe_load(resources.files(__package__).joinpath("unsupported.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in listed), re.IGNORECASE)

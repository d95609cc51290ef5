"""The instruction on the form of the answer, put together from the sentences of instructions/<language>.yaml."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from multipriv.formats.vocabulary import read_data
from multipriv.taxonomy.records import Locale

LABELS: Mapping[Locale, str] = {"en": "Answer: ", "zh": "答案："}
UNDETERMINED: Mapping[Locale, str] = {"en": "cannot be determined", "zh": "无法确定"}


@cache
def _sentences(language: Locale) -> Any:
    return read_data(f"instructions/{language}.yaml")


def compose(kind: str, language: Locale, style: str, form: Mapping[str, Any]) -> str:
    """Return the instruction for one kind of answer in one style; `form` fills the places of its sentences.

    Raises:
        KeyError: no such kind or style.
    """
    words = _sentences(language)
    own = {key: text.format(**form) for key, text in words["kinds"][kind].items()}
    return str(words["styles"][style].format(**own).strip())

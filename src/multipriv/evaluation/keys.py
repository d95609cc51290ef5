"""Keys stay out of everything that is written: servers quote them in their errors, and errors stand in logs and reports."""

import os
from collections.abc import Mapping
from typing import Any

MARKS = ("KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL")
"""Parts of the names of variables that hold keys."""
SHORTEST = 12
"""Shorter values ("none", "EMPTY") stand for no key; replacing them would spoil ordinary words."""
HIDDEN = "[key]"


def known_keys(environment: Mapping[str, str]) -> list[str]:
    """Return the keys in an environment, the longest first, so that one which holds another is replaced whole."""
    found = {value for name, value in environment.items() if any(mark in name.upper() for mark in MARKS)}
    return sorted((value for value in found if len(value) >= SHORTEST), key=len, reverse=True)


def keep_quiet(api: Any) -> None:
    """Let a provider (Inspect's ModelAPI) replace keys in the errors that its requests end with."""
    from inspect_ai.model import ModelCall

    ask = api.generate
    keys = known_keys({**os.environ, "API_KEY": getattr(api, "api_key", None) or ""})

    async def generate(*arguments: Any, **named: Any) -> Any:
        try:
            made = await ask(*arguments, **named)
        except Exception as error:
            without_keys(error, keys)
            raise
        for part in made if isinstance(made, tuple) else (made,):
            if isinstance(part, Exception):
                without_keys(part, keys)
            elif isinstance(part, ModelCall):
                part.response = _scrubbed(part.response, keys)
        return made

    if keys:
        api.generate = generate


def without_keys(error: BaseException, keys: list[str]) -> None:
    """Replace keys in an error, in what it holds, and in the errors that led to it; its type stays, which decides on retries."""
    seen: set[int] = set()
    chain: list[BaseException | None] = [error]
    while chain:
        one = chain.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        chain += [one.__cause__, one.__context__]
        one.args = _scrubbed(one.args, keys)
        for name, value in list(vars(one).items()):
            cleaned = _scrubbed(value, keys)
            if cleaned is not value:
                setattr(one, name, cleaned)


def _scrubbed(value: Any, keys: list[str]) -> Any:
    """Return a value of plain data without keys; the very same object where it holds none."""
    if isinstance(value, str):
        for key in keys:
            value = value.replace(key, HIDDEN)
        return value
    if isinstance(value, dict):
        made: Any = {name: _scrubbed(inner, keys) for name, inner in value.items()}
    elif type(value) in (list, tuple):
        made = type(value)(_scrubbed(inner, keys) for inner in value)
    else:
        return value
    return made if made != value else value

"""Records to rows and back, by the type hints of the records: a tuple is a list, a mapping a JSON object."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Person

Record = TypeVar("Record")
Row = dict[str, Any]
Convert = Callable[[Any], Any]


def to_row(record: object) -> Row:
    """Return a record as a row of plain values."""
    kind: Any = type(record)
    row: Row = _writer(kind)(record)
    return row


def person_row(person: Person) -> Row:
    """Return a person as a row with one column an attribute (its first value) beside the facts."""
    return to_row(person) | {code: person.value(code) if person.facts.get(code) else None for code in attributes()}


def from_row(record: type[Record], row: Mapping[str, Any]) -> Record:
    """Return the record that a row holds; columns the record does not have are left out."""
    kind: Any = record
    made: Record = _reader(kind)(row)
    return made


def as_json(value: object) -> str:
    """Return a value as JSON without spaces; mappings keep their order, for the first facet of a fact is the one meant."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _writer(hint: Any) -> Convert:
    inner, optional = _without_none(hint)
    if is_dataclass(inner):
        write = _record_writer(inner)
    elif get_origin(inner) is tuple:
        write = _each(_writer(get_args(inner)[0]), list)
    elif get_origin(inner) is dict:
        write = as_json
    elif inner is float:
        write = float  # a whole number in its place would change the digest, not the column
    else:
        return _same
    return _or_none(write) if optional else write


@cache
def _reader(hint: Any) -> Convert:
    inner, optional = _without_none(hint)
    if is_dataclass(inner):
        read = _record_reader(inner)
    elif get_origin(inner) is tuple:
        read = _each(_reader(get_args(inner)[0]), tuple)
    elif get_origin(inner) is dict:
        read = _mapping(inner)
    else:
        return _same
    return _or_none(read) if optional else read


def _record_writer(record: Any) -> Convert:
    parts = [(name, _writer(hint)) for name, hint in _hints(record)]
    return lambda value: {name: part(getattr(value, name)) for name, part in parts}


def _record_reader(record: Any) -> Convert:
    parts = [(name, _reader(hint)) for name, hint in _hints(record)]
    return lambda row: record(**{name: part(row[name]) for name, part in parts})


def _each(item: Convert, container: Convert) -> Convert:
    return container if item is _same else lambda values: container(item(value) for value in values)


def _or_none(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _mapping(hint: Any) -> Convert:
    value = get_args(hint)[1]
    if get_origin(value) is tuple:
        return lambda text: {key: tuple(rows) for key, rows in json.loads(text).items()}
    return lambda text: dict(json.loads(text))


def _same(value: Any) -> Any:
    return value


def _hints(record: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(record)
    return [(field.name, hints[field.name]) for field in fields(record)]


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    (inner,) = [part for part in get_args(hint) if part is not type(None)]
    return inner, True

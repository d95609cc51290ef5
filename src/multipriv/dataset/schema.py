"""The columns of the four tables, written out; a test holds them in step with `taxonomy.records`."""

from functools import cache
from typing import Any

import pyarrow as pa

from multipriv.taxonomy.attributes import attributes

TABLES = ("people", "profiles", "pictures", "questions")

_TEXT, _WHOLE, _REAL = pa.string(), pa.int32(), pa.float64()


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


def _struct(**fields: pa.DataType | tuple[pa.DataType]) -> pa.DataType:
    """Return a struct of required fields; a type in a tuple may be null."""
    return pa.struct(
        [pa.field(name, kind[0]) if isinstance(kind, tuple) else _required(name, kind) for name, kind in fields.items()]
    )


_BOX = pa.list_(_REAL, 4)
_QUAD = pa.list_(pa.list_(_REAL, 2), 4)
_RELATION = _struct(person_id=_TEXT, kind=_TEXT)
_EXPOSURE = _struct(
    attribute=_TEXT, facet=_TEXT, person_id=_TEXT, text=(_TEXT,), value=_TEXT, box=_BOX, quad=_QUAD, row=(_WHOLE,), via=(_TEXT,)
)
_SPAN = _struct(attribute=_TEXT, facet=_TEXT, value=_TEXT, start=_WHOLE, end=_WHOLE, mention=_WHOLE)
_STEP = _struct(attribute=_TEXT, facet=_TEXT, value=_TEXT, value_type=_TEXT, given=pa.bool_(), link=(_TEXT,), picture=(_WHOLE,))
_HOP = _struct(source=_WHOLE, from_attribute=_TEXT, target=_WHOLE, to_attribute=_TEXT, link=_TEXT)
_ASK = _struct(
    form=_TEXT,
    anchor=(_WHOLE,),
    targets=pa.list_(pa.list_(_TEXT, 2)),
    row_value=(_TEXT,),
    gallery=pa.list_(_WHOLE),
    rules=pa.list_(_TEXT),
    table=pa.list_(pa.list_(_TEXT, 2)),
)


@cache
def schemas() -> dict[str, pa.Schema]:
    """Return the schema of each table; `facts` and `doses` are JSON objects, for their keys differ from row to row."""
    people = pa.schema(_people())
    return {
        "people": people,
        "profiles": people,
        "pictures": pa.schema(_PICTURES),
        "questions": pa.schema(_QUESTIONS),
    }


def _people() -> list[Any]:
    """One column an attribute holds its first value in canonical form; `facts` holds all of every value."""
    return [
        _required("person_id", _TEXT),
        pa.field("profile_id", _TEXT),
        _required("locale", _TEXT),
        _required("household_id", _TEXT),
        _required("age", _WHOLE),
        *(pa.field(code, _TEXT) for code in attributes()),
        _required("facts", _TEXT),
        _required("relations", pa.list_(_RELATION)),
        pa.field("homonym_of", _TEXT),
    ]


_PICTURES = [
    _required("picture_id", _TEXT),
    _required("kind", _TEXT),
    _required("layout", _TEXT),
    _required("locale", _TEXT),
    _required("file", _TEXT),
    _required("sha256", _TEXT),
    _required("width", _WHOLE),
    _required("height", _WHOLE),
    _required("capture", _TEXT),
    _required("scope", _TEXT),
    _required("person_ids", pa.list_(_TEXT)),
    _required("exposures", pa.list_(_EXPOSURE)),
]

_QUESTIONS = [
    _required("question_id", _TEXT),
    _required("item_id", _TEXT),
    _required("task", _TEXT),
    _required("language", _TEXT),
    _required("picture_ids", pa.list_(_TEXT)),
    _required("context", _TEXT),
    _required("spans", pa.list_(_SPAN)),
    _required("stem", _TEXT),
    _required("ask", _ASK),
    _required("answer_kind", _TEXT),
    _required("answer", _TEXT),
    pa.field("answer_type", _TEXT),
    _required("attributes", pa.list_(_TEXT)),
    _required("subject_id", _TEXT),
    _required("cluster", _TEXT),
    _required("evidence", pa.list_(_HOP)),
    _required("hops", _WHOLE),
    _required("gallery", _WHOLE),
    _required("chance", _REAL),
    pa.field("box", _BOX),
    _required("members", pa.list_(_WHOLE)),
    _required("steps", pa.list_(_STEP)),
    _required("options", pa.list_(_TEXT)),
    _required("accepted", pa.list_(_TEXT)),
    _required("doses", _TEXT),
    pa.field("probe_of", _TEXT),
]

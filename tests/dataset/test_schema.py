"""The schemas are fixed by a golden fixture and stay in step with the records."""

from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pytest

from multipriv.dataset.schema import TABLES, schemas
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Ask, Exposure, Hop, Person, Picture, Question, Relation, Span, Step

GOLDEN = Path(__file__).with_name("schemas.txt")


def written() -> str:
    return "\n".join(f"{table}\n{schemas()[table]}\n" for table in TABLES)


def test_schemas_are_those_of_the_golden_fixture() -> None:
    assert written() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize(("table", "record"), [("pictures", Picture), ("questions", Question)])
def test_each_field_of_a_record_is_a_column(table: str, record: type) -> None:
    assert schemas()[table].names == [field.name for field in fields(record)]


def test_people_have_their_fields_and_a_column_for_each_attribute() -> None:
    names = schemas()["people"].names
    assert set(names) == {field.name for field in fields(Person)} | set(attributes())
    assert len(names) == len(set(names))
    assert schemas()["profiles"] == schemas()["people"]


@pytest.mark.parametrize(
    ("table", "column", "record"),
    [
        ("people", "relations", Relation),
        ("pictures", "exposures", Exposure),
        ("questions", "spans", Span),
        ("questions", "ask", Ask),
        ("questions", "evidence", Hop),
        ("questions", "steps", Step),
    ],
)
def test_nested_records_are_structs_of_their_fields(table: str, column: str, record: type) -> None:
    kind = schemas()[table].field(column).type
    struct = kind.value_type if pa.types.is_list(kind) else kind
    assert [struct.field(index).name for index in range(struct.num_fields)] == [field.name for field in fields(record)]

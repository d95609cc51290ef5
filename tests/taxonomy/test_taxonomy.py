"""The taxonomy is a contract: what is measured does not change unnoticed."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

from multipriv.pictures.kind import kinds
from multipriv.taxonomy.attributes import attributes, categories
from multipriv.taxonomy.controls import controls
from multipriv.taxonomy.linking import correlations, entailments
from multipriv.taxonomy.tasks import LANGUAGES, tasks
from multipriv.values import VALUE_TYPES

GOLDEN = Path(__file__).with_name("attributes.golden.txt")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_attribute_table_is_the_golden_one() -> None:
    rows = [
        f"{a.code} {a.category} {a.identifier} {a.appears} {a.equal_means} {a.unequal_means} "
        f"[{' '.join(a.facets)}] {' '.join(sorted(a.eligible))}"
        for a in attributes().values()
    ]
    assert rows == GOLDEN.read_text("utf-8").splitlines()


def test_there_are_36_attributes_in_seven_categories() -> None:
    assert len(attributes()) == 36
    assert "".join(category.letter for category in categories().values()) == "ABCDEFG"
    assert {a.category for a in attributes().values()} == set(categories())
    assert Counter(a.identifier for a in attributes().values()) == {"direct": 13, "indirect": 23}


def test_everything_is_named_in_both_languages() -> None:
    named = [*attributes().values(), *categories().values(), *tasks().values(), *controls().values(), *kinds().values()]
    facets = [facet for attribute in attributes().values() for facet in attribute.facets.values()]
    for thing in (*named, *facets):
        assert set(thing.name) == set(LANGUAGES)
        assert not CHINESE.search(thing.name["en"])
        assert CHINESE.search(thing.name["zh"])
    assert all(set(attribute.definition) == set(LANGUAGES) for attribute in attributes().values())


def test_values_have_known_types_and_what_is_depicted_is_never_extracted() -> None:
    for attribute in attributes().values():
        assert {facet.type for facet in attribute.facets.values()} <= {*VALUE_TYPES, "depicted"}
        if attribute.appears == "depicted":
            assert not attribute.eligible & {"extraction", "target"}
    assert "localization" not in attributes()["nationality"].eligible


def test_a_key_means_one_person_and_every_attribute_may_be_recognised() -> None:
    for attribute in attributes().values():
        assert "recognition" in attribute.eligible
        assert ("key" in attribute.eligible) == (attribute.equal_means == "same_person")


def test_linking_names_attributes_and_facets_that_exist() -> None:
    for rule in entailments():
        assert {rule.attribute, rule.entails} <= set(attributes())
    for pair in correlations().values():
        for left, right in pair.facets:
            assert left in attributes()[pair.left].facets
            assert right in attributes()[pair.right].facets
    assert correlations()["income_tax"].factor == Decimal("0.15")


def test_the_tasks_have_the_published_composition() -> None:
    assert [task.number for task in tasks().values()] == list(range(1, 10))
    assert sum(task.paper_items for task in tasks().values()) * len(LANGUAGES) == 7414
    direct = sum(a.is_direct for a in attributes().values())
    assert tasks()["direct_identifier_recognition"].paper_items == 30 * direct
    assert tasks()["indirect_identifier_recognition"].paper_items == 30 * (36 - direct)


def test_controls_apply_to_known_tasks_and_none_changes_nothing() -> None:
    for control in controls().values():
        assert set(control.cells) <= set(tasks())
    assert {cell.answer for cell in controls()["none"].cells.values()} == {"same"}
    assert set(controls()["none"].cells) == set(tasks())
    assert "region_localization" not in controls()["blind"].cells


def test_every_attribute_is_shown_by_some_kind_and_kinds_show_known_attributes() -> None:
    shown = [a for kind in kinds().values() for a in {*kind.shows, *(key for keys in kind.keys for key in keys)}]
    assert set(shown) == set(attributes())
    assert len(kinds()) >= 36
    assert {kind.category for kind in kinds().values()} == set(categories())
    for kind in kinds().values():
        keys = {key for alternative in kind.keys for key in alternative}
        assert keys.isdisjoint(kind.shows)

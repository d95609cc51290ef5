"""The catalogue of kinds: every attribute can be seen in unlike pictures, so that no question about it names one kind."""

import pytest

from multipriv.pictures.kind import kinds
from multipriv.taxonomy.attributes import attributes


@pytest.mark.parametrize("attribute", attributes())
def test_at_least_two_kinds_show_an_attribute(attribute: str) -> None:
    showing = [kind.code for kind in kinds().values() if attribute in kind.shows or any(attribute in keys for keys in kind.keys)]
    assert len(showing) >= 2


def test_kinds_show_known_attributes_and_keys_that_they_do_not_always_show() -> None:
    for kind in kinds().values():
        keys = {code for choice in kind.keys for code in choice}
        assert kind.shows | keys <= set(attributes())
        assert not kind.shows & keys
        assert len(set(kind.keys)) == len(kind.keys) > 0

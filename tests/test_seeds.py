"""Named streams of randomness: pure functions of their names."""

from hypothesis import given
from hypothesis import strategies as st

from multipriv.seeds import digest, opaque_id, pixel_stream, stream

parts = st.lists(st.one_of(st.text(max_size=8), st.integers()), max_size=4)


@given(parts, parts)
def test_different_names_give_different_digests(left: list[str | int], right: list[str | int]) -> None:
    assert (digest(*left) == digest(*right)) == ([(type(p), p) for p in left] == [(type(p), p) for p in right])


def test_names_are_not_joined() -> None:
    assert digest("a", "b") != digest("a/b") != digest("ab")
    assert digest("1") != digest(1)


def test_streams_repeat_on_every_machine() -> None:
    assert stream("people", 1).random() == stream("people", 1).random()
    assert [stream("golden", 7).randrange(1000) for _ in range(2)] == [stream("golden", 7).randrange(1000)] * 2
    assert opaque_id("golden", 7) == "b55fa9cb3206"
    assert pixel_stream("noise", 1).integers(1 << 30) == pixel_stream("noise", 1).integers(1 << 30)


def test_an_opaque_id_has_the_length_asked_for() -> None:
    assert len(opaque_id("picture", 3, length=16)) == 16

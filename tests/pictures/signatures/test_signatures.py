"""Signatures: repeatable, inside the picture, alike within a hand and unlike between hands."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipriv.pictures.signatures import Hand, Script, hand, sign
from multipriv.pictures.signatures.latin import spell
from multipriv.pictures.signatures.matching import likeness
from multipriv.pictures.signatures.tracing import trace

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèüñçôåŠ"


@pytest.mark.parametrize(("script", "name"), [("latin", "Maren Holloway"), ("han", "周明远")])
def test_hands_can_be_told_apart(script: Script, name: str) -> None:
    hands = [hand(f"told{i}") for i in range(10)]
    first, second = ([sign(h, name, script, seed) for h in hands] for seed in "ab")
    scores = np.array([[likeness(a, b) for b in second] for a in first])
    # the same name by another hand may come out alike once; most of the time it does not
    assert (scores.argmax(axis=1) == np.arange(10)).mean() >= 0.8
    assert np.diag(scores).mean() > scores[~np.eye(10, dtype=bool)].mean() + 0.25


@pytest.mark.parametrize(("script", "name"), [("latin", "Maren Holloway"), ("han", "欧阳静怡")])
def test_repeatable_but_never_twice_the_same(script: Script, name: str) -> None:
    own = hand("own")
    a = sign(own, name, script, "1")
    assert a.shape == (160, 480, 4)
    assert np.array_equal(a, sign(own, name, script, "1"))
    assert not np.array_equal(a, sign(own, name, script, "2"))


@settings(max_examples=25, deadline=None)
@given(
    seed=st.text("xyz0123", min_size=1, max_size=5),
    name=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=3).map(" ".join),
)
def test_every_name_is_written_inside_the_picture(seed: str, name: str) -> None:
    alpha = sign(hand(seed), name, "latin", seed)[..., 3]
    assert (alpha > 128).sum() > 60
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert edge.max() == 0


@pytest.mark.parametrize("name", ["一", "王", "李国庆", "欧阳静怡", "龘"])
def test_chinese_names_are_written_inside_the_picture(name: str) -> None:
    alpha = sign(hand("c"), name, "han", "1", size=(360, 180))[..., 3]
    assert alpha.shape == (180, 360)
    assert (alpha > 128).sum() > 60
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert edge.max() == 0


def test_the_ink_has_the_colour_asked_for() -> None:
    picture = sign(hand("c"), "Ada", "latin", "1", ink=(5, 6, 7))
    assert (picture[..., :3] == (5, 6, 7)).all()


def test_marks_and_ligatures_are_spelled() -> None:
    assert spell("Æsa Groß") == "AEsa Gross"
    assert spell("Zoë") == "Zoe\u0308"


@pytest.mark.parametrize(("name", "script"), [("", "latin"), ("周", "latin"), ("", "han"), ("\U000e0041", "han")])
def test_what_cannot_be_written_is_refused(name: str, script: Script) -> None:
    with pytest.raises(ValueError, match=r"cannot sign|font has no"):
        sign(hand("c"), name, script, "1")


@pytest.mark.parametrize(("character", "strokes"), [("一", 1), ("十", 2), ("三", 3), ("王", 4), ("川", 3), ("田", 5)])
def test_traced_strokes_are_those_of_the_character(character: str, strokes: int) -> None:
    assert abs(len(trace(character)) - strokes) <= (1 if character == "田" else 0)


def test_strokes_are_written_rightwards_and_downwards() -> None:
    (line,) = trace("一")
    assert line[0, 0] < line[-1, 0]
    tops = [stroke[:, 1].mean() for stroke in trace("三")]
    assert tops == sorted(tops)
    columns = [stroke[:, 0].mean() for stroke in trace("川")]
    assert columns == sorted(columns)


def test_haste_is_a_habit_of_the_hand() -> None:
    hands: list[Hand] = [hand(f"h{i}") for i in range(200)]
    assert min(h.haste for h in hands) < 0.15
    assert max(h.haste for h in hands) > 0.85

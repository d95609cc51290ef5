"""Looks and issuers: named by the seed alone, varied, and fictional."""

from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.style import draw_style


def test_a_style_is_a_pure_function_of_its_seed_and_seeds_differ() -> None:
    assert draw_style("a", "en") == draw_style("a", "en")
    styles = [draw_style(str(n), "en") for n in range(60)]
    assert len({style.body for style in styles}) >= 3
    assert len({style.primary for style in styles}) >= 6
    assert len({style.scale for style in styles}) >= 4


def test_families_restrict_the_fonts() -> None:
    assert {draw_style(str(n), "zh", ("sans",)).body for n in range(20)} == {("Noto Sans SC",)}


def test_one_card_number_has_one_bank_and_banks_vary() -> None:
    assert issuer("bank", "zh", "9713") == issuer("bank", "zh", "9713")
    assert len({issuer("bank", "en", str(n)) for n in range(40)}) >= 4
    assert emblem_seed("a") == emblem_seed("a") != emblem_seed("b")

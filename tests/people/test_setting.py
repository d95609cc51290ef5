"""The data of the two countries: right characters, no label with two meanings, no double condition."""

from itertools import combinations

import pytest

from multipriv.people import setting
from multipriv.taxonomy.records import Locale
from multipriv.values import canonical
from multipriv.values.folding import simplify

DOMAINS = (
    "hospitals", "examinations", "cities", "starts", "nationalities",
    "occupations", "payees", "hotels", "banks", "train_operators",
)  # fmt: skip


def _domains(locale: Locale) -> dict[str, set[str]]:
    data = setting(locale)
    found = {domain: list(data[domain]) for domain in DOMAINS}
    found["homes"] = [home["city"] for home in data["homes"]]
    found["employers"] = [employer for sector in data["employers"].values() for employer in sector]
    found["schools"] = [place for stage in data["children"] for place in stage["places"]]
    found["diagnoses"] = [row["diagnosis"] for row in data["conditions"]]
    found["medicines"] = [row["medication"] for row in data["conditions"]]
    found["airlines"] = list(data["airlines"].values())
    found["vehicles"] = list(data["vehicles"])
    folded = {domain: [canonical(label, "label") or "" for label in labels] for domain, labels in found.items()}
    assert all(len(set(labels)) == len(labels) for labels in folded.values()), "a label stands twice"
    return {domain: set(labels) for domain, labels in folded.items()}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_no_label_means_two_things(locale: Locale) -> None:
    domains = _domains(locale)
    shared = {(a, b): domains[a] & domains[b] for a, b in combinations(domains, 2)}
    assert not {pair: labels for pair, labels in shared.items() if labels}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_there_is_enough_of_everything(locale: Locale) -> None:
    domains = _domains(locale)
    for domain in ("hospitals", "examinations", "diagnoses", "occupations", "employers", "payees", "hotels", "starts", "cities"):
        assert len(domains[domain]) >= 20, domain


def test_chinese_is_simplified_and_gb2312() -> None:
    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [t for pair in value.items() for part in pair for t in texts(part)]
        if isinstance(value, list):
            return [t for part in value for t in texts(part)]
        return [str(value)]

    for text in texts(dict(setting("zh"))):
        text.encode("gb2312")
        assert simplify(text) == text


def test_every_character_of_a_name_has_its_pinyin() -> None:
    names = setting("zh")["names"]
    used = {c for pool in names["given"].values() for part in pool.values() for c in part}
    assert used == set(names["latin"])
    assert all(pinyin.isascii() and pinyin.islower() for pinyin in names["latin"].values())


def test_english_travels_in_ascii() -> None:
    for pool in setting("en")["names"]["pools"]:
        assert all(name.isascii() and " " not in name for part in ("female", "male", "family") for name in pool[part])

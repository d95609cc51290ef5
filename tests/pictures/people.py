"""Two people made by hand, one of each locale, with every attribute filled."""

from pathlib import Path

import yaml

from multipriv.taxonomy.records import Fact, Locale, Person

_FACTS: dict[Locale, dict[str, list[Fact]]] = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text("utf-8"))


def _person(locale: Locale, age: int) -> Person:
    depicted: dict[str, tuple[Fact, ...]] = {
        "face": ({"value": f"face:{locale}"},),
        "fingerprint": ({"value": f"fingerprint:{locale}"},),
        "iris": ({"left": f"iris:{locale}-left", "right": f"iris:{locale}-right"},),
        "signature": ({"value": f"signature:{locale}"},),
    }
    facts = depicted | {attribute: tuple(rows) for attribute, rows in _FACTS[locale].items()}
    return Person(f"p-{locale}", f"f-{locale}", locale, f"h-{locale}", age, facts)


ENGLISH = _person("en", 41)
CHINESE = _person("zh", 35)
PEOPLE: dict[Locale, Person] = {"en": ENGLISH, "zh": CHINESE}

"""Writes every generated table of the documentation between its markers, from the code and from one built data set.

    python docs/tables.py demo/mini

A table stands between `<!-- table: NAME -->` and `<!-- end -->` in docs/*.md; what was there before is replaced.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from multipriv.build.orders import place_orders
from multipriv.build.plan import distances, hop_distribution, plans
from multipriv.build.suites import captures, suite
from multipriv.dataset import Dataset
from multipriv.dataset.schema import schemas
from multipriv.pictures.camera import levels
from multipriv.pictures.kind import artist, kinds
from multipriv.taxonomy.attributes import Attribute, attributes, categories
from multipriv.taxonomy.linking import correlations, entailments
from multipriv.taxonomy.records import Locale
from multipriv.taxonomy.tasks import tasks
from multipriv.values import safety

HERE = Path(__file__).parent
ASKED = {"recognition": "R", "extraction": "E", "localization": "L", "key": "K", "target": "T"}
MEANS = {"same_person": "same person", "same_household": "same household", "different_person": "different people", "nothing": "–"}
IDENTIFIERS: tuple[tuple[str, Locale | None, str, str], ...] = (
    ("national_id", "en", "area number 000 or 666, which is never issued", "SSA"),
    ("national_id", "zh", "region 99, which does not exist, and a check character that fails", "GB 11643, MOD 11-2"),
    ("passport_number", None, "`UT`, six digits, a letter: issuer UTO (Utopia), a pattern of no state", "ICAO 9303"),
    ("driver_licence_number", "en", "`UX###-####-L`, the pattern of no issuer", "own rule"),
    ("driver_licence_number", "zh", "twelve digits from region 99", "own rule, after GB 11643"),
    ("phone", "en", "555-01xx behind an area code that cannot be assigned", "NANP"),
    ("phone", "zh", "eleven digits behind a leading 000, which cannot be dialled (no block is reserved for fiction)", "own rule"),
    ("email", None, "domains `.example`, `.test`, `.invalid`, `example.com/.net/.org`; handles never hold a name", "RFC 2606"),
    ("bank_card_number", None, "first digit 9, and fails the Luhn test", "ISO/IEC 7812-1"),
    ("vehicle_plate", "en", "`L##-LLL-###`, longer than any issuer's", "own rule"),
    ("vehicle_plate", "zh", "a first character that abbreviates no province", "own rule"),
    ("device_serial", None, "prefix `SPC-` (specimen)", "own rule"),
)

Row = Sequence[object]


def markdown(head: Row, rows: Iterable[Row]) -> str:
    """Return a Markdown table; bars in cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def attribute_table(_: Dataset) -> str:
    """The attributes with what their values mean and what may be asked."""
    letters = {code: category.letter for code, category in categories().items()}
    return markdown(
        ("", "attribute", "definition", "direct", "facets", "equal means", "unequal means", "asked", "kinds"),
        (
            (
                letters[a.category],
                f"`{a.code}` {a.name['en']} {a.name['zh']}",
                a.definition["en"],
                "●" if a.is_direct else "○",
                _facets(a),
                MEANS[a.equal_means],
                MEANS[a.unequal_means],
                " ".join(letter for code, letter in ASKED.items() if code in a.eligible),
                _showing(a.code),
            )
            for a in attributes().values()
        ),
    )


def _facets(attribute: Attribute) -> str:
    return ", ".join(facet.type if code == "value" else f"{code} ({facet.type})" for code, facet in attribute.facets.items())


def _showing(code: str) -> int:
    return sum(code in kind.shows or any(code in keys for keys in kind.keys) for kind in kinds().values())


def linking_table(_: Dataset) -> str:
    """Entailments and correlations."""
    rows = []
    for e in entailments():
        rows.append((f"{e.attribute} → {e.entails}", f"entails, {e.strength}", e.how + (f" ({e.locale})" if e.locale else "")))
    for c in correlations().values():
        pairs = ", ".join(" ~ ".join(pair) for pair in c.facets)
        rows.append((f"{c.left} ~ {c.right}", "correlates", f"{c.relation}{f' {c.factor}' if c.factor else ''}: {pairs}"))
    return markdown(("values", "relation", "how"), rows)


def kind_table(_: Dataset) -> str:
    """The kinds: what they always show, which keys name the owner, in how many layouts."""
    letters = {code: category.letter for code, category in categories().items()}
    order = list(attributes())
    return markdown(
        ("", "kind", "medium", "always shows", "and one of (keys)", "layouts"),
        (
            (
                letters[k.category],
                f"`{k.code}` {k.name['en']} {k.name['zh']}",
                k.medium,
                ", ".join(sorted(k.shows, key=order.index)),
                "" if k.keys == ((),) else " · ".join(" + ".join(keys) or "nothing" for keys in k.keys),
                ", ".join(artist(k.code).layouts),
            )
            for k in kinds().values()
        ),
    )


def plan_table(_: Dataset) -> str:
    """The plans: pictures and how many joins apart they are."""
    rows = []
    for code, plan in plans().items():
        hops = hop_distribution(plan)
        apart = len(plan) * (len(plan) - 1) // 2 - len(distances(plan))
        pictures = ", ".join(slot.kind + (f" ({'+'.join(slot.keys)})" if slot.keys else "") for slot in plan)
        far = sum(pairs for joins, pairs in hops.items() if joins > 4)
        rows.append((f"`{code}`", pictures, *(hops[joins] or "" for joins in (1, 2, 3, 4)), far or "", apart or ""))
    return markdown(("plan", "its ten pictures (keys)", "1", "2", "3", "4", "5+", "none"), rows)


def identifier_table(opened: Dataset) -> str:
    """Identifiers with their rule, its source and a value of the data set."""
    first = {person.locale: person for person in reversed(opened.people)}
    return markdown(
        ("identifier", "locale", "why it belongs to nobody", "rule from", "for example"),
        (
            (attributes()[code].name["en"], locale or "both", why, source, f"`{first[locale or 'en'].value(code)}`")
            for code, locale, why, source in IDENTIFIERS
        ),
    )


def checked_line(opened: Dataset) -> str:
    """How many identifiers of the data set were checked, and with how many faults."""
    codes = {code for code, *_ in IDENTIFIERS}
    values = [(code, person.value(code), person.locale) for person in opened.people for code in sorted(codes)]
    faults = sum(bool(safety.faults(*value)) for value in values)
    return f"Of the {len(values):,} identifiers of the {len(opened.people)} people in `{_name(opened)}`, {faults} have a fault."


def suite_table(_: Dataset) -> str:
    """Profiles, pictures and items of each suite, from its plan."""
    rows: list[Row] = []
    planned = {code: suite(code) for code in ("mini", "paper", "large")}
    rows.append(("profiles", *(f"{s.profiles:,}" for s in planned.values())))
    rows.append(("pictures of profiles (10 each)", *(f"{s.profiles * 10:,}" for s in planned.values())))
    rows.append(("pictures of strangers", *(f"{s.attribute_pictures:,}" for s in planned.values())))
    rows.append(("**pictures**", *(f"**{s.profiles * 10 + s.attribute_pictures:,}**" for s in planned.values())))
    rows += [(f"{t.number} {t.name['en']}", *(f"{s.items[t.code]:,}" for s in planned.values())) for t in tasks().values()]
    rows.append(("**items**", *(f"**{sum(s.items.values()):,}**" for s in planned.values())))
    rows.append(("**question-answer pairs** (two languages)", *(f"**{2 * sum(s.items.values()):,}**" for s in planned.values())))
    return markdown(("", *planned), rows)


def composition_table(opened: Dataset) -> str:
    """What the orders of `paper` hold and what a real build holds: pictures by locale, scope and capture, kinds, exposures."""
    orders = place_orders(suite("paper"), opened.manifest.seed)
    made, of = opened.pictures, f"of {len(kinds())}"
    groups: list[tuple[str, Counter[Any], Counter[Any]]] = [
        ("scope", Counter(p.scope for p in made), Counter(o.owner.scope for o in orders)),
        ("locale", Counter(p.locale for p in made), Counter(o.owner.locale for o in orders)),
        ("capture", Counter(p.capture for p in made), Counter(o.capture for o in orders)),
        ("medium", Counter(kinds()[p.kind].medium for p in made), Counter(kinds()[o.slot.kind].medium for o in orders)),
        ("kinds present", Counter(of for _ in {p.kind for p in made}), Counter(of for _ in {o.slot.kind for o in orders})),
    ]
    rows = [(name, value, left[value], right[value]) for name, left, right in groups for value in sorted({*left, *right})]
    return markdown(("", "", f"`{_name(opened)}`, built", f"`paper`, seed {opened.manifest.seed}, as ordered"), rows)


def counts_table(opened: Dataset) -> str:
    """The counts of the manifest, and of what is marked in the pictures."""
    exposures = [exposure for picture in opened.pictures for exposure in picture.exposures]
    counts = dict(opened.manifest.counts) | {
        "exposures": len(exposures),
        "exposures with text": sum(e.text is not None for e in exposures),
        "exposures held by another value (`via`)": sum(e.via is not None for e in exposures),
        "attributes shown": len({e.attribute for e in exposures}),
        "kinds shown": len({p.kind for p in opened.pictures}),
    }
    return markdown((f"`{_name(opened)}`", "count"), ((key.replace("_", " "), f"{value:,}") for key, value in counts.items()))


def capture_table(_: Dataset) -> str:
    """The ranges of each level of the camera."""
    ranges = yaml.safe_load(Path(levels.__file__).with_name("levels.yaml").read_text("utf-8"))
    shares = captures()
    rows: list[Row] = [("share of pictures", *(f"{shares[code]}/{sum(shares.values())}" for code in ("easy", "medium", "hard")))]
    rows += [(name, *(" to ".join(f"{bound:g}" for bound in ranges[level][name]) for level in ranges)) for name in ranges["easy"]]
    return markdown(("", *ranges), rows)


def column_table(_: Dataset) -> str:
    """The columns of the tables on disk."""
    sections = []
    for table in ("pictures", "questions", "people"):
        fields = [field for field in schemas()[table] if field.name not in attributes()]
        lines = [
            (f"`{f.name}`", str(f.type).replace("element: ", "").replace(" not null", ""), "yes" if f.nullable else "")
            for f in fields
        ]
        if table == "people":
            lines.append(("one column an attribute", "string: its first value", "yes"))
        sections.append(f"**{table}.parquet**\n\n" + markdown(("column", "type", "may be null"), lines))
    return "\n\n".join(sections)


def task_table(_: Dataset) -> str:
    """The tasks."""
    return markdown(
        ("", "task", "family", "answer", "metric", "column", "items in `paper`"),
        (
            (t.number, f"`{t.code}` {t.name['zh']}", t.family, ", ".join(t.answers), t.metric, t.column, t.paper_items)
            for t in tasks().values()
        ),
    )


def _name(opened: Dataset) -> str:
    return f"{opened.manifest.suite}, seed {opened.manifest.seed}"


TABLES: dict[str, Callable[[Dataset], str]] = {
    "attributes": attribute_table,
    "linking": linking_table,
    "kinds": kind_table,
    "plans": plan_table,
    "identifiers": identifier_table,
    "checked": checked_line,
    "suites": suite_table,
    "composition": composition_table,
    "counts": counts_table,
    "captures": capture_table,
    "columns": column_table,
    "tasks": task_table,
}


def main() -> None:
    """Write all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    opened = Dataset.open(parser.parse_args().dataset)
    for page in sorted(HERE.glob("*.md")):
        text = page.read_text("utf-8")
        made = re.sub(
            r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)",
            lambda found: f"{found[1]}\n{TABLES[found[2]](opened)}\n\n{found[3]}",
            text,
            flags=re.DOTALL,
        )
        if made != text:
            page.write_text(made, "utf-8")
            print(f"{page.name}: tables written")


if __name__ == "__main__":
    main()

"""What values look like: the form that a labelled value must have, and values known by their form alone."""

import re
from collections.abc import Iterator

from multipriv.models.reader.labels import label_of
from multipriv.models.reader.layout import Layout, Segment
from multipriv.models.reader.lexicon import Named, fold, lexicon, value_type
from multipriv.values import canonical

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_CARD = re.compile(r"(?:\d{4}[ \-]){3,4}\d{1,4}|\d{16,19}")
_CITIZEN = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")
_PLATE = re.compile(
    r"[\u4e00-\u9fff][A-Z]\s*[·.•\-]?\s*[A-Z0-9]{5,6}|(?=\S*\d)(?=\S*[A-Z])[A-Z0-9]{2,4}(?:[\- ·][A-Z0-9]{2,4}){1,2}"
)
_STREET_ZH = re.compile(r"[\u4e00-\u9fff]{2,5}(?:大道|路|街|道|巷|里)\s?\d+号")
_TRAIN = re.compile(r"[A-Z]{1,2}\d{1,5}")
_FLIGHT = re.compile(r"[A-Z][A-Z0-9]{1,2} ?\d{2,4}")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}")
Found = tuple[Named, str, Segment]


def is_chinese(text: str) -> bool:
    """Return whether a text holds Chinese characters."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def repaired(text: str, kind: str) -> str:
    """Return a value with what reading loses put back: the small 2 of square metres, the colon in front."""
    plain = text.strip(" :：|")
    if kind == "label":
        plain = re.sub(r"^\d{1,2}[.、)]\s*", "", plain)
    return re.sub(r"(\d)\s*m[2²]?$", r"\1 m²", plain) if kind == "quantity" else plain


def fits(text: str, named: Named) -> bool:
    """Return whether a text can be a value of an (attribute, facet)."""
    kind = value_type(named)
    if kind == "depicted" or not text or canonical(text, kind) is None:
        return False
    pattern = lexicon().shapes.get(named[0] if named[1] == "value" else ".".join(named))
    if pattern is not None:
        return re.fullmatch(pattern, "".join(c for c in text.upper() if c.isalnum())) is not None
    if kind == "person_name":
        return _can_be_name(text)
    if kind == "label":
        return sum(c.isalpha() for c in text) > 1 and len(text) < 60 and canonical(text, "date") is None
    return kind != "address" or len(text) > 5


def _can_be_name(text: str) -> bool:
    plain = text.strip().replace(" ", "").replace("\u3000", "")
    if is_chinese(plain):
        return looks_like_name(plain)
    return bool(re.fullmatch(r"[A-Z][A-Za-z'’.,\-]*[ ,][A-Za-z'’.,\- ]{2,40}", text.strip())) and not any(
        fold(word) in lexicon().not_a_name for word in re.split(r"[\s,]+", text) if len(word) > 2
    )


def looks_like_name(text: str) -> bool:
    """Return whether a line could be a person's name: capitalised words, or two to four characters after a surname."""
    plain = text.strip()
    if is_chinese(plain):
        plain = plain.replace(" ", "").replace("\u3000", "")
        if not 2 <= len(plain) <= 4 or not all("\u4e00" <= c <= "\u9fff" for c in plain):
            return False
        return plain[:2] in lexicon().double_surnames or (len(plain) < 4 and plain[0] in lexicon().surnames)
    words = re.split(r"[\s,]+", plain)
    if not 2 <= len(words) <= 4 or any(fold(word) in lexicon().not_a_name for word in words):
        return False
    whole = sum(len(word) > 1 for word in words) >= 2
    return whole and all(re.fullmatch(r"[A-Z][A-Za-z'’\-]+|[A-Z]\.?", word) for word in words)


def shaped(layout: Layout, topics: frozenset[str]) -> Iterator[Found]:
    """Give the values that are known without a label; `topics` are what the page is about."""
    for segment in layout.segments:
        if is_stated(segment.text):
            continue
        yield from _numbers(segment)
        yield from _by_ending(segment)
        yield from _by_relation(segment)
        yield from _journey(segment, topics)
    yield from _streets(layout)
    yield from _cars(layout)
    yield from _names(layout)
    yield from _firms(layout)


def is_stated(text: str) -> bool:
    """Return whether a text has a label of its own."""
    return label_of(text) is not None


def _numbers(segment: Segment) -> Iterator[Found]:
    text = segment.text.strip()
    for found in EMAIL.findall(text):
        yield ("email", "value"), found, segment
    if _CITIZEN.fullmatch(text.replace(" ", "")):
        yield ("national_id", "value"), text, segment
    elif _CARD.fullmatch(text):
        yield ("bank_card_number", "value"), text, segment
    elif re.fullmatch(r"[+()\d\s.\-]{10,20}", text) and canonical(text, "phone") and not canonical(text, "date"):
        yield ("phone", "value"), text, segment
    elif _PLATE.fullmatch(text) and not canonical(text, "date"):
        yield ("vehicle_plate", "value"), text, segment


def _by_ending(segment: Segment) -> Iterator[Found]:
    folded = fold(segment.text).rstrip(".")
    if len(folded) > 59 or re.search(r"[，。；;,]|\d", folded):
        return
    for attribute, ends in lexicon().ends.items():
        if folded in ends or any(folded.endswith(f" {end}" if end.isascii() else end) for end in ends):
            yield (attribute, "hotel" if attribute == "hotel_stay" else "value"), segment.text, segment


def _by_relation(segment: Segment) -> Iterator[Found]:
    folded = fold(segment.text)
    for word in lexicon().relations:
        if re.search(rf"\b{word}\b", folded) if word.isascii() else word in folded:
            yield ("family_relation", "relation"), word, segment
            return


def _journey(segment: Segment, topics: frozenset[str]) -> Iterator[Found]:
    text = segment.text.strip()
    day = _DAY.search(text)
    for topic, number in (("train", _TRAIN), ("flight", _FLIGHT)):
        if topic in topics and number.fullmatch(text):
            yield (topic, "number"), text, segment
        if topic in topics and day is not None and canonical(day.group(), "date"):
            yield (topic, "date"), day.group(), segment
    if "train" in topics and re.fullmatch(r"[\u4e00-\u9fff]{2,4}站", text):
        yield ("train", "station"), text[:-1], segment


def _streets(layout: Layout) -> Iterator[Found]:
    """Give house numbers with their streets, on one line or on two (a plate on a wall)."""
    ends = "|".join(lexicon().streets)
    western = re.compile(rf"\d{{1,4}}[A-Za-z]?,? [A-Z][\w'’]+(?: [A-Z][\w'’]+)? (?:{ends})\b", re.IGNORECASE)
    for segment in layout.segments:
        for found in [*_STREET_ZH.findall(segment.text), *western.findall(segment.text)]:
            yield ("home_address", "street"), _after_region(found), segment
        if not re.fullmatch(r"\d{1,4}[A-Za-z]?|\d{1,4}\s?号", segment.text.strip()):
            continue
        for other in (*layout.below(segment), *layout.below(segment, -1)):
            whole = other.text + segment.text if is_chinese(other.text) else f"{segment.text} {other.text}"
            if _STREET_ZH.fullmatch(whole) or western.fullmatch(whole):
                boxes = list(zip(segment.box, other.box, strict=True))
                box = (min(boxes[0]), min(boxes[1]), max(boxes[2]), max(boxes[3]))
                yield ("home_address", "street"), whole, Segment(whole, box, segment.slope)


def _after_region(street: str) -> str:
    """Return a street without the end of the district before it."""
    return re.sub(r"^.*[省市区县州](?=[\u4e00-\u9fff]{2})", "", street)


def _cars(layout: Layout) -> Iterator[Found]:
    """In a photograph with little text but a plate, other words that are no street name the car."""
    plates = [s for s in layout.segments if _PLATE.fullmatch(s.text.strip())]
    if not plates or len(layout.segments) > 4:
        return
    for segment in layout.segments:
        plain = segment.text.strip()
        if segment not in plates and not any(c.isdigit() for c in plain) and len(plain) > 3 and not _is_street(plain):
            yield ("vehicle_model", "value"), plain, segment


def _is_street(text: str) -> bool:
    return fold(text).split()[-1] in lexicon().streets or text[-1] in "路街道巷里"


def _names(layout: Layout) -> Iterator[Found]:
    """Give the lines that look most like the name of the person a page is about: large, and not in a table."""
    candidates = [
        s
        for s in layout.segments
        if not is_stated(s.text) and looks_like_name(s.text) and not any(True for _ in _by_ending(s)) and not _in_table(layout, s)
    ]
    for segment in sorted(candidates, key=lambda s: -s.height)[:2]:
        yield ("name", "value"), segment.text, segment


def _in_table(layout: Layout, segment: Segment) -> bool:
    row = layout.row(segment)
    return any(canonical(s.text, "amount") or canonical(s.text, "date") for s in row)


def _firms(layout: Layout) -> Iterator[Found]:
    """Give the heading of a page that names a post: whoever issues badges and cards is the employer."""
    posts = [s for s in layout.segments if any(named[0] == "occupation" for named, _, _ in _by_ending(s)) or _is_post(s.text)]
    if not posts or len(layout.segments) > 14:
        return
    heads = sorted(layout.segments, key=lambda s: s.box[1])[:3]
    for segment in sorted(heads, key=lambda s: -s.height):
        plain = segment.text.strip()
        words = plain.split()
        if is_stated(plain) or segment in posts or EMAIL.search(plain) or any(c.isdigit() for c in plain):
            continue
        if (1 < len(words) < 6 and words[-1][:1].isupper()) or (is_chinese(plain) and len(plain) > 4):
            yield ("employer", "value"), plain, segment
            return


def _is_post(text: str) -> bool:
    found = label_of(text)
    return found is not None and ("occupation", "value") in found[1]

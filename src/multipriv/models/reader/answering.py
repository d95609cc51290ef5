"""From a prompt to an answer: read every picture, understand the question, follow the links, say the value."""

from collections.abc import Iterator

from multipriv.models.embedded import Prompt
from multipriv.models.prompt_reading import Asked, understand
from multipriv.models.reader.asking import named_in, quoted_in, steps_in
from multipriv.models.reader.fields import Field, Reading
from multipriv.models.reader.ink import tightened
from multipriv.models.reader.joining import MAYBE, TEXT, Eyes, Sources
from multipriv.models.reader.lexicon import Named
from multipriv.models.reader.ocr import Box, read
from multipriv.models.reader.rules import stated_rule
from multipriv.values import same


def answer(prompt: Prompt, eyes: Eyes | None = None) -> str:
    """Return the reader's reply to a prompt; `eyes` see what is depicted in its pictures."""
    asked = understand(prompt.text, len(prompt.pictures))
    readings = [Reading(read(picture)) for picture in prompt.pictures]
    sources = Sources(readings, asked.text, eyes, stated_rule(asked.context))
    return asked.final(_say(asked, sources, prompt.pictures[0] if prompt.pictures else b"") or asked.undetermined)


def _say(asked: Asked, sources: Sources, picture: bytes) -> str | None:
    if not sources.readings:
        return None
    if asked.kind == "yes_no":
        return _yes_no(asked, sources)
    if asked.kind == "box":
        return _box(asked, sources, picture)
    if asked.kind == "set":
        return _members(asked, sources)
    if asked.kind == "steps":
        return _steps(asked, sources)
    return _choice(asked, sources) if asked.kind == "choice" else _value(asked, sources)


def _yes_no(asked: Asked, sources: Sources) -> str | None:
    yes, no = asked.yes_no
    if asked.pictures == 1:
        shown = any(sources.readings[0].shows(named[0]) or named[0] in _seen(sources, 0) for named in _wanted(asked))
        return yes if shown else no
    together = sources.widened(0, MAYBE)
    return yes if len(together) == asked.pictures else no


def _wanted(asked: Asked) -> tuple[Named, ...]:
    return named_in(asked.stem)


def _seen(sources: Sources, picture: int) -> dict[str, Box]:
    return dict(sources.eyes.seen(picture)) if sources.eyes else {}


def _start(asked: Asked) -> int:
    """Return the source that the question starts from: the text if there is one, else the picture it names, else the first."""
    if asked.text:
        return TEXT
    return (asked.anchor or 1) - 1


def _groups(asked: Asked, sources: Sources) -> Iterator[list[int]]:
    """Give the pictures that belong to the start, ever wider: what links lead to, then one look-alike after the other."""
    group = sources.reached(_start(asked))
    yield group
    while (step := sources.nearest(group)) is not None:
        group = sources.reached([*group, step[1]])
        yield group


def _found(asked: Asked, sources: Sources, named: Named) -> Field | None:
    """Return the value nearest to the start, along links, and then along likeness."""
    for group in _groups(asked, sources):
        for place in group:
            fields = sources.readings[place].values(named) if place != TEXT else []
            if fields:
                return fields[0]
    return None


def _value(asked: Asked, sources: Sources) -> str | None:
    for named in _wanted(asked):
        field = _row(asked, sources, named) or _found(asked, sources, named)
        if field is not None:
            return field.text
    return None


def _row(asked: Asked, sources: Sources, named: Named) -> Field | None:
    """Return the value beside what the question quotes."""
    quoted = quoted_in(asked.stem)
    places = [place for place in sources.reached(_start(asked)) if place != TEXT] if quoted else []
    beside = [sources.readings[place].beside(quoted or "", named) for place in places]
    return next((field for field in beside if field is not None), None)


def _choice(asked: Asked, sources: Sources) -> str | None:
    """Return the letter of the option that stands in a picture of the person asked about."""
    for group in _groups(asked, sources):
        for named in _wanted(asked):
            texts = [f.text for place in group if place != TEXT for f in sources.readings[place].values(named)]
            for text in texts:
                for letter, option in zip(asked.letters, asked.options, strict=True):
                    if _equal(option, text):
                        return letter
        for place in group:
            said = [
                letter
                for letter, option in zip(asked.letters, asked.options, strict=True)
                if place != TEXT and sources.readings[place].says(option)
            ]
            if len(said) == 1:
                return said[0]
    return None


def _equal(a: str, b: str) -> bool:
    return any(same(a, b, kind) for kind in ("label", "date", "amount", "identifier", "address"))


def _steps(asked: Asked, sources: Sources) -> str | None:
    said = []
    for wanted in steps_in(asked.stem):
        fields = [_found(asked, sources, named) for named in wanted[:1]]
        said.append(next((field.text for field in fields if field is not None), asked.undetermined))
    return " | ".join(said) or None


def _members(asked: Asked, sources: Sources) -> str | None:
    together = {place + 1 for place in sources.widened(_start(asked), MAYBE) if place != TEXT}
    members = [number for number in asked.gallery if number in together]
    if not members:
        nearest = sources.nearest(sources.reached(_start(asked)))
        members = [nearest[1] + 1] if nearest else []
    return ", ".join(map(str, members)) or None


def _box(asked: Asked, sources: Sources, picture: bytes) -> str | None:
    reading = sources.readings[0]
    for named in _wanted(asked):
        if named[0] in _seen(sources, 0):
            return _written(_seen(sources, 0)[named[0]], reading)
        for field in [f for f in [_row(asked, sources, named)] if f] or reading.values(named):
            return _written(tightened(picture, field.box), reading)
    return None


def _written(box: Box, reading: Reading) -> str:
    """Return a box as the prompt asks for it: corners in thousandths of width and height."""
    width, height = reading.page.width, reading.page.height
    shares = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
    return "[" + ", ".join(str(round(min(max(share, 0.0), 1.0) * 1000)) for share in shares) + "]"

"""From a prompt to an answer: read every picture, understand the question, follow the links, say the value."""

from multipriv.models.embedded import Prompt
from multipriv.models.prompt_reading import Asked, understand
from multipriv.models.reader.asking import named_in, quoted_in, steps_in
from multipriv.models.reader.fields import Field, Reading
from multipriv.models.reader.joining import TEXT, Sources
from multipriv.models.reader.lexicon import Named
from multipriv.models.reader.ocr import read
from multipriv.values import same


def answer(prompt: Prompt) -> str:
    """Return the reader's reply to a prompt."""
    asked = understand(prompt.text, len(prompt.pictures))
    sources = Sources([Reading(read(picture)) for picture in prompt.pictures], asked.text)
    return asked.final(_say(asked, sources) or asked.undetermined)


def _say(asked: Asked, sources: Sources) -> str | None:
    if asked.kind == "yes_no":
        return _yes_no(asked, sources)
    if asked.kind == "box":
        return _box(asked, sources)
    if asked.kind == "set":
        return _members(asked, sources)
    if asked.kind == "steps":
        return _steps(asked, sources)
    return _choice(asked, sources) if asked.kind == "choice" else _value(asked, sources)


def _yes_no(asked: Asked, sources: Sources) -> str | None:
    yes, no = asked.yes_no
    if asked.pictures == 1:
        shown = any(sources.readings[0].values(named) for named in _wanted(asked))
        return yes if shown else no
    together = sources.reached(0)
    return yes if len(together) == asked.pictures else no


def _wanted(asked: Asked) -> tuple[Named, ...]:
    return named_in(asked.stem)


def _start(asked: Asked) -> int:
    """Return the source that the question starts from: the text if there is one, else the picture it names, else the first."""
    if asked.text:
        return TEXT
    return (asked.anchor or 1) - 1


def _found(sources: Sources, start: int, named: Named) -> Field | None:
    """Return the value nearest to the start, along links; the start's own pictures count last for what they all show."""
    for place in sources.reached(start):
        fields = sources.readings[place].values(named) if place != TEXT else []
        if fields:
            return fields[0]
    return None


def _value(asked: Asked, sources: Sources) -> str | None:
    for named in _wanted(asked):
        field = _row(asked, sources, named) or _found(sources, _start(asked), named)
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
    for named in _wanted(asked):
        for place in sources.reached(_start(asked)):
            for field in sources.readings[place].values(named) if place != TEXT else []:
                for letter, option in zip(asked.letters, asked.options, strict=True):
                    if _equal(option, field.text):
                        return letter
    return None


def _equal(a: str, b: str) -> bool:
    return any(same(a, b, kind) for kind in ("label", "date", "amount", "identifier", "address"))


def _steps(asked: Asked, sources: Sources) -> str | None:
    said = []
    for wanted in steps_in(asked.stem):
        fields = [_found(sources, _start(asked), named) for named in wanted[:1]]
        said.append(next((field.text for field in fields if field is not None), asked.undetermined))
    return " | ".join(said) or None


def _members(asked: Asked, sources: Sources) -> str | None:
    together = {place + 1 for place in sources.reached(_start(asked)) if place != TEXT}
    members = [number for number in asked.gallery if number in together]
    return ", ".join(map(str, members)) or None


def _box(asked: Asked, sources: Sources) -> str | None:
    reading = sources.readings[0]
    for named in _wanted(asked):
        for field in [f for f in [_row(asked, sources, named)] if f] or reading.values(named):
            width, height = reading.page.width, reading.page.height
            x0, y0, x1, y1 = field.box
            scaled = (x0 / width, y0 / height, x1 / width, y1 / height)
            return "[" + ", ".join(str(round(min(max(share, 0.0), 1.0) * 1000)) for share in scaled) + "]"
    return None

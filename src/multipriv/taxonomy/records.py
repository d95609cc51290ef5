"""The records that pass from room to room: the whole contract on one page.

Boxes are pixels [x0, y0, x1, y1) of the stored picture, origin top left. Languages and locales are "en" or "zh".
"""

from dataclasses import dataclass, field
from typing import Literal

Locale = Literal["en", "zh"]
Capture = Literal["clean", "easy", "medium", "hard"]
Scope = Literal["individual", "attribute"]
Box = tuple[float, float, float, float]
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
LinkType = Literal["text", "face", "fingerprint", "iris", "signature", "correlated", "scene"]
Outcome = Literal[
    "correct", "wrong", "partial", "refused", "abstained", "unparsable", "blocked", "truncated", "unsupported", "error"
]
Fact = dict[str, str]
"""One occurrence of an attribute: facet code -> canonical value (dates ISO, amounts "1234.50", depicted: an opaque token)."""


@dataclass(frozen=True)
class Relation:
    """`person_id` is the `kind` (mother, husband, …) of the person who holds this relation."""

    person_id: str
    kind: str


@dataclass(frozen=True)
class Person:
    """A fictional person. `profile_id` is null for strangers and relatives; `household_id` is the unit of statistics.

    `facts` holds every attribute: one fact, or several where the attribute is a list (transactions).
    `homonym_of` names the person whose full name this one bears by design.
    """

    person_id: str
    profile_id: str | None
    locale: Locale
    household_id: str
    age: int
    facts: dict[str, tuple[Fact, ...]]
    relations: tuple[Relation, ...] = ()
    homonym_of: str | None = None

    def value(self, attribute: str, facet: str | None = None) -> str:
        """Return the canonical value of the attribute's first fact (its first facet when none is named)."""
        fact = self.facts[attribute][0]
        return fact[facet] if facet is not None else next(iter(fact.values()))


@dataclass(frozen=True)
class Exposure:
    """One private value that can be read or seen in a picture.

    `text` is as printed (null for what is depicted); `value` is canonical and comparable: equal values, equal strings.
    `row` numbers the facts of a list attribute. `via` names the attribute that entails this one (an ID number that holds
    a birth date), null for what is shown in its own right. `quad` holds the corners through the camera, clockwise from top left.
    """

    attribute: str
    facet: str
    person_id: str
    text: str | None
    value: str
    box: Box
    quad: Quad
    row: int | None = None
    via: str | None = None


@dataclass(frozen=True)
class Picture:
    """One stored picture. `picture_id` is opaque: it tells nothing of kind or owner."""

    picture_id: str
    kind: str
    layout: str
    locale: Locale
    file: str
    sha256: str
    width: int
    height: int
    capture: Capture
    scope: Scope
    person_ids: tuple[str, ...]
    exposures: tuple[Exposure, ...]


@dataclass(frozen=True)
class Span:
    """A private value in the text of a question: characters [start, end) of `context`, said of the text's person `mention`."""

    attribute: str
    facet: str
    value: str
    start: int
    end: int
    mention: int = 0


@dataclass(frozen=True)
class Step:
    """One required step of a chain, or a given value (not scored). `picture` is the 1-based number of its picture."""

    attribute: str
    facet: str
    value: str
    value_type: str
    given: bool
    link: LinkType | None
    picture: int | None


@dataclass(frozen=True)
class Hop:
    """One hop of the evidence: from an attribute in one source to an attribute in another.

    A source is the 1-based number of a picture, or 0 for the text. A link inside one picture has equal sources.
    """

    source: int
    from_attribute: str
    target: int
    to_attribute: str
    link: LinkType


@dataclass(frozen=True)
class Ask:
    """What is asked, as structure, for the solver: nothing here tells the answer.

    form        present, extract, locate (one picture) · same_person (all pictures) · value, steps (from the anchor to
                targets) · members (which of `gallery` are of the anchor's person)
    anchor      the 1-based number of the picture whose person is meant; 0 for the person of the text; null without anchor
    targets     (attribute, facet) pairs, in order
    row_value   for list attributes: the payee whose amount is asked
    gallery     1-based numbers of the candidate pictures
    rules       codes of the correlations that the prompt states as rules
    table       (medicine, condition) pairs that the prompt states, for the rule that needs them
    """

    form: Literal["present", "extract", "locate", "same_person", "value", "steps", "members"]
    anchor: int | None = None
    targets: tuple[tuple[str, str], ...] = ()
    row_value: str | None = None
    gallery: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Question:
    """One question in one language; `item_id` is shared by its two languages.

    `stem` is the question itself, `context` the text that goes with the pictures (may be empty); formats complete them per run.
    `answer` is canonical: "yes"/"no", the letter of a choice, the value as printed, "x0,y0,x1,y1", "2,5" (ascending), or the
    required step values joined by " | ". `accepted` lists further right forms; `answer_type` names the normaliser of `values`.
    `doses` records difficulty (capture, likeness, document language, …). `probe_of` names the
    reasoning item whose cue this probes.
    """

    question_id: str
    item_id: str
    task: str
    language: Locale
    picture_ids: tuple[str, ...]
    context: str
    spans: tuple[Span, ...]
    stem: str
    ask: Ask
    answer_kind: Literal["yes_no", "choice", "text", "box", "set", "steps"]
    answer: str
    answer_type: str | None
    attributes: tuple[str, ...]
    subject_id: str
    cluster: str
    evidence: tuple[Hop, ...]
    hops: int
    gallery: int
    chance: float
    box: Box | None = None
    members: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()
    options: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    doses: dict[str, str] = field(default_factory=dict)
    probe_of: str | None = None


@dataclass(frozen=True)
class Answer:
    """What a model said to one question. Errors are never stored as text: `stop_reason` and `error` carry them."""

    question_id: str
    model: str
    served_model: str | None
    prompt: str
    control: str
    text: str
    stop_reason: str | None
    thinking: str | None = None
    error: str | None = None
    box_dialect: str | None = None
    sent_sizes: tuple[tuple[int, int], ...] = ()
    input_tokens: int | None = None
    output_tokens: int | None = None
    seconds: float | None = None


@dataclass(frozen=True)
class Verdict:
    """The outcome of one answer, its score in [0, 1], and what the parser found."""

    outcome: Outcome
    score: float
    details: dict[str, object] = field(default_factory=dict)

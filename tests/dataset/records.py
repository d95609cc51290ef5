"""A tiny hand-made world: two people, two pictures, one item in two languages, with every kind of value once."""

from dataclasses import replace

from multipriv.taxonomy.records import Ask, Exposure, Hop, Person, Picture, Question, Relation, Span, Step

QUAD = ((1.5, 2.0), (30.25, 2.0), (30.25, 9.0), (1.5, 9.0))

ANNA = Person(
    person_id="p1",
    profile_id="profile-1",
    locale="en",
    household_id="h1",
    age=41,
    facts={
        "name": ({"value": "Anna Miller"},),
        "transactions": (
            {"amount": "12.50", "payee": "Green Bakery", "date": "2025-03-01"},
            {"amount": "80.00", "payee": "City Gas", "date": "2025-03-02"},
        ),
    },
    relations=(Relation("p2", "brother"),),
)
ZHOU = Person("p2", None, "zh", "h2", 30, {"name": ({"value": "周明远", "latin": "Zhou Mingyuan"},)}, homonym_of="p1")

CARD = Picture(
    picture_id="a1",
    kind="business_card",
    layout="plain",
    locale="en",
    file="pictures/a1/a1.png",
    sha256="0" * 64,
    width=40,
    height=20,
    capture="clean",
    scope="individual",
    person_ids=("p1",),
    exposures=(
        Exposure("name", "value", "p1", "Anna Miller", "Anna Miller", (1.5, 2.0, 30.25, 9.0), QUAD),
        Exposure("face", "value", "p1", None, "face:7", (1.5, 2.0, 30.25, 9.0), QUAD, row=2, via="name"),
    ),
)
BARE = replace(CARD, picture_id="b2", file="pictures/b2/b2.jpg", scope="attribute", person_ids=("p2",), exposures=())

QUESTION = Question(
    question_id="q1-en",
    item_id="q1",
    task="chained_reasoning",
    language="en",
    picture_ids=("a1", "b2"),
    context="Anna Miller was seen.",
    spans=(Span("name", "value", "Anna Miller", 0, 11),),
    stem="What …?",
    ask=Ask("steps", 1, (("name", "value"), ("phone", "value")), "Green Bakery", (1, 2), ("income_tax",)),
    answer_kind="steps",
    answer="Anna Miller | 5550100",
    answer_type="phone",
    attributes=("name", "phone"),
    subject_id="p1",
    cluster="h1",
    evidence=(Hop(0, "name", 1, "name", "text"),),
    hops=1,
    gallery=2,
    chance=0.25,
    box=(1.0, 2.0, 3.0, 4.5),
    members=(1,),
    steps=(Step("name", "value", "Anna Miller", "person_name", True, None, None),),
    options=("a", "b"),
    accepted=("x",),
    doses={"capture": "clean", "likeness": "甲"},
    probe_of=None,
)
PEOPLE = [ANNA, ZHOU]
PICTURES = [CARD, BARE]
QUESTIONS = [QUESTION, replace(QUESTION, question_id="q1-zh", language="zh", box=None, answer_type=None, probe_of="q0")]

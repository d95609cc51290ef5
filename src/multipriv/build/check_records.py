"""Checks of the records against one another: references, exposures, composition. Each yields one line a fault."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from multipriv.build.suites import INDIVIDUAL_PICTURES, BuildError, suite
from multipriv.dataset import Dataset
from multipriv.dataset.reading import table_paths
from multipriv.pictures.kind import kinds, may_bear_brought_faces
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Exposure, Person, Picture, Question
from multipriv.taxonomy.tasks import LANGUAGES, tasks

SLACK = 0.05
"""Pixels that a box may lie outside of its picture: what rounding does."""
LEAST_READ = 10
"""Items of extraction or localization for each attribute in `paper`, fewer in proportion in smaller data sets."""


def references(opened: Dataset) -> Iterator[str]:
    """Yield what is named twice, named but absent, or of no known code."""
    people = {person.person_id for person in opened.people}
    yield from _twice("person", [person.person_id for person in opened.people])
    yield from _twice("picture", [picture.picture_id for picture in opened.pictures])
    yield from _twice("question", [question.question_id for question in opened.questions])
    yield from _profiles(opened)
    for person in opened.people:
        absent = attributes().keys() - person.facts.keys()
        if absent:
            yield f"person {person.person_id}: has no {', '.join(sorted(absent))}"
        for relation in person.relations:
            if relation.person_id not in people:
                yield f"person {person.person_id}: unknown {relation.kind} {relation.person_id}"
    for picture in opened.pictures:
        yield from _picture_references(picture, people)
    items: dict[str, list[Question]] = defaultdict(list)
    for question in opened.questions:
        items[question.item_id].append(question)
        yield from _question_references(question, opened, people)
    for item, pair in items.items():
        yield from _languages(item, pair)
        if pair[0].probe_of is not None and pair[0].probe_of not in items:
            yield f"item {item}: probes unknown item {pair[0].probe_of}"


def exposures(opened: Dataset, people: Mapping[str, Person]) -> Iterator[str]:
    """Yield each box outside its picture, each value that is not its person's, each text that says another value.

    Also each picture that does not show what its kind always shows. References are taken to be sound.
    """
    brought = opened.manifest.faces is not None
    for picture in opened.pictures:
        for exposure in picture.exposures:
            where = f"picture {picture.picture_id}, {exposure.attribute}.{exposure.facet}"
            x0, y0, x1, y1 = exposure.box
            inside = x0 >= -SLACK and y0 >= -SLACK and x1 <= picture.width + SLACK and y1 <= picture.height + SLACK
            if not inside or x0 >= x1 or y0 >= y1:
                yield f"{where}: box {exposure.box} does not lie in {picture.width} x {picture.height}"
            if not _is_of(exposure, people[exposure.person_id]):
                yield f"{where}: {exposure.value!r} is not the value of person {exposure.person_id}"
            yield from (f"{where}: {fault}" for fault in _text_faults(exposure))
        shown = {exposure.attribute for exposure in picture.exposures}
        promised = kinds()[picture.kind].showing(brought=brought) - shown
        if promised:
            yield f"picture {picture.picture_id}: a {picture.kind} without {', '.join(sorted(promised))}"
        if brought and "face" in shown and not may_bear_brought_faces(picture.kind):
            yield f"picture {picture.picture_id}: a {picture.kind} with a brought face"


def composition(opened: Dataset) -> Iterator[str]:
    """Yield where the data set is not what its suite says: profiles, pictures, items, balance of yes and no."""
    manifest = opened.manifest
    profiles = {person.person_id: person for person in opened.people if person.profile_id is not None}
    try:
        wanted = suite(manifest.suite).scaled(len(profiles))
    except BuildError as error:
        yield str(error)
        return
    halves = Counter(person.locale for person in profiles.values())
    if abs(halves["en"] - halves["zh"]) > 1:
        yield f"profiles: {halves['en']} in English, {halves['zh']} in Chinese"
    owned = Counter(picture.person_ids[0] for picture in opened.pictures if picture.scope == "individual")
    for person_id in sorted(profiles.keys() | owned.keys()):
        if owned[person_id] != (INDIVIDUAL_PICTURES if person_id in profiles else 0):
            yield f"person {person_id}: {owned[person_id]} pictures of individual scope"
    strange = [picture for picture in opened.pictures if picture.scope == "attribute"]
    if len(strange) != wanted.attribute_pictures:
        yield f"{len(strange)} pictures of attribute scope, not {wanted.attribute_pictures}"
    for picture in strange:
        if any(person_id in profiles for person_id in picture.person_ids):
            yield f"picture {picture.picture_id}: of attribute scope, and shows someone with a profile"
    yield from _unshown(opened)
    yield from _item_counts(opened, wanted.items)


def _unshown(opened: Dataset) -> Iterator[str]:
    shown = {exposure.attribute for picture in opened.pictures for exposure in picture.exposures}
    yield from (f"attribute {attribute}: no picture shows it" for attribute in attributes() if attribute not in shown)


def _item_counts(opened: Dataset, wanted: Mapping[str, int]) -> Iterator[str]:
    asked = [question for question in opened.questions if question.language == LANGUAGES[0]]
    found = Counter(question.task for question in asked)
    for task, count in wanted.items():
        if found[task] != count:
            yield f"{task}: {found[task]} items, not {count}"
        answers = Counter(question.answer for question in asked if question.task == task and question.answer_kind == "yes_no")
        if abs(answers["yes"] - answers["no"]) > 1:
            yield f"{task}: {answers['yes']} times yes, {answers['no']} times no"
    yield from _attribute_counts(asked, wanted)


def _attribute_counts(asked: Sequence[Question], wanted: Mapping[str, int]) -> Iterator[str]:
    """Recognition asks for every attribute alike; each is extracted or located a number of times, where it may be."""
    found = Counter((question.task, question.attributes[0]) for question in asked)
    for task, identifier in (("direct_identifier_recognition", "direct"), ("indirect_identifier_recognition", "indirect")):
        codes = [code for code, attribute in attributes().items() if attribute.identifier == identifier]
        for code in codes:
            if abs(found[task, code] - wanted[task] / len(codes)) >= 1:
                yield f"{task}: {found[task, code]} items of {code}, not {wanted[task] / len(codes):g}"
    least = LEAST_READ * wanted["information_extraction"] // tasks()["information_extraction"].paper_items
    for code, attribute in attributes().items():
        read = found["information_extraction", code] + found["region_localization", code]
        if attribute.eligible & {"extraction", "localization"} and read < least:
            yield f"{code}: extracted or located {read} times, not {least}"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name}: stands {times} times" for name, times in Counter(names).items() if times > 1)


def _profiles(opened: Dataset) -> Iterator[str]:
    import pyarrow.parquet as pq

    paths = table_paths(opened.directory, "profiles")
    listed = [name for path in paths for name in pq.read_table(path, columns=["person_id"]).column(0).to_pylist()]
    if listed != [person.person_id for person in opened.people if person.profile_id is not None]:
        yield "profiles.parquet: does not hold the people with a profile"


def _picture_references(picture: Picture, people: set[str]) -> Iterator[str]:
    where = f"picture {picture.picture_id}"
    if picture.kind not in kinds():
        yield f"{where}: unknown kind {picture.kind}"
    for person_id in sorted({*picture.person_ids, *(exposure.person_id for exposure in picture.exposures)} - people):
        yield f"{where}: unknown person {person_id}"
    for exposure in picture.exposures:
        attribute = attributes().get(exposure.attribute)
        if attribute is None or exposure.facet not in attribute.facets:
            yield f"{where}: unknown attribute {exposure.attribute}.{exposure.facet}"


def _question_references(question: Question, opened: Dataset, people: set[str]) -> Iterator[str]:
    where = f"question {question.question_id}"
    if question.task not in tasks():
        yield f"{where}: unknown task {question.task}"
    for picture_id in question.picture_ids:
        if picture_id not in opened.pictures_by_id:
            yield f"{where}: unknown picture {picture_id}"
    if question.subject_id not in people:
        yield f"{where}: unknown person {question.subject_id}"


def _languages(item: str, pair: list[Question]) -> Iterator[str]:
    if sorted(question.language for question in pair) != sorted(LANGUAGES):
        yield f"item {item}: stands in {', '.join(question.language for question in pair)}"
    elif len({(question.picture_ids, question.ask, question.answer_kind, question.box) for question in pair}) > 1:
        yield f"item {item}: its two languages ask different things"


def _is_of(exposure: Exposure, person: Person) -> bool:
    facts = person.facts.get(exposure.attribute, ())
    if exposure.row is not None:
        facts = facts[exposure.row : exposure.row + 1]
    return any(fact.get(exposure.facet) == exposure.value for fact in facts)


def _text_faults(exposure: Exposure) -> Iterator[str]:
    from multipriv.values import same

    value_type = attributes()[exposure.attribute].facets[exposure.facet].type
    if exposure.text is not None and not any(same(text, exposure.value, value_type) for text in _readings(exposure.text)):
        yield f"the text {exposure.text!r} does not say {exposure.value!r}"


def _readings(text: str) -> list[str]:
    """Return what a printed text may be read as; machine-readable zones write SURNAME<<GIVEN<NAMES (ICAO 9303)."""
    if "<" not in text:
        return [text]
    family, _, given = text.replace("<<", "\0", 1).replace("<", " ").partition("\0")
    return [f"{family} {given}", f"{given} {family}"]

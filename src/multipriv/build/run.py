"""Builds a data set: world, plan, pictures, questions, and last the tables; whole or not at all."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from multipriv import __version__
from multipriv.build.brought import consented, with_brought_faces
from multipriv.build.circles import populate
from multipriv.build.composition import composition
from multipriv.build.jobs import Job
from multipriv.build.journal import JOURNAL
from multipriv.build.orders import Order, place_orders
from multipriv.build.origin import code_sha256
from multipriv.build.suites import BuildError, Suite, suite
from multipriv.build.workers import make_pictures
from multipriv.dataset import Dataset, DatasetError, Manifest, write_dataset
from multipriv.dataset.writing import MANIFEST
from multipriv.pictures.album import Album
from multipriv.taxonomy.records import Locale, Person, Picture, Question, Scope

if TYPE_CHECKING:
    from multipriv.people import World

Progress = Callable[[str, int, int], None]
"""progress(stage, done, total): stages are "people", "pictures", "questions", "tables"."""
Prepared = tuple[Sequence[Person], list[Job]]


def build(
    code: str,
    out: Path,
    seed: int,
    workers: int,
    profiles: int | None,
    progress: Progress,
    faces: Path | None = None,
    faces_consent: bool = False,
) -> Manifest:
    """Build suite `code` into the new folder `out` and return its manifest.

    The ground truth is a pure function of (suite, profiles, seed, version), and of the digest of the album in `faces` where other
    people's faces are brought, for which `faces_consent` must be stated. Work goes on in the folder "<out>.partial", which
    becomes `out` at the end; after an interruption the same call goes on from there. A data set that is there already and is
    the very one asked for is left as it is.

    Raises:
        BuildError: unknown suite, sizes or workers out of range, something else at `out`, faces without consent or too few.
        AlbumError: the folder of faces holds what does not belong there.
        OSError: the disk is full or cannot be written.
    """
    sized = suite(code).scaled(profiles)
    if workers < 1:
        raise BuildError(f"--workers {workers}: at least 1 is needed")
    album = consented(faces, faces_consent, out)
    wanted = Manifest(sized.code, seed, __version__, code_sha256=code_sha256(), faces=album.mark if album else None)
    if (there := _already(out, wanted, sized)) is not None:
        return there
    prepared = _prepare(sized, seed, album) if album else None  # too few faces are told before anything is made
    partial = out.with_name(f"{out.name}.partial")
    if partial.exists() and not partial.is_dir():
        raise BuildError(f"{partial}: is a file; the unfinished build needs this name for a folder")
    try:
        return _build(sized, wanted, prepared, partial, out, workers, progress)
    except BlockingIOError:
        raise BuildError(f"{partial}: another build is at work in it") from None
    except OSError as error:
        if error.filename is None:  # a write says what went wrong, not where
            error.filename = str(partial)
        raise


def _build(
    sized: Suite, wanted: Manifest, prepared: Prepared | None, partial: Path, out: Path, workers: int, progress: Progress
) -> Manifest:
    partial.mkdir(parents=True, exist_ok=True)
    progress("people", 0, 1)
    people, jobs = prepared or _prepare(sized, wanted.seed)
    progress("people", 1, 1)
    pictures = make_pictures(jobs, partial, workers, lambda done, total: progress("pictures", done, total))
    pictures.sort(key=lambda picture: picture.picture_id)
    progress("questions", 0, 1)
    questions = _ask(pictures, people, sized, wanted.seed)
    progress("questions", 1, 1)
    progress("tables", 0, 1)
    written = write_dataset(partial, replace(wanted, composition=composition(questions)), people, pictures, questions)
    _tidy(partial, {picture.file for picture in pictures})
    if out.exists():
        out.rmdir()  # empty, as _already saw
    partial.replace(out)
    progress("tables", 1, 1)
    return written


def _already(out: Path, wanted: Manifest, sized: Suite) -> Manifest | None:
    """Return the manifest of the data set at `out` if it is the one wanted, None if nothing is there; BuildError otherwise."""
    if not out.exists():
        return None
    if not out.is_dir():
        raise BuildError(f"{out}: is a file; choose a folder that does not exist yet")
    if not any(out.iterdir()):
        return None
    if not (out / MANIFEST).exists():
        raise BuildError(f"{out}: is not empty and holds no data set; choose a folder that does not exist yet")
    try:
        found = Dataset.open(out).manifest
    except DatasetError as error:
        raise BuildError(f"{error}; remove {out} to build it again") from error
    same = (found.suite, found.seed, found.version, found.counts["profiles"])
    if same != (wanted.suite, wanted.seed, wanted.version, sized.profiles):
        raise BuildError(
            f"{out}: holds another data set ({found.suite}, seed {found.seed}, {found.counts['profiles']} profiles, "
            f"version {found.version}); choose another folder"
        )
    if found.faces != wanted.faces:
        raise BuildError(f"{out}: holds {found.suite}, seed {found.seed}, with other faces; choose another folder")
    if found.code_sha256 != wanted.code_sha256:
        raise BuildError(
            f"{out}: holds {found.suite}, seed {found.seed}, made by other code of version {found.version}; "
            "remove it to build it again, or choose another folder"
        )
    return found


def _prepare(sized: Suite, seed: int, album: Album | None = None) -> Prepared:
    from multipriv.pictures.likeness import faces_apart

    orders = place_orders(sized, seed, brought=album is not None)
    world = populate(sized, orders, seed)
    world = replace(world, people=faces_apart(world.people, _seen(assign(orders, world, seed))))
    jobs = assign(orders, world, seed)
    return world.people, jobs if album is None else with_brought_faces(jobs, album, seed)


def _seen(jobs: Sequence[Job]) -> set[str]:
    """Return the ids of everybody whose face may stand in a picture."""
    return {person.person_id for job in jobs if "face" in job.order.slot.shows for person in (job.owner, *job.others)}


def assign(orders: Sequence[Order], world: "World", seed: int) -> list[Job]:
    """Return a job for each order: its owner is that of the world, beside whom stand the relatives in a family photo."""
    owners: dict[tuple[Scope, Locale], list[Person]] = defaultdict(list)
    for person in world.profiles:
        owners["individual", person.locale].append(person)
    for person in world.strangers:
        owners["attribute", person.locale].append(person)
    jobs = []
    for order in orders:
        owner = owners[order.owner.scope, order.owner.locale][order.owner.number]
        others = tuple(world.relatives_of(owner)) if order.slot.kind == "family_photo" else ()
        jobs.append(Job(order, owner, others, seed))
    return jobs


def _ask(pictures: Sequence[Picture], people: Sequence[Person], sized: Suite, seed: int) -> list[Question]:
    from multipriv.questions.generate import generate

    return generate(pictures, people, sized.items, seed)


def _tidy(partial: Path, files: set[str]) -> None:
    """Leave nothing but the data set: no journal, no pictures of an earlier version, no drafts."""
    for path in (partial / "pictures").rglob("*"):
        if path.is_file() and path.relative_to(partial).as_posix() not in files:
            path.unlink()
    for folder in (partial / "pictures").iterdir():
        if not any(folder.iterdir()):
            folder.rmdir()
    (partial / JOURNAL).unlink()

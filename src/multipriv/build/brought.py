"""Which brought identity lends its face to whom, and which of its photos stands in which picture."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from multipriv.build.jobs import Job
from multipriv.build.suites import BuildError
from multipriv.pictures.album import Album, BroughtIdentity, BroughtPhoto, load_album
from multipriv.pictures.kind import may_bear_brought_faces
from multipriv.seeds import stream
from multipriv.taxonomy.records import Person

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONSENT = "says that everyone shown agreed to it, or is nobody (generated)"

_NEVER = 1e6  # cost of the wrong gender, above any sum of ages


def consented(folder: Path | None, consent: bool, out: Path) -> Album | None:
    """Return the album in `folder`, none where no folder is given.

    Raises:
        BuildError: the consent is not stated, or stated of nothing; `out` would lie in the album.
        AlbumError: the folder is no album.
    """
    if folder is None:
        if consent:
            raise BuildError("--faces-consent is about the photos of --faces DIR, which is missing")
        return None
    if not consent:
        raise BuildError(f"--faces {folder} needs --faces-consent, which {CONSENT}")
    if out.resolve().is_relative_to(folder.resolve()):
        raise BuildError(f"{out}: lies in the album {folder}; choose a folder outside it")
    return load_album(folder)


def with_brought_faces(jobs: Sequence[Job], album: Album, seed: int) -> list[Job]:
    """Return the jobs with a brought photo of everyone whose face is shown, as a function of the album and the seed.

    A person has one identity to themselves, of their gender and nearest to their age where the album tells these. The photos of
    an identity take turns, so that none stands in two pictures while others stand in none.

    Raises:
        BuildError: the album has too few identities.
    """
    people = list({person.person_id: person for job in jobs for person in faces_shown(job)}.values())
    faces = dict(zip([person.person_id for person in people], _cast(people, album, seed), strict=True))
    turns = {person_id: _shuffled(one, person_id, seed) for person_id, one in faces.items()}

    def photo(person: Person) -> BroughtPhoto:
        photos = turns[person.person_id]
        photos.append(photos.pop(0))
        return photos[-1]

    return [replace(job, brought={person.person_id: photo(person) for person in faces_shown(job)}) for job in jobs]


def faces_shown(job: Job) -> tuple[Person, ...]:
    """Return the people whose brought faces the picture of a job shows: nobody on documents."""
    if not may_bear_brought_faces(job.order.slot.kind):
        return ()
    return (job.owner, *job.others[:1])


def _cast(people: Sequence[Person], album: Album, seed: int) -> list[BroughtIdentity]:
    """Return an identity for each of the people; equal costs are settled by the seed."""
    from scipy.optimize import linear_sum_assignment

    identities = list(album.identities)
    _enough(people, album)
    stream(seed, "album").shuffle(identities)
    _, chosen = linear_sum_assignment(_costs(people, identities))
    return [identities[number] for number in chosen]


def _enough(people: Sequence[Person], album: Album) -> None:
    """With two genders and people of either, having enough of all and enough for each gender is enough (Hall 1935)."""
    have = len(album.identities)
    if have < len(people):
        raise BuildError(f"{album.folder}: {have} identities, but this build shows the faces of {len(people)} people")
    for gender, name in (("female", "women and girls"), ("male", "men and boys")):
        wanted = sum(person.value("gender") == gender for person in people)
        fit = sum(identity.gender in (None, gender) for identity in album.identities)
        if fit < wanted:
            raise BuildError(f"{album.folder}: {fit} identities that may be {gender}, but this build shows {wanted} {name}")


def _costs(people: Sequence[Person], identities: Sequence[BroughtIdentity]) -> "NDArray[np.float64]":
    """Return (people, identities): years apart where both are known, and what forbids the wrong gender."""
    import numpy as np

    ages = np.array([np.nan if one.age is None else one.age for one in identities])
    costs = np.nan_to_num(np.abs(np.array([person.age for person in people])[:, None] - ages[None, :]))
    genders = np.array([one.gender or "" for one in identities])
    others = np.array(["male" if person.value("gender") == "female" else "female" for person in people])
    costs[others[:, None] == genders[None, :]] = _NEVER
    return np.asarray(costs, np.float64)


def _shuffled(identity: BroughtIdentity, person_id: str, seed: int) -> list[BroughtPhoto]:
    photos = list(identity.photos)
    stream(seed, "album photos", person_id).shuffle(photos)
    return photos

"""Builds with other people's faces: consent first, one identity each, nothing on documents, a mark, no export."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from multipriv.build.brought import faces_shown, with_brought_faces
from multipriv.build.check import check
from multipriv.build.circles import populate
from multipriv.build.jobs import Job, make
from multipriv.build.orders import place_orders
from multipriv.build.plan import Plan, distances, hop_distribution, plans
from multipriv.build.run import assign, build
from multipriv.build.suites import BuildError, suite
from multipriv.cli import execute
from multipriv.dataset import Dataset, DatasetError
from multipriv.pictures.album import Album, BroughtIdentity, BroughtPhoto
from multipriv.pictures.kind import kinds, may_bear_brought_faces
from multipriv.taxonomy.records import Person
from tests.build.test_plan import PAIRS
from tests.pictures.albums import face_album, noise, noise_album

SEED = 1
each_plan = pytest.mark.parametrize("plan", plans(brought=True).values(), ids=plans())


def silent(stage: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    orders = place_orders(suite("mini"), SEED, brought=True)
    return assign(orders, populate(suite("mini"), orders, SEED), SEED)


def shown(jobs: list[Job]) -> dict[str, Person]:
    return {person.person_id: person for job in jobs for person in faces_shown(job)}


def album_of(*told: tuple[str | None, int | None], photos: int = 2) -> Album:
    """Return an album whose photos are nowhere, an identity for each gender and age."""
    identities = []
    for number, (gender, age) in enumerate(told):
        name = f"id{number:03}"
        taken = tuple(
            BroughtPhoto(f"{name}/{turn}.jpg", f"{name}{turn}", 300, 300, (0, 0, 300, 300), Path(f"{name}/{turn}.jpg"))
            for turn in range(photos)
        )
        assert gender in (None, "female", "male")
        identities.append(BroughtIdentity(name, taken, gender, age))  # type: ignore[arg-type]
    return Album(Path("album"), tuple(identities))


def identity_of(photo: BroughtPhoto) -> str:
    return photo.name.partition("/")[0]


@each_plan
def test_a_plan_with_brought_faces_is_still_one_graph_with_far_ends(plan: Plan) -> None:
    assert len(distances(plan)) == PAIRS
    assert len(set(plan)) == len(plan)
    assert all(slot.keys in kinds()[slot.kind].keys for slot in plan)
    hops = hop_distribution(plan)
    assert hops[2] + hops[3] + hops[4] >= PAIRS // 2
    assert not any("face" in slot.shows and not may_bear_brought_faces(slot.kind) for slot in plan)


@pytest.mark.parametrize("seed", range(1, 11))
def test_every_kind_but_the_badge_is_ordered(seed: int) -> None:
    mini = suite("mini")
    orders, rendered = place_orders(mini, seed, brought=True), place_orders(mini, seed)
    assert {order.slot.kind for order in orders} == set(kinds()) - {"staff_badge"}
    assert [order.picture_id for order in orders] == [order.picture_id for order in rendered]
    for before, order in zip(rendered, orders, strict=True):
        if before.owner.scope == "individual" and before.slot.kind == "staff_badge":
            assert (order.slot.kind, order.slot.keys, order.owner) == ("social_post", before.slot.keys, before.owner)


def test_everyone_has_an_identity_and_keeps_it(jobs: list[Job]) -> None:
    album = album_of(*[(None, None)] * 20)
    faces: dict[str, set[str]] = {}
    for job in with_brought_faces(jobs, album, SEED):
        assert job.brought is not None
        assert job.brought.keys() == {person.person_id for person in faces_shown(job)}
        for person_id, photo in job.brought.items():
            faces.setdefault(person_id, set()).add(identity_of(photo))
    assert faces.keys() == shown(jobs).keys()
    assert all(len(names) == 1 for names in faces.values())
    assert len(set.union(*faces.values())) == len(faces)


def test_who_lends_a_face_is_a_function_of_album_and_seed(jobs: list[Job]) -> None:
    album = album_of(*[(None, None)] * 20)
    assert with_brought_faces(jobs, album, 1) == with_brought_faces(jobs, album, 1)
    assert with_brought_faces(jobs, album, 1) != with_brought_faces(jobs, album, 2)


def test_photos_take_turns(jobs: list[Job]) -> None:
    for photos in (2, 9):
        taken = [
            photo.name
            for job in with_brought_faces(jobs, album_of(*[(None, None)] * 20, photos=photos), SEED)
            for photo in (job.brought or {}).values()
        ]
        most = Counter(person.person_id for job in jobs for person in faces_shown(job)).most_common(1)[0][1]
        assert max(Counter(taken).values()) == -(-most // photos)


def test_gender_is_kept_and_age_as_near_as_can_be(jobs: list[Job]) -> None:
    people = shown(jobs)
    told = [(person.value("gender"), person.age) for person in people.values()]
    exact = album_of(*told, *[("female", 119)] * 5, *[("male", 119)] * 5, *[(None, 119)] * 5)
    said = {identity.name: (identity.gender, identity.age) for identity in exact.identities}
    for job in with_brought_faces(jobs, exact, SEED):
        for person_id, photo in (job.brought or {}).items():
            assert said[identity_of(photo)] == (people[person_id].value("gender"), people[person_id].age)


def test_untold_genders_fill_in_for_either(jobs: list[Job]) -> None:
    people = shown(jobs)
    women = sum(person.value("gender") == "female" for person in people.values())
    scarce = album_of(*[("female", 30)] * (women - 2), *[(None, 30)] * 2, *[("male", 30)] * (len(people) - women))
    said = {identity.name: identity.gender for identity in scarce.identities}
    for job in with_brought_faces(jobs, scarce, SEED):
        for person_id, photo in (job.brought or {}).items():
            assert said[identity_of(photo)] in (None, people[person_id].value("gender"))


def test_too_few_of_one_gender_are_told(jobs: list[Job]) -> None:
    people = shown(jobs)
    women = sum(person.value("gender") == "female" for person in people.values())
    album = album_of(*[("female", 30)] * (women - 1), *[("male", 30)] * 40)
    with pytest.raises(BuildError, match=rf"{women - 1} identities that may be female, but this build shows {women} women"):
        with_brought_faces(jobs, album, SEED)


def test_the_key_of_a_job_is_that_of_its_photos(jobs: list[Job], tmp_path: Path) -> None:
    album = album_of(*[(None, None)] * 20)
    moved = Album(tmp_path, tuple(album.identities))
    keys = [job.key for job in with_brought_faces(jobs, album, SEED)]
    assert keys == [job.key for job in with_brought_faces(jobs, moved, SEED)]
    assert not set(keys) & {job.key for job in jobs}
    changed = album_of(*[(None, None)] * 20)
    for identity in changed.identities:
        for photo in identity.photos:
            object.__setattr__(photo, "sha256", photo.sha256 + "another")
    others = [job.key for job in with_brought_faces(jobs, changed, SEED)]
    for job, key, other in zip(jobs, keys, others, strict=True):
        assert (key != other) == bool(faces_shown(job))


def test_a_picture_bears_its_photo_and_a_document_none(jobs: list[Job], tmp_path: Path) -> None:
    """A saturated photo, so that any pixel of it would be seen."""
    for number in range(20):
        for turn in range(2):
            path = noise(tmp_path / "album" / f"id{number:02}" / f"{turn}.png", 2 * number + turn)
            Image.new("RGB", (256, 256), (255, number, 255 - turn)).save(path)
    from multipriv.pictures.album import load_album

    made = with_brought_faces(jobs, load_album(tmp_path / "album"), SEED)
    for kind, shows in (("portrait", True), ("driving_licence", False), ("resident_card", False)):
        job = next(job for job in made if job.order.slot.kind == kind)
        picture = make(job, tmp_path)
        pixels = np.array(Image.open(tmp_path / picture.file).convert("RGB")).astype(int)
        magenta = float(np.mean((pixels[..., 0] - pixels[..., 1] > 120) & (pixels[..., 2] - pixels[..., 1] > 120)))
        assert (magenta > 0.5) if shows else (magenta < 0.001)
        assert ("face" in {exposure.attribute for exposure in picture.exposures}) == shows


REFUSED = {
    "--faces ALBUM needs --faces-consent, which says that everyone shown agreed to it, or is nobody": ["--faces", "ALBUM"],
    "--faces-consent is about the photos of --faces DIR, which is missing": ["--faces-consent"],
    "NONE: no such folder": ["--faces", "NONE", "--faces-consent"],
    "ALBUM: 3 identities, but this build shows the faces of 13 people": ["--faces", "ALBUM", "--faces-consent"],
    "BAD/a/0.jpg: cannot be read as a photo": ["--faces", "BAD", "--faces-consent"],
    "ALBUM/out: lies in the album ALBUM": ["--faces", "ALBUM", "--faces-consent", "--out", "ALBUM/out"],
}


@pytest.mark.parametrize("told", REFUSED)
def test_faces_are_refused_in_one_line_before_anything_is_written(
    told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    noise_album(Path("ALBUM"), 3)
    Path("BAD/a").mkdir(parents=True)
    Path("BAD/a/0.jpg").write_bytes(b"\xff\xd8\xff")
    before = sorted(Path().rglob("*"))
    assert execute(["build", "mini", "--out", "new", *REFUSED[told]]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before


@pytest.mark.heavy
def test_a_whole_build_with_brought_faces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    album, out = face_album(tmp_path / "album", 20), tmp_path / "mini"
    manifest = build("mini", out, SEED, 2, None, silent, album, True)
    opened = Dataset.open(out)
    assert opened.manifest == manifest
    assert manifest.faces is not None
    assert (manifest.faces["source"], manifest.faces["identities"]) == ("brought", 20)
    assert [fault for one in check(out, silent) for fault in one.faults] == []
    bearing = {picture.kind for picture in opened.pictures if any(e.attribute == "face" for e in picture.exposures)}
    assert bearing == {"portrait", "selfie", "family_photo", "social_post"}
    assert "staff_badge" not in {picture.kind for picture in opened.pictures}
    assert any(hop.link == "face" for question in opened.questions for hop in question.evidence)
    with pytest.raises(DatasetError, match=r"mini: shows faces that its builder brought; such a data set is not exported"):
        opened.exportable()
    card = (out / "README.md").read_text("utf-8")
    assert "license: other" in card
    assert "The faces were brought" in card
    capsys.readouterr()
    assert execute(["check", str(out)]) == 0
    assert re.search(rf"faces brought: 20 identities, album {manifest.faces['digest']}; not for export", capsys.readouterr().out)
    with pytest.raises(BuildError, match="with other faces"):
        build("mini", out, SEED, 2, None, silent)
    (album / "identities.csv").unlink()
    with pytest.raises(BuildError, match="with other faces"):
        build("mini", out, SEED, 2, None, silent, album, True)


@pytest.mark.heavy
def test_an_interrupted_build_goes_on_with_the_same_faces_only(tmp_path: Path) -> None:
    """Pictures of other photos are drawn anew; the rest is used again."""
    album = face_album(tmp_path / "album", 20)

    def build_until(pictures: int) -> None:
        def progress(stage: str, done: int, total: int) -> None:
            if stage == "pictures" and done == pictures:
                raise KeyboardInterrupt

        build("mini", tmp_path / "new", SEED, 1, None, progress, album, True)

    with pytest.raises(KeyboardInterrupt):
        build_until(60)
    told: list[int] = []
    photo = album / "id03" / "0.png"
    Image.fromarray(np.array(Image.open(photo))[:, ::-1]).save(photo)

    def first(stage: str, done: int, total: int) -> None:
        if stage == "pictures":
            told.append(done)

    resumed = build("mini", tmp_path / "new", SEED, 1, None, first, album, True)
    assert 50 <= told[0] <= 60
    whole = build("mini", tmp_path / "whole", SEED, 1, None, silent, album, True)
    assert resumed == whole
    assert json.loads((tmp_path / "new" / "manifest.json").read_text())["faces"]["digest"] == (whole.faces or {})["digest"]

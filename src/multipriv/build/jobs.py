"""Jobs: one picture drawn, photographed, encoded and written, as a pure function of its order and its owner."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from multipriv import __version__
from multipriv.build.orders import Order
from multipriv.build.origin import code_sha256
from multipriv.build.suites import Form
from multipriv.pictures.album import BroughtPhoto
from multipriv.pictures.kind import Commission, artist
from multipriv.taxonomy.records import Exposure, Person, Picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

QUALITY = 90
METHOD = 0
"""Of WebP: the usual one takes three times the time for files a twentieth smaller."""
LEVEL = 3
"""Of PNG: the usual one takes nearly twice the time for files a twentieth smaller."""


@dataclass(frozen=True)
class Job:
    """An order with its owner and the people beside the owner; `seed` is that of the build.

    `brought` holds the brought photo of everyone whose face is shown, by person_id; null where faces are rendered.
    """

    order: Order
    owner: Person
    others: tuple[Person, ...]
    seed: int
    brought: Mapping[str, BroughtPhoto] | None = None

    @property
    def key(self) -> str:
        """What the picture is a function of, as a digest: an equal key, an equal picture."""
        return hashlib.sha256(f"{__version__} {code_sha256()} {self!r}".encode()).hexdigest()

    @property
    def layout(self) -> str:
        """The layout that was ordered, or the one that a value of the owner decides."""
        decided = artist(self.order.slot.kind).layout_of
        return decided(self.owner) if decided else self.order.layout

    @property
    def file(self) -> str:
        """Where the picture lies in the data set; the name tells nothing of what it shows."""
        name = self.order.picture_id
        return f"pictures/{name[:2]}/{name}.{self.order.form}"


def make(job: Job, folder: Path) -> Picture:
    """Draw, photograph, encode and write one picture under `folder`, whole or not at all, and return its record."""
    from multipriv.pictures.studio import make_picture

    order = job.order
    commission = Commission(
        order.slot.kind, job.owner, order.slot.keys, job.layout, f"{job.seed}/{order.picture_id}", job.others, job.brought
    )
    image, exposures = make_picture(commission, order.capture, f"{job.seed}/{order.picture_id}")
    content = encode(image, order.form)
    path = folder / job.file
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(path)
    height, width = image.shape[:2]
    return Picture(
        picture_id=order.picture_id,
        kind=order.slot.kind,
        layout=job.layout,
        locale=job.owner.locale,
        file=job.file,
        sha256=hashlib.sha256(content).hexdigest(),
        width=width,
        height=height,
        capture=order.capture,
        scope=order.owner.scope,
        person_ids=tuple(dict.fromkeys([job.owner.person_id, *(exposure.person_id for exposure in exposures)])),
        exposures=tuple(_rounded(exposure) for exposure in exposures),
    )


def encode(image: "NDArray[np.uint8]", form: Form) -> bytes:
    """Return RGB pixels (height, width, 3) as the bytes of a file."""
    from PIL import Image

    with io.BytesIO() as file:
        name = {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}[form]
        Image.fromarray(image).save(file, name, quality=QUALITY, method=METHOD, compress_level=LEVEL)
        return file.getvalue()


def _rounded(exposure: Exposure) -> Exposure:
    """Hundredths of a pixel: machines differ in the last bits of a homography, the ground truth must not."""
    left, top, right, bottom = (round(float(edge), 2) for edge in exposure.box)
    a, b, c, d = ((round(float(x), 2), round(float(y), 2)) for x, y in exposure.quad)
    return replace(exposure, box=(left, top, right, bottom), quad=(a, b, c, d))

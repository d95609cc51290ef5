"""Procedural faces of fictional people: identities, photos of them, cut-outs for scenes, groups.

Everything is a pure function of its arguments. Names load on first use, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.pictures.faces.identities import Identity, Sex, face_distance, face_vector, identity
    from multipriv.pictures.faces.look import Crop
    from multipriv.pictures.faces.photos import Cutout, FacePhoto, GroupPhoto, cutout, group, photo

_HOMES = {
    "Identity": "identities",
    "Sex": "identities",
    "face_distance": "identities",
    "face_vector": "identities",
    "identity": "identities",
    "Crop": "look",
    "Cutout": "photos",
    "FacePhoto": "photos",
    "GroupPhoto": "photos",
    "cutout": "photos",
    "group": "photos",
    "photo": "photos",
}

__all__ = [
    "Crop",
    "Cutout",
    "FacePhoto",
    "GroupPhoto",
    "Identity",
    "Sex",
    "cutout",
    "face_distance",
    "face_vector",
    "group",
    "identity",
    "photo",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    module = import_module(f"multipriv.pictures.faces.{_HOMES[name]}")
    value = getattr(module, name)
    globals()[name] = value
    return value

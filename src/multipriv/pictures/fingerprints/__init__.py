"""Fingerprints of nobody: ridges grown on an orientation field, and impressions of them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.pictures.fingerprints.anatomy import Finger, Minutia, finger, minutiae
    from multipriv.pictures.fingerprints.inking import impression

__all__ = ["Finger", "Minutia", "finger", "impression", "minutiae"]


def __getattr__(name: str) -> Any:
    """Import OpenCV only when prints are drawn."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    module = import_module(f"{__name__}.{'inking' if name == 'impression' else 'anatomy'}")
    return getattr(module, name)

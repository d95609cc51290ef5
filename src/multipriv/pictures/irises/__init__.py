"""Irises of nobody, and near-infrared scans of the eyes they sit in."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.pictures.irises.capture import Circle, Geometry, geometry, scan
    from multipriv.pictures.irises.texture import Eye, Iris, iris

__all__ = ["Circle", "Eye", "Geometry", "Iris", "geometry", "iris", "scan"]


def __getattr__(name: str) -> Any:
    """Import OpenCV only when eyes are drawn."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    module = import_module(f"{__name__}.{'texture' if name in ('Eye', 'Iris', 'iris') else 'capture'}")
    return getattr(module, name)

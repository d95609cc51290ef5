"""Signatures: a hand of one's own per person, with natural variation, in Latin letters and in Chinese."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.pictures.signatures.traits import Hand, hand
    from multipriv.pictures.signatures.writing import Script, sign

__all__ = ["Hand", "Script", "hand", "sign"]


def __getattr__(name: str) -> Any:
    """Import OpenCV only when somebody signs."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    module = import_module(f"{__name__}.{'traits' if name in ('Hand', 'hand') else 'writing'}")
    return getattr(module, name)

"""What Inspect finds when this package is installed: the provider `multipriv/…` (heavy parts load when first used)."""

from typing import Any

from inspect_ai.model import modelapi


@modelapi(name="multipriv")
def multipriv() -> Any:
    """Return the provider class of the embedded models and references."""
    from multipriv.evaluation.provider import MultiPrivAPI

    return MultiPrivAPI

"""What Inspect finds when this package is installed: the providers `multipriv/…` and `transformers/…`, the nine tasks."""

from typing import Any

from inspect_ai.model import modelapi

from multipriv.evaluation.inspect_tasks import INSPECT_TASKS, verdict

__all__ = ["INSPECT_TASKS", "multipriv", "transformers", "verdict"]


@modelapi(name="multipriv")
def multipriv() -> Any:
    """Return the provider class of the embedded models and references."""
    from multipriv.evaluation.provider import MultiPrivAPI

    return MultiPrivAPI


@modelapi(name="transformers")
def transformers() -> Any:
    """Return the provider class of local open-weight models."""
    from multipriv.evaluation.local_provider import TransformersAPI

    return TransformersAPI

"""What Inspect finds when this package is installed: the providers `multipriv/…` and `transformers/…`, the nine tasks."""

from typing import Any

from inspect_ai.model import modelapi

from multipriv.evaluation.inspect_tasks import (
    chained_reasoning,
    cross_modal_association,
    cross_validation,
    direct_identifier_recognition,
    indirect_identifier_recognition,
    information_extraction,
    region_localization,
    reidentification,
    single_step_reasoning,
    verdict,
)

__all__ = [
    "chained_reasoning",
    "cross_modal_association",
    "cross_validation",
    "direct_identifier_recognition",
    "indirect_identifier_recognition",
    "information_extraction",
    "multipriv",
    "region_localization",
    "reidentification",
    "single_step_reasoning",
    "transformers",
    "verdict",
]


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

"""What a server says when a model cannot take a prompt, and what it says when something else is wrong."""

from importlib import resources

import pytest
import yaml

from multipriv.evaluation.unsupported import is_unsupported

LISTED = yaml.safe_load(resources.files("multipriv.evaluation").joinpath("unsupported.yaml").read_text("utf-8"))
REAL = [
    "Error code: 400 - {'object': 'error', 'message': 'At most 1 image(s) may be provided in one request.', 'code': 400}",
    "Error code: 400 - Too many images in request. Max is 10.",
    "You set image=2 (or defaulted to 1) in `--limit-mm-per-prompt`, but passed 3 image items in the same prompt.",
    "{'type': 'invalid_request_error', 'message': 'too many images and documents: 120 + 0 > 100'}",
    "Error code: 400 - {'error': {'code': 'context_length_exceeded'}}",
]
OTHER = [
    "Error code: 429 - Too many requests: at most 5 requests a minute",
    "Error code: 400 - Invalid image data",
    "Error code: 413 - image exceeds the maximum size of 5 MB",
    "Error code: 401 - Incorrect key",
    "Request timed out.",
    "Error code: 500 - image 3 could not be decoded",
]


@pytest.mark.parametrize("message", [*(entry["says"] for entry in LISTED), *REAL])
def test_a_prompt_that_a_model_cannot_take_is_recognised(message: str) -> None:
    assert is_unsupported(message)


@pytest.mark.parametrize("message", OTHER)
def test_other_errors_stay_errors(message: str) -> None:
    assert not is_unsupported(message)

"""The one door to Numba: a typed decorator, so that compiled kernels keep their Python signatures."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


# What of fast arithmetic is safe here: infinities and NaN keep their meaning.
_FAST = {"contract", "reassoc", "arcp", "nsz"}


def compiled(function: Kernel) -> Kernel:
    """Compile `function` to machine code on first use and keep the result on disk (single thread, deterministic)."""
    return cast(Kernel, njit(function, cache=True, fastmath=_FAST, error_model="numpy"))

"""The one door to Numba: a typed decorator, so that compiled kernels keep their Python signatures."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Compile `function` to machine code on first use and keep the result on disk (single thread, deterministic)."""
    return cast(Kernel, njit(cache=True, fastmath={"contract", "reassoc", "arcp", "nsz"}, error_model="numpy")(function))


def inlined(function: Kernel) -> Kernel:
    """Compile a small scalar function that other kernels call."""
    return cast(Kernel, njit(cache=True, fastmath={"contract", "reassoc", "arcp", "nsz"}, error_model="numpy", inline="never")(function))

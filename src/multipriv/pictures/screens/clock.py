"""What the status bar of a telephone shows."""

from typing import Any

from multipriv.seeds import stream


def status(seed: str) -> dict[str, Any]:
    """Return clock (24 hours), signal (bars of four) and battery (share)."""
    random = stream("status", seed)
    return {
        "clock": f"{random.randrange(7, 24)}:{random.randrange(60):02d}",
        "signal": random.randrange(2, 5),
        "battery": random.uniform(0.25, 1.0),
    }

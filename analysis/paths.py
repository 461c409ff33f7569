"""Where the shipped knowledge lives: beside the checkout, or inside an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(kind: str) -> Path:
    """The folder of shipped ``lexicons``, ``outlines``, ``fonts``, ``check``, ``raw``, ``notebooks``."""
    checkout = _PACKAGE.parent / ("notebooks" if kind == "notebooks" else f"data/{kind}")
    return checkout if checkout.is_dir() else _PACKAGE / "_shipped" / kind

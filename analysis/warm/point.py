"""What papermill loads while it is itself being imported; so it must import nothing."""

from __future__ import annotations

from typing import Any


class _Later:
    """Stands for the engine until papermill uses it."""

    def __getattr__(self, name: str) -> Any:
        from analysis.warm.engine import WarmEngine

        return getattr(WarmEngine, name)


engine = _Later()

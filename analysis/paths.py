"""Where the shipped knowledge lives: beside the checkout, or inside an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(kind: str) -> Path:
    """The folder of shipped ``lexicons``, ``outlines``, ``fonts``, ``check``, ``raw``, ``notebooks``."""
    checkout = _PACKAGE.parent / ("notebooks" if kind == "notebooks" else f"data/{kind}")
    return checkout if checkout.is_dir() else _PACKAGE / "_shipped" / kind


def from_here(*paths: str) -> list[str]:
    """Paths as a notebook gives them, wherever it is run from.

    One that begins with ``..`` is meant from the notebooks' own folder; elsewhere (papermill run
    from the repository, say) it is found from there, unless its folder exists as seen from here.
    """
    return [_from_here(path) for path in paths]


def _from_here(path: str) -> str:
    given = Path(path)
    own = shipped("notebooks") / given
    if given.parts[:1] != ("..",) or given.parent.exists() or not own.parent.exists():
        return path
    return str(own.resolve())

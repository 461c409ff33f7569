"""Partitions made here one after the other, or by the workers of a Dask cluster.

Dask is handed few partitions at a time, so that neither this process nor the scheduler ever holds
the corpus; a partition whose worker is lost goes to another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from analysis.batch.corpus import DONE, NAMES, Made, Reading, make_partition, part
from analysis.batch.place import Place
from analysis.errors import AnalysisError

_AHEAD = 2  # partitions in hand per worker: one being made, one on its way
_RETRIES = 3

Held = tuple[int, list[dict[str, Any]]]


def make_here(parts: Iterable[Held], how: Reading, out: str) -> Iterator[Made]:
    """Every partition, in order, in this process."""
    for number, held in parts:
        yield make_partition(number, held, how, out)


def make_with_dask(parts: Iterable[Held], how: Reading, out: str, client: Any) -> Iterator[Made]:
    """Every partition as it is finished; one that no worker survives is a failure of its own."""
    from distributed import as_completed

    todo = iter(parts)
    running = as_completed()
    sent: dict[Any, Held] = {}

    def send_more() -> None:
        while len(sent) < _AHEAD * max(1, len(client.ncores())):
            entry = next(todo, None)
            if entry is None:
                return
            number, held = entry
            future = client.submit(
                make_partition, number, held, how, out, retries=_RETRIES, pure=False
            )
            sent[future] = entry
            running.add(future)

    send_more()
    for future in running:
        number, held = sent.pop(future)
        error = future.exception()
        if isinstance(error, AnalysisError):
            raise error
        if error is None:
            yield future.result()
        else:
            yield _lost(number, held, f"{type(error).__name__}: {error}")
        send_more()


def _lost(number: int, held: list[dict[str, Any]], reason: str) -> Made:
    names = [str(e.get("unread") or e["article_id"]) for e in held]
    short = " ".join(reason.split())[:300]
    return Made(number, "", len(held), tuple((name, short) for name in names))


@contextmanager
def dask_client(address: str, jobs: int) -> Iterator[Any]:
    """A client of the scheduler at ``address``; ``local`` starts ``jobs`` workers here."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        message = "--scheduler needs Dask: pip install 'sitrep[dask]'"
        raise AnalysisError(message) from None
    if address != "local":
        try:
            client = Client(address, timeout="10s")
        except (OSError, ValueError) as error:
            raise AnalysisError(f"{address}: no scheduler answers: {error}") from None
        with client:
            yield client
        return
    cluster = LocalCluster(
        n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    )
    with cluster, Client(cluster) as client:
        yield client


def check_place(out: str) -> None:
    """Raises AnalysisError where the place holds somebody's other files."""
    ours = {DONE} | {f"{name}.{form}" for name in NAMES for form in ("jsonl", "csv", "parquet")}
    strangers = sorted(set(Place(out).names()) - ours)
    if strangers:
        message = f"{out}: holds {strangers[0]!r}, which is not ours; choose another folder"
        raise AnalysisError(message)


def tidy(out: str, how: Reading, count: int) -> None:
    """Take away partitions of an earlier, longer run, and what a kill left half-written."""
    place = Place(out)
    for table in (*(f"{name}.{how.form}" for name in NAMES), DONE):
        for name in place.names(table):
            if name.startswith("."):
                place.remove(f"{table}/{name}")
    for name in place.names(DONE):
        number = int(name.partition(".")[0])
        if number >= count:
            place.remove(f"{DONE}/{name}")
            for table in NAMES:
                place.remove(part(table, how.form, number))

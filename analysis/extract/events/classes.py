"""The class of an event: by its trigger word, by the means of an attack, by the type of a term.

Codes and values are CAMEO's (CAMEO Conflict and Mediation Event Observations, codebook 1.1b3, with
the Goldstein scale as its authors list it); class names are PLOVER's.
"""

from __future__ import annotations

from analysis.lean import dataclass


@dataclass(frozen=True, slots=True)
class Class:
    """A PLOVER class, a CAMEO code and that code's value on the Goldstein scale (-10 to +10), if it has one."""

    name: str
    code: str
    goldstein: float | None


_BY_CAUSE = {
    "airstrike": "195",
    "drone": "195",
    "shelling": "194",
    "missile": "194",
    "car_bomb": "183",
    "ied": "183",
    "suicide_attack": "183",
    "landmine": "183",
    "gunfire": "193",
    "ground_fighting": "190",
    "execution": "186",
    "chemical": "204",
    "other": "180",
    "unknown": "180",
}
_GOLDSTEIN_180 = -9.0
_BY_TERM = {
    "ceasefire": Class("RETREAT", "0871", 9.0),
    "buffer_zone": Class("RETREAT", "087", 9.0),
    "withdrawal": Class("RETREAT", "0874", 10.0),
    "disarmament": Class("RETREAT", "0873", 9.0),
    "prisoner_exchange": Class("AGREE", "0841", 7.0),
    "joint_patrol": Class("COOPERATE", "062", 7.4),
    "monitoring": Class("AGREE", "0861", 9.0),
    "humanitarian_access": Class("AGREE", "0863", 9.0),
    "return_of_displaced": Class("AGREE", "030", 4.0),
    "political_process": Class("AGREE", "030", 4.0),
    "talks": Class("CONSULT", "046", 7.0),
    "deadline": Class("AGREE", "030", 4.0),
    "other": Class("AGREE", "030", 4.0),
}


def by_cause(cause: str) -> Class:
    """The class of an attack by its means ("airstrike": CAMEO 195, aerial weapons)."""
    code = _BY_CAUSE.get(cause, "180")
    return Class("ASSAULT", code, _GOLDSTEIN_180 if code == "180" else -10.0)


def by_term(topic: str) -> Class:
    """The class of the event that a term promises."""
    return _BY_TERM[topic]

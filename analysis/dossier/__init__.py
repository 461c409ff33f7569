"""Several articles on one situation, reconciled into incidents and told in one brief."""

from analysis.dossier.compose import compose_dossier
from analysis.dossier.files import open_dossier, save_dossier
from analysis.dossier.incidents import Incident, find_incidents
from analysis.dossier.situation import Situation, read_situation

__all__ = [
    "Incident", "Situation", "compose_dossier", "find_incidents", "open_dossier", "read_situation",
    "save_dossier",
]  # fmt: skip

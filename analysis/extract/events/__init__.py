"""What happened, is happening or is to come: PLOVER classes with CAMEO codes and Goldstein values."""

from analysis.extract.events.find import find_events

__all__ = ["find_events"]

"""Time expressions, resolved against the day of publication and never beyond their words.

``atoms`` finds the pieces (a weekday, a part of the day, a clock time, an offset), neighbouring
pieces become one expression, ``resolve`` does the calendar.
"midnight Friday" in an article of Thursday 5 March 2020 is 2020-03-06T00:00.
"""

from analysis.extract.times.find import RUNS_ON, find_times

__all__ = ["RUNS_ON", "find_times"]

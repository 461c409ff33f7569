"""Composed articles that try the brief: long, short, without this or that, with much of one thing.

They go through the whole program; nothing in them is true.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.pipeline import Analysis, analyse
from analysis.records import Source
from analysis.report import open_article
from tests import hand_made

SAMPLES = (
    "gaza-crossing-2021-05-13", "guerrero-ambush-2019-10-15", "idlib-ceasefire-2020-03-05",
    "kharkiv-region-2022-09-30", "khartoum-hospital-2023-05-21", "mindanao-agreement-2014-01-25",
)  # fmt: skip

SHORT = "Two soldiers were killed near Aleppo on Monday, the army said."

NO_QUOTES = """\
Gunmen attacked a market in the town of Gao on Tuesday. At least 11 traders were killed and 30 \
were wounded.

The attack began before noon. Troops sealed off the road to the river. Shops stayed closed for \
the rest of the day."""

TWELVE = """\
The government of Sudan and the Sudan Liberation Movement signed a cease-fire agreement in Juba \
on Friday.

Both sides agreed to stop all hostilities from midnight on Saturday. Government troops will \
withdraw from the town of Golo within 30 days. The rebels will hand over their heavy weapons to \
monitors by June 30. Both sides will exchange 120 prisoners next week. A demilitarized zone 10 \
kilometers wide will be set up along the Nyala road.

A joint commission will monitor the cease-fire. The parties agreed to allow humanitarian aid into \
the Jebel Marra area. Joint patrols will begin along the highway on July 1. Displaced families \
will be allowed to return to their villages. The sides will begin political talks in August. The \
deal sets a deadline of September 15 for a final accord. The government will reopen the road to \
Nertiti. The movement agreed to release two aid workers."""

RIGHT_TO_LEFT = """\
Three people were killed in shelling of the town of Saraqib on Wednesday, the news site عنب بلدي \
said.

“The shells fell on the bakery,” said أحمد الخطيب, a volunteer. “We have no ambulance left.”

A resident, יעל כהן, told the radio station صوت الناس that 12 people were wounded."""

UNDATED = """\
Soldiers shelled the village of Kafr Nabl on Thursday, killing six people, the Civil Defence said.

“Nobody warned us,” said Huda Salim, a teacher. On Sunday 200 families had fled to the border."""


def _long() -> str:
    towns = "Homs Hama Latakia Raqqa Palmyra Manbij Jisr Douma Harem Salqin Binnish Sarmin".split()
    told = [
        f"In {town}, shelling killed {number + 2} people and wounded at least {number * 3 + 5} on "
        f"Monday, the Civil Defence said. “We counted the dead of {town} until the evening and then "
        f"we had to stop, because the road was under fire,” said doctor Samir Nasser. The army "
        f"denied that it had fired on {town}."
        for number, town in enumerate(towns)
    ]
    return "Fighting spread across Syria on Monday.\n\n" + "\n\n".join(told * 2)


def _composed(name: str, text: str, published: str | None = "2021-06-10") -> Analysis:
    title = name.replace("_", " ").capitalize()
    return analyse(Source(article_id=name, text=text, title=title, published=published))


@cache
def article(name: str) -> Analysis:
    """One of the articles, analysed."""
    made: dict[str, Callable[[], Analysis]] = {
        "long": lambda: _composed("long", _long()),
        "short": lambda: _composed("short", SHORT),
        "no_quotes": lambda: _composed("no_quotes", NO_QUOTES),
        "twelve_terms": lambda: _composed("twelve_terms", TWELVE),
        "right_to_left": lambda: _composed("right_to_left", RIGHT_TO_LEFT),
        "undated": lambda: _composed("undated", UNDATED, None),
        "no_casualties": hand_made.without_casualties,
        "forty_figures": hand_made.many,
        "truce": hand_made.truce,
        "hostile": hand_made.hostile,
        "empty": hand_made.empty,
    }
    return made[name]() if name in made else open_article(f"data/raw/{name}.txt")


COMPOSED = (
    "long", "short", "no_quotes", "twelve_terms", "right_to_left", "undated", "no_casualties",
    "forty_figures", "truce", "hostile", "empty",
)  # fmt: skip

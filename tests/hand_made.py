"""Findings made by hand over composed texts, for the tests of what is built on findings.

The views must hold whatever the extractors come to find; so their tests do not ask them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.lexicon import read_lexicons
from analysis.pipeline import Analysis
from analysis.reading import read
from analysis.records import (
    Actor,
    Article,
    Casualty,
    Event,
    Findings,
    Leftover,
    Paragraph,
    Place,
    Quote,
    Term,
    Time,
    Total,
)


class Draft:
    """An article and its findings, named by their words."""

    def __init__(self, text: str, **article: Any) -> None:
        paragraphs, at = [], 0
        for block in text.split("\n\n"):
            paragraphs.append(Paragraph(at, at + len(block)))
            at += len(block) + 2
        known = {"article_id": "composed", "sha256": "ab" * 32, "published": "2021-06-10"}
        self.article = Article(
            text=text, raw=text, paragraphs=tuple(paragraphs), **(known | article)
        )
        self.found: dict[str, list[Any]] = {}

    def add(self, record: type[Any], id_: str, words: str, /, nth: int = 1, **fields: Any) -> None:
        """One finding; ``nth`` picks the occurrence of ``words``."""
        at = -1
        for _ in range(nth):
            at = self.article.text.index(words, at + 1)
        found = record(at, at + len(words), id=id_, sentence=0, rule="by hand", **fields)
        self.found.setdefault(_TABLE[record], []).append(found)

    def done(self, *totals: Total) -> Analysis:
        """The analysis, as the pipeline would hand it on."""
        reading = read(self.article, read_lexicons())
        rows = {
            table: tuple(replace(one, sentence=reading.sentence_at(one.start)) for one in found)
            for table, found in self.found.items()
        }
        findings = Findings(totals=totals, **rows)
        return Analysis(self.article, reading.with_found(**rows), findings)


_TABLE: dict[type[Any], str] = {
    Actor: "actors", Casualty: "casualties", Event: "events", Leftover: "audit",
    Place: "places", Quote: "quotes", Term: "terms", Time: "times",
}  # fmt: skip

TRUCE = """\
Norland and Sudavia agreed Thursday to a truce in the river province of Ostrava starting at \
midnight.

The truce “to stop all fire along the present line” is expected to begin at midnight Friday, a \
joint note said. A safe corridor about 4 miles wide will be set up, with both armies having a \
week to settle the details. Troops will also carry out joint patrols along the R-4 road.

Norland airstrikes overnight left more than a dozen civilians dead in the valley, and \
at least 20 other people were hurt. The Rescue Corps said the raids hit a school near Dolna in \
Ostrava province. Thirteen people had lost their lives Wednesday, including seven children, to \
shelling of several towns, the Rescue Corps said.

“A new order cannot be avoided,” Marek Dolny said. “The truce will begin tonight.” Dolny told \
reporters that the rebels are the main reason for the misery.

In 2011 the two countries fought a war. The army later sent additional units to the province, \
4,300 by one count."""


def truce() -> Analysis:
    """A truce between invented countries, with four figures, one of them inside another."""
    draft = Draft(
        TRUCE,
        title="Norland and Sudavia agree on truce in Ostrava",
        byline="Ida Brandt",
        outlet="Composed Wire",
        published_basis="parameter",
        source_file="truce.txt",
    )
    night: dict[str, Any] = {"date_earliest": "2021-06-09T18:00", "date_latest": "2021-06-10T06:00"}
    wednesday: dict[str, Any] = {"date_earliest": "2021-06-09", "date_latest": "2021-06-09"}
    raid: dict[str, Any] = {
        "cause": "airstrike", "place": "Dolna", "place_words": "Dolna", "perpetrator": "Norland",
        "voice": "newsroom", "date_words": "overnight", **night,
    }  # fmt: skip
    corps: dict[str, Any] = {
        "reporter": "Rescue Corps", "attribution": "direct", "voice": "source",
        "cause": "shelling", "date_words": "Wednesday", **wednesday,
    }  # fmt: skip
    draft.add(
        Casualty,
        "c1",
        "more than a dozen civilians",
        harm="killed",
        low=13,
        best=12,
        high=None,
        bound="more_than",
        victims="more than a dozen civilians",
        victim_class="civilian",
        **raid,
    )
    draft.add(
        Casualty,
        "c2",
        "at least 20 other people",
        harm="injured",
        low=20,
        best=20,
        high=None,
        bound="at_least",
        victims="at least 20 other people",
        **raid,
    )
    draft.add(
        Casualty,
        "c3",
        "Thirteen people",
        harm="killed",
        low=13,
        best=13,
        high=13,
        bound="exact",
        victims="Thirteen people",
        **corps,
    )
    draft.add(
        Casualty,
        "c4",
        "seven children",
        harm="killed",
        low=7,
        best=7,
        high=7,
        bound="exact",
        victims="seven children",
        victim_class="children",
        subset_of="c3",
        subset_kind="including",
        **corps,
    )
    draft.add(
        Quote,
        "q1",
        "A new order cannot be avoided,",
        kind="direct",
        speaker="Marek Dolny",
        speaker_kind="person",
        speaker_role="President",
        cue="said",
        group="g1",
    )
    draft.add(
        Quote,
        "q2",
        "The truce will begin tonight.",
        kind="direct",
        speaker="Marek Dolny",
        speaker_kind="person",
        group="g1",
    )
    draft.add(
        Quote,
        "q3",
        "the rebels are the main reason for the misery",
        kind="indirect",
        speaker="Marek Dolny",
        speaker_kind="person",
        cue="told",
        addressee="reporters",
    )
    draft.add(
        Quote,
        "q4",
        "to stop all fire along the present line",
        kind="mixed",
        speaker="joint note",
        speaker_kind="document",
        cue="said",
    )
    draft.add(
        Quote,
        "q5",
        "the raids hit a school near Dolna in Ostrava province",
        kind="indirect",
        speaker="Rescue Corps",
        speaker_kind="organisation",
        cue="said",
    )
    draft.add(Time, "t1", "Thursday", earliest="2021-06-10", latest="2021-06-10", kind="weekday")
    draft.add(
        Time,
        "t2",
        "midnight Friday",
        earliest="2021-06-11T00:00",
        kind="clock",
        latest="2021-06-11T00:01",
        ambiguous=True,
        note="or the end of Friday, 2021-06-12T00:00",
    )
    draft.add(Time, "t3", "Wednesday", earliest="2021-06-09", latest="2021-06-09", kind="weekday")
    draft.add(
        Place,
        "p1",
        "Ostrava",
        name="Ostrava Province",
        country="Sudavia",
        precision="admin1",
        lat=35.86,
        lon=36.57,
        source="composed",
    )
    draft.add(
        Place,
        "p2",
        "Dolna",
        name="Dolna",
        country="Sudavia",
        admin1="Ostrava",
        precision="near",
        lat=36.01,
        lon=36.67,
        source="composed",
    )
    draft.add(Place, "p3", "R-4 road", name="R-4 road", precision="line")
    draft.add(Actor, "a1", "Rescue Corps", name="Rescue Corps", kind="organisation")
    draft.add(
        Event,
        "e1",
        "agreed Thursday to a truce",
        event_class="Declare truce",
        code="0871",
        goldstein=9.0,
        actors=("Norland", "Sudavia"),
        date_words="Thursday",
        date_earliest="2021-06-10",
        date_latest="2021-06-10",
        summary="Norland and Sudavia agreed to a truce",
    )
    draft.add(
        Event,
        "e2",
        "Norland airstrikes overnight",
        event_class="Air strike",
        code="195",
        goldstein=-10.0,
        date_words="overnight",
        place="Dolna",
        casualties=("c1", "c2"),
        summary="Norland airstrikes killed more than a dozen civilians",
        **night,
    )
    draft.add(
        Event,
        "e3",
        "shelling of several towns",
        event_class="Shelling",
        code="194",
        goldstein=-10.0,
        status="claimed",
        date_words="Wednesday",
        summary="shelling of several towns",
        casualties=("c3",),
        **wednesday,
    )
    draft.add(
        Event,
        "e4",
        "The truce will begin tonight",
        event_class="Ease",
        goldstein=7.4,
        status="expected",
        date_words="tonight",
        date_earliest="2021-06-11T00:00",
        date_latest="2021-06-11T00:01",
        summary="The truce will begin tonight",
    )
    draft.add(
        Event,
        "e5",
        "the two countries fought a war",
        event_class="Fight",
        goldstein=-10.0,
        date_words="In 2011",
        date_earliest="2011",
        date_latest="2011",
        summary="the two countries fought a war",
    )
    draft.add(
        Event,
        "e6",
        "sent additional units to the province",
        event_class="Mobilize",
        goldstein=-7.2,
        summary="The army sent additional units to the province",
    )
    draft.add(
        Term,
        "m1",
        "to stop all fire along the present line",
        type="ceasefire",
        what="to stop all fire",
        where="along the present line",
        when_earliest="2021-06-11T00:00",
        when_latest="2021-06-11T00:01",
        parties=("Norland", "Sudavia"),
        status="expected",
        agreement="agreement-1",
    )
    draft.add(
        Term,
        "m2",
        "A safe corridor about 4 miles wide will be set up",
        type="buffer_zone",
        what="A safe corridor about 4 miles wide",
        quantity=4,
        unit="miles",
        quantity_si="6.4 km",
        status="agreed",
        agreement="agreement-1",
    )
    draft.add(
        Term,
        "m3",
        "joint patrols along the R-4 road",
        type="joint_patrol",
        what="joint patrols",
        where="along the R-4 road",
        agreement="agreement-1",
    )
    draft.add(Leftover, "x1", "4,300", kind="figure", reason="not understood")
    draft.add(Leftover, "x2", "R-4", kind="figure", reason="a road name")
    return draft.done(
        Total(
            "killed",
            26,
            None,
            None,
            ("c1", "c3"),
            (("c4", "part of c3"),),
            "holds only if the two reports do not overlap",
        ),
        Total("injured", 20, 20, None, ("c2",)),
    )


def without_casualties(title: str | None = "Talks resume") -> Analysis:
    """An article of one paragraph in which nobody is harmed."""
    draft = Draft("Envoys met in the border town of Dolna. Talks are to go on, they said.",
                  title=title, published=None)  # fmt: skip
    draft.add(
        Event,
        "e1",
        "Envoys met",
        event_class="Consult",
        goldstein=1.0,
        summary="Envoys met in the border town of Dolna",
        place="Dolna",
    )
    return draft.done()


def empty() -> Analysis:
    """An article in which nothing is found at all."""
    return Draft("Nothing is known.", title=None, published=None).done()


def hostile() -> Analysis:
    """Markup, dollar signs, control characters and right-to-left names in every text field."""
    evil = "</script><script>alert(1)</script>"
    name = "عبد الله <b>x</b>"
    draft = Draft(
        f"{name} said “{evil} $x^2$ & <img src=x onerror=alert(2)>”. \x07Two men were killed.",
        title=f"{evil} $a_b$", byline=f'"{evil}', outlet=evil, url="javascript:alert(3)",
        published_basis=evil, article_id=evil, source_file="<i>.txt",
    )  # fmt: skip
    draft.add(Quote, "q1", f"{evil} $x^2$", kind="direct", speaker=name, speaker_kind="person",
              speaker_role=evil)  # fmt: skip
    draft.add(Casualty, "c1", "Two men", harm="killed", low=2, best=2, high=2, bound="exact",
              victims="Two men", reporter=evil, attribution="direct", place=evil, perpetrator=evil,
              voice="newsroom", date_words=evil)  # fmt: skip
    draft.add(
        Event,
        "e1",
        "Two men were killed",
        event_class=evil,
        goldstein=-10.0,
        date_earliest="2021-06-09",
        date_latest="2021-06-09",
        summary=evil + "\x07 $x$ عبد",
    )
    draft.add(Term, "m1", "Two men were killed", type="other", what=evil, where=evil,
              parties=(evil,))  # fmt: skip
    draft.add(Leftover, "x1", "said", kind="figure", reason=evil)
    return draft.done(Total("killed", 2, 2, 2, ("c1",), (), evil))


def many(figures: int = 40) -> Analysis:
    """An article with as many figures and events as asked for, of every kind of bound."""
    bounds = ("exact", "at_least", "more_than", "up_to", "about", "range", "words_only")
    harms = ("killed", "injured", "missing", "displaced", "abducted", "detained")
    lines = [f"On day {n} shelling of the village number {n} harmed {n * n + 3} people, "
             f"the council of the upper valley said." for n in range(1, figures + 1)]  # fmt: skip
    draft = Draft("\n\n".join(lines), title="A long war in many figures")
    for n in range(1, figures + 1):
        bound, value = bounds[n % 7], n * n + 3
        low = None if bound in ("up_to", "about") else value
        high = {"exact": value, "up_to": value, "range": value * 2}.get(bound)
        best = None if bound in ("range", "words_only", "up_to") else value
        day = f"2021-{5 + n // 25:02}-{n % 25 + 1:02}"
        draft.add(Casualty, f"c{n}", f"{value} people, ", harm=harms[n % 6], low=low, best=best,
                  high=high, bound=bound, victims=f"{value} people",
                  date_earliest=day, date_latest=day,
                  reporter="council of the upper valley" if n % 2 else None,
                  subset_of=f"c{n - 1}" if n % 5 == 0 else None,
                  attribution="direct" if n % 2 else "none")  # fmt: skip
        draft.add(Event, f"e{n}", f"shelling of the village number {n} ", event_class="Fight",
                  goldstein=-10.0 if n % 3 else 7.0, date_earliest=day, date_latest=day,
                  summary=f"shelling of the village number {n} harmed people in the upper valley",
                  date_words=f"day {n}",
                  status=("past", "expected", "denied")[n % 3 if n > 30 else 0])  # fmt: skip
    return draft.done(Total("killed", 100, None, None, ("c6", "c12"), (), "if apart"))

"""The day and place of a deed told without a figure, settled as those of a figure beside it are.

An attack that nobody is counted in shares its incident with the figures around it: it is read as
a figure standing at its trigger word would be, and takes what the resolved figures have settled.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right

from analysis.extract.context.acting import governs
from analysis.extract.context.author import local_author
from analysis.extract.context.calling import called
from analysis.extract.context.cues import cues_of
from analysis.extract.context.fill import day_of
from analysis.extract.context.geography import compatible
from analysis.extract.context.incident import Incident
from analysis.extract.context.incidents import chain_of
from analysis.extract.context.names import Name
from analysis.extract.context.naming import named
from analysis.extract.context.placing import place_of
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import fights_in
from analysis.extract.context.told import Told
from analysis.extract.context.when import When, dating, nearest
from analysis.extract.context.where import (
    Where,
    local_where,
)
from analysis.lean import replace
from analysis.reading import Reading
from analysis.records import Casualty, Place


class Deeds:
    """What the incidents of one article say about deeds at any of its words."""

    def __init__(self, reading: Reading) -> None:
        self.cues = cues_of(reading)
        self._chain = chain_of(self.cues)
        self._told = Told()
        self._placed: dict[int, list[tuple[int, Where]]] = {}  # by incident, in order
        self._named: dict[str, Place] = {}
        for place in reading.found.places:
            self._named.setdefault(place.name, place)
        for figure in reading.found.casualties:
            context = self._settled(figure)
            self._told.takes(self.cues, self._chain, context)
            if context.where is not None and figure.scope == "incident":
                incident = id(self._chain.of(figure.sentence))
                self._placed.setdefault(incident, []).append((figure.sentence, context.where))

    def _settled(self, figure: Casualty) -> Context:
        """A resolved figure as the context it was filled from."""
        when, where = None, None
        if figure.date_earliest or figure.date_latest:
            words = figure.date_words or ""
            when = When(figure.date_earliest, figure.date_latest, words, "when.figure")
        place = self._named.get(figure.place or "")
        if place is not None:
            where = Where(place.name, figure.place_words or "", "where.figure", place)
        return Context(figure, when=when, where=where)

    def incident(self, sentence: int) -> Incident:
        """The incident a sentence tells of."""
        return self._chain.of(sentence)

    def own(
        self, start: int, end: int, sentence: int, clause: tuple[int, int]
    ) -> tuple[When | None, Where | None]:
        """The day and place that the sentence itself gives to the deed at ``start``.

        A time of the deed's own ``clause`` goes before those of the rest of the sentence, and of these
        only one that no other clause parts from it counts.
        """
        at, cues = _standing(start, end, sentence), self.cues
        scene, times = cues.scene(sentence), dating(cues, sentence)
        near = [t for t in times if clause[0] <= t.start < clause[1]]
        near = near or [t for t in times if not _parted(cues.text, t.start, start)]
        when = nearest(cues, scene, at, near) if near else None
        return when, local_where(cues, at)

    def carried(
        self, start: int, end: int, sentence: int, own: tuple[When | None, Where | None]
    ) -> tuple[When | None, Where | None]:
        """The day and place of a deed, its incident's where its sentence gives none."""
        context = Context(_standing(start, end, sentence), when=own[0], where=own[1])
        mates = self._chain.around(sentence)
        context.when = day_of(self.cues, self._chain, context, mates, self._told)
        context.where = place_of(self.cues, self._chain, context, mates, self._until(sentence))
        return context.when, context.where

    def doers(
        self,
        start: int,
        end: int,
        sentence: int,
        clause: tuple[int, int],
        *,
        deed: bool,
        verb: bool,
    ) -> list[Name]:
        """Who did what the words at ``start`` tell, in order: the subject, the agent, both sides of a fight.

        Only a ``verb`` has a subject; of talk (no ``deed``) only that counts.
        """
        cues = self.cues
        scene = cues.scene(sentence)
        names = named(cues, scene)
        governing = (n for n in reversed(names) if governs(cues.text, scene, n, start))
        found = list(itertools.islice(governing, 1)) if verb else []
        if deed:
            author = local_author(cues, _standing(start, end, sentence))
            if author is not None:
                found.append(Name(author.start, author.end, author.name))
            for fight in fights_in(cues, scene, names):
                if clause[0] <= fight.one.start and fight.other.end <= clause[1]:
                    found += [fight.one, fight.other]
            if cues.text.startswith(" between ", end):
                found += [n for n in names if end < n.start < clause[1]]
        named_so = [replace(n, name=called(cues, n.did("doer")).name) for n in found]
        return sorted(named_so, key=lambda name: name.start)

    def _until(self, sentence: int) -> Told:
        """What the figures settled, of places only those told up to a sentence."""
        incident = id(self._chain.of(sentence))
        placed = self._placed.get(incident, [])
        n = bisect_right(placed, sentence, key=lambda pair: pair[0])
        return Told(self._told.days, {incident: placed[n - 1][1]} if n else {})

    def where_named(self, name: str | None) -> Where | None:
        """The place of that name, as a figure's is held."""
        place = self._named.get(name or "")
        return Where(place.name, place.name, "where.named", place) if place else None

    def dated(self, sentence: int) -> bool:
        """True where the sentence names any time of a deed, of whatever length."""
        return bool(dating(self.cues, sentence))

    def may_meet(self, one: str | None, two: str | None) -> bool:
        """True where two places of these names may be one, or one lies in the other."""
        if not one or not two or one == two:
            return True
        a, b = self._named.get(one), self._named.get(two)
        return a is not None and b is not None and compatible(a, b)

    def is_area(self, name: str | None) -> bool:
        """True for a country or one of its provinces."""
        place = self._named.get(name or "")
        return place is not None and place.precision in ("country", "admin1")

    def finer(self, one: str | None, two: str | None) -> str | None:
        """The name of the finer of two places."""
        a, b = self._named.get(one or ""), self._named.get(two or "")
        if a is None or b is None:
            return one or two
        rank = ("exact", "near", "unnamed", "admin2", "admin1", "line", "country")
        return one if rank.index(a.precision) <= rank.index(b.precision) else two


# "while", "as" and "amid" tell of the same hour; these of another
_PARTING = re.compile(
    r";|\b(?:after|before|following|until|since|which|who|whose|where|but|although|though)\b",
    re.IGNORECASE,
)


def _parted(text: str, one: int, two: int) -> bool:
    """True where a clause of another time begins between two offsets."""
    return bool(_PARTING.search(text, min(one, two), max(one, two)))


def _standing(start: int, end: int, sentence: int) -> Casualty:
    """A figure without a number at the words of a deed."""
    return Casualty(start, end, "", sentence, "deed", "killed", None, None, None, "exact")

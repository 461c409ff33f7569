"""What a figure's own words say of it: the class of the victims, its scope and its status.

Denied or only feared harm is told by the words of its clause; what the times say is in ``scope``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.negated import is_meant
from analysis.extract.casualties.row import Link, is_purpose
from analysis.extract.casualties.scope import Scopes
from analysis.lean import replace
from analysis.records import Casualty

_WOMEN_AND_CHILDREN = re.compile(
    r"\b(?:mostly|mainly|many of them)\b.{0,20}\b(?:women|children|civilians)\b"
)
_SETS_FREE = frozenset("release free return exchange swap".split())
_THEN_SAID = frozenset(
    "said says saying insisted insisting stated maintained though although whereas ;".split()
)
_SAYS_ELSE = frozenset(
    "claimed claims accused accuses blamed blames announced reported told vowed boasted added alleged".split()
)  # "rejected the charge and claimed to have killed nine"
_UNLESS = frozenset(("if", "unless", "otherwise"))
_INVOLVED = frozenset(
    "links link involvement responsibility role part participation connection connections hand "
    "complicity knowledge ties involved responsible".split()
)  # "denied any role in the murder of": whoever did it, it was done


# "four personnel of the Frontier Corps"
_OF_A_FORCE = re.compile(
    r"\b(?:personnel|members|men|recruits|staff) (?:of|from) the (?:[a-z-]+ ){0,3}?"
    r"(?:corps|police|levies|rangers|constabulary|gendarmerie|scouts|border guards?)\b"
)
_REACHES = frozenset(("reach", "rise", "climb", "hit", "grow", "mount", "approach"))


class Describer(Scopes):
    """Describes the figures of one article."""

    def described(self, record: Casualty, link: Link, whole: Casualty | None) -> Casualty:
        """The record with its class, scope and status."""
        scope = self._scope(record, link)
        if scope is None and whole is not None and not self._died_at_once(record, whole):
            scope = whole.scope
        status = self._status(record, link)
        if status == "hypothetical" and record.bound == "exact" and self._is_peak(link):
            record = replace(record, low=None, bound="up_to")
        return replace(
            record,
            victim_class=self._class(link.group),
            scope=scope or "incident",
            status=status,
        )

    def _is_peak(self, link: Link) -> bool:
        """ "The toll could reach 90": no more than that, and nobody says no fewer."""
        between = self._norms[link.trigger[1] : link.group.first]
        return link.rule == "casualty.toll" and not _REACHES.isdisjoint(between)

    def _class(self, group: Group) -> str:
        reading, head = self._reading, group.head
        found = str(head.entry.get("class")) if head else "unknown"
        start = reading.tokens.starts[group.first]
        tail = reading.text[start : reading.tokens.ends[group.stop - 1] + 40].lower()
        if found == "unknown" and _WOMEN_AND_CHILDREN.search(tail):
            return "civilian"
        if found == "unknown" and head is not None and _OF_A_FORCE.search(tail):
            return "security"
        words = set(self._norms[group.first : group.stop])
        if found == "unknown" and words & {"civilian", "civilians"}:
            return "civilian"
        return found

    def _status(self, record: Casualty, link: Link) -> str:
        """reported, unless the clause makes it hypothetical or denies it."""
        first = link.trigger[0]
        span = self._reading.sentences[record.sentence]
        if link.rule == "casualty.active" and is_purpose(self._norms, first):
            return "reported" if self._norms[first] == "bury" else "hypothetical"
        if is_meant(self._norms, link) or self._might_have_been(first, span.first, span.stop):
            return "hypothetical"
        for tag in self._reading.tagged_within("scope", span.first, first):
            kind = tag.entry.get("kind")
            if self._is_month(tag.first, span.first):
                continue
            if kind == "hypothetical" and first - tag.stop <= 4:
                if self._norms[first - 2 : first] == [",", "with"]:
                    continue  # "the toll could rise, with 30 of the injured in danger"
                if not _SETS_FREE.isdisjoint(self._norms[tag.stop : first]):
                    continue  # "will release 36 captured soldiers": the capture is a fact
                return "hypothetical"
            if kind == "denied" and first - self._behind_that(tag.stop, first) <= 12:
                between = self._norms[tag.stop : first]
                says = any(
                    one in ("and", "but", "before")
                    and not _SAYS_ELSE.isdisjoint(between[k + 1 : k + 4])
                    for k, one in enumerate(between)
                )
                if not says and _THEN_SAID.isdisjoint(between) and _INVOLVED.isdisjoint(between):
                    return "denied"
        if link.rule == "casualty.toll" and self._only_supposed(link):
            return "hypothetical"
        return "reported"

    def _might_have_been(self, first: int, begin: int, end: int) -> bool:
        """ "Had the fuse not failed, the bomb would have killed 500": it did not."""
        norms = self._norms
        if norms[first - 1] != "have" or norms[first - 2] not in ("would", "could", "might"):
            return False
        said = norms[begin : first - 2]
        had = said[:1] == ["had"] or not _UNLESS.isdisjoint(norms[begin:end])
        return had or ("had", "it") in pairwise(norms[first:end])

    def _behind_that(self, k: int, first: int) -> int:
        """ "denied a radio's report earlier this week that nine were taken": behind "that"; else ``k``."""
        ahead = self._norms[k : min(first, k + 10)]
        if "that" not in ahead or "," in ahead:
            return k
        return k + ahead.index("that") + 1

    def _only_supposed(self, link: Link) -> bool:
        """ "the toll could reach 200": a toll feared, not told."""
        first, stop = link.trigger[1], link.group.first
        return any(
            tag.entry.get("kind") == "hypothetical" and not self._is_month(tag.first, first)
            for tag in self._reading.tagged_within("scope", first, stop)
        )

    def _is_month(self, k: int, first: int) -> bool:
        """True for "May" the month, which is no "may"."""
        words, norms = self._reading.tokens.words, self._norms
        if words[k] == "May" and "".join(norms[k + 1 : k + 2]).isdigit():
            return True  # "May 30 2017 Army kills 11"
        if norms[k] != "may" or words[k].islower() or k == first:
            return False
        near = norms[k - 1] + (norms[k + 1] if k + 1 < len(norms) else "")
        return words[k] != "MAY" or any(map(str.isdigit, near))

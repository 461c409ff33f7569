"""What those who fight are called: "the rebels" by their group's name, "its fighters" by whose they are.

And who is nobody's victim of his own: "17 Tigers" were not killed by the Tamil Tigers.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from analysis.extract.context.cues import Cues, kinds_of
from analysis.extract.context.names import Author, named
from analysis.extract.context.reporter import Reporter
from analysis.extract.context.sides import nonstate, same_side
from analysis.lean import replace
from analysis.reading import starting
from analysis.records import Actor, Casualty

GROUP = re.compile(
    r"(?:militants|rebels|insurgents|guerrillas|jihadists|extremists|terrorists|separatists|fighters)"
)


def is_group(cues: Cues, name: str) -> bool:
    """True where the article has an armed group of that name."""
    return "armed_group" in kinds_of(cues.reading, name)


def called(cues: Cues, author: Author) -> Author:
    """ "The militants" are the one armed group that the article names; "its fighters" the one just named."""
    name = _whose_men(cues, author) or _of_the_junta(cues, author) or the_group(cues, author.name)
    return replace(author, name=name) if name else author


_JUNTA = re.compile(
    r"(?:the )?(?:(?:military )?junta|military (?:council|government|regime)|regime)(?: (?:forces|troops|soldiers))?"
    r"|(?:government |army )?(?:troops|soldiers|forces)|(?:the )?(?:army|military)",
    re.IGNORECASE,
)


def _of_the_junta(cues: Cues, author: Author) -> str | None:
    """Where a junta rules, it, "the regime" and "troops" are the country's military."""
    if not cues.says("junta") or not _JUNTA.fullmatch(author.name):
        return None
    country = _one_country(cues)
    return f"{country} military" if country else None


def _one_country(cues: Cues) -> str | None:
    """The country of most of the article's places."""
    found = Counter(p.country for p in cues.reading.found.places if p.country)
    if not found:
        return None
    name, times = found.most_common(1)[0]
    return name if times * 2 > found.total() else None


def _whose_men(cues: Cues, author: Author) -> str | None:
    """Whose "its fighters", "their gunmen" are: the group or state named last before them."""
    if not _THEIRS.search(cues.text[max(0, author.start - 8) : author.start]):
        return None
    here = cues.reading.sentence_at(author.start)
    for sentence in (here, here - 1) if here else (here,):
        before = [n for n in named(cues, cues.scene(sentence)) if n.end < author.start]
        sides = [n.name for n in before if not nonstate(n.name) or not n.name.islower()]
        if sides:
            return sides[-1]
    return None


_THEIRS = re.compile(r"\b(?:[Ii]ts|[Tt]heir) (?:own )?$")


def the_group(cues: Cues, words: str) -> str | None:
    """The one named group of the article, where ``words`` ("the rebels", "Tamil guerrillas") mean it."""
    head = words.split(" ")[-1]
    if not GROUP.fullmatch(head):
        return None
    groups = cues.once("groups by name", lambda: _groups(cues))
    name = groups[0].name if groups else ""
    if not groups or any(group.name != name for group in groups):
        return _the_joined(cues, head) if words == head else None
    if words.islower():
        return name if cues.says_the(head) else None
    return name if same_side(words, name) else None


def _the_joined(cues: Cues, head: str) -> str | None:
    """The one group of several that the article calls that itself ("Red Hand (RH) militants")."""

    def find() -> str | None:
        groups = cues.once("groups by name", lambda: _groups(cues))
        joined = {a.name for a in groups if _kind_behind(head).match(cues.text, a.end)}
        return next(iter(joined)) if len(joined) == 1 else None

    return cues.once(f"joined {head}", find)


def _groups(cues: Cues) -> list[Actor]:
    """The armed groups that the article names, wherever it does."""
    actors = cues.reading.found.actors
    return [a for a in actors if a.kind == "armed_group" and not a.name.islower()]


@lru_cache(maxsize=64)
def _kind_behind(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?: \([^)]{{1,20}}\))? {head}\b")


def of_their_own(cues: Cues, figure: Casualty, author: Author) -> bool:
    """ "17 Tigers" were not killed by the Tamil Tigers, whatever the text called those before."""
    name = called(cues, author).name
    if not is_group(cues, name):
        return False
    inside = starting(cues.reading.found.actors, figure.start, figure.end)
    if any(a.name == name and a.start != author.start for a in inside):
        return not _BY_WHOM.search(cues.text[figure.start : figure.end])
    return same_side(figure.victims or "", name)


def of_the_speakers(
    cues: Cues, figure: Casualty, author: Author, reporter: Reporter | None
) -> bool:
    """ "The Front said two of its men were hurt": the Front did not hurt them."""
    if reporter is None or reporter.name != author.name:
        return False
    own_army = figure.victim_class == "combatant_state" and figure.rule != "casualty.active"
    if own_army and not nonstate(author.name) and not is_group(cues, author.name):
        return True  # "the army has announced the deaths of four reservists"
    return _OWN_MEN.search(cues.text, figure.start, figure.end + 10) is not None


_OWN_MEN = re.compile(
    r"\b(?:its|their|our) (?:own )?(?:men|fighters|soldiers|troops|forces|members|officers|policemen|militants|"
    r"personnel|peacekeepers|ranks|comrades|servicemen)\b"
)
_BY_WHOM = re.compile(r"\bby\b")


def reporting_group(cues: Cues, reporter: Reporter) -> str:
    """The reporter's name; of "the rebels" the group's, not of a man who says he speaks for them."""
    quote = reporter.quote
    at = quote.speaker_start if quote is not None and quote.speaker_start is not None else 0
    if re.search(r"\bfor (?:the )?$", cues.text[max(0, at - 10) : at]):
        return reporter.name
    return the_group(cues, reporter.name) or reporter.name

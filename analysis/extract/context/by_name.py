"""The group that "terrorists", "rebels" are, where another sentence on the same deed has their name.

"Terrorist shells killed two. ... Members of the Front fired the shells, a police source said": the Front's.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.context.calling import called
from analysis.extract.context.cues import Cues
from analysis.extract.context.meant import GROUP, is_group
from analysis.extract.context.names import Author
from analysis.extract.context.naming import named
from analysis.extract.context.owners import owner_of
from analysis.extract.context.sharing import Context
from analysis.extract.context.sides import nonstate, same_side, state
from analysis.lean import replace

_TOLD = frozenset(
    (
        "author.agent",
        "author.owner",
        "author.by",
        "author.subject",
        "author.clause",
        "author.claimed",
    )
)


def as_the_group_is_named(cues: Cues, contexts: Sequence[Context]) -> None:
    """Authors by a common noun get the name of the one group that is told to have done the same deed."""
    plain = [c for c in contexts if _is_plain(cues, c)]
    told = [c for c in contexts if _is_named(cues, c)] if plain else []
    renamed: dict[tuple[int, int], Author] = {}
    for context in plain:
        of_it = [one.author for one in told if _one_deed(cues, context, one)]
        of_it += _owners_beside(cues, context)
        names = {called(cues, one).name: one for one in of_it if one is not None}
        if context.author is not None and len(names) == 1:
            name, theirs = names.popitem()
            if not same_side(context.figure.victims or "", name):
                at = context.author.start, context.figure.sentence
                context.author = renamed[at] = replace(theirs, name=name, rule="author.by_name")
                told.append(context)
    for context in plain if renamed else ():
        author = context.author
        if author is not None:  # "terrorist shells killed four, wounding three"
            context.author = renamed.get((author.start, context.figure.sentence), author)


# found by what the article tells elsewhere, each less sure than a sentence on the figure itself
_GUESSED = frozenset(
    (
        "author.belligerent",
        "author.incident",
        "author.incident_foe",
        "author.means",
        "author.other_side",
    )
)
_SAID = _TOLD | {"author.foe", "author.adjective", "author.its_own"}


def as_it_is_told_again(contexts: Sequence[Context]) -> None:
    """ "Fighting kills 40 rebels", told again as "40 rebels died in clashes with marines": by the marines."""
    told = {
        _deed_of(c): c.author for c in contexts if c.author is not None and c.author.rule in _SAID
    }
    for context in contexts if told else ():
        author = context.author
        nobodys = context.divided or context.lost
        if (author is None and not nobodys) or (author is not None and author.rule in _GUESSED):
            context.author = told.get(_deed_of(context)) or author


def _deed_of(context: Context) -> str:
    return context.figure.same_as or context.figure.id


def _is_plain(cues: Cues, context: Context) -> bool:
    author = context.author
    if author is None or context.figure.scope != "incident":
        return False
    name = called(cues, author).name
    return name.islower() and GROUP.fullmatch(name.split()[-1]) is not None


def _is_named(cues: Cues, context: Context) -> bool:
    author = context.author
    if author is None or author.rule not in _TOLD or context.figure.scope != "incident":
        return False
    return _is_a_groups(cues, author)


def _is_a_groups(cues: Cues, author: Author) -> bool:
    name = called(cues, author).name
    return not name.islower() and is_group(cues, name)


def _one_deed(cues: Cues, context: Context, one: Context) -> bool:
    """True for two tellings of one figure, and for "killed four and wounded three"."""
    a, b = context.figure, one.figure
    if (a.same_as or a.id) == (b.same_as or b.id):
        return True
    first, second = (a, b) if a.start < b.start else (b, a)
    return a.sentence == b.sentence and cues.text[first.end : second.start] == " and "


def _owners_beside(cues: Cues, context: Context) -> list[Author]:
    """Groups whose attack of the same means the figure's own sentence tells of, as behind a headline run in."""
    scene, cause = cues.scene(context.figure.sentence), context.cause
    if cause is None or cause.rule != "cause.sentence":
        return []
    alike = (a for a in scene.attacks if a.cause == cause.name and a.strength > 1)
    owners = (owner_of(cues, scene, a, named(cues, scene)) for a in alike)
    return [owner for owner in owners if owner is not None and _is_a_groups(cues, owner)]


def not_of_one_part(contexts: Sequence[Context]) -> None:
    """ "51 died in raids and shelling: 15 in army raids, nine in rebel shelling": the 51 are nobody's alone."""
    parts: dict[str, set[str]] = {}
    for part in contexts:
        whole = part.figure.subset_of
        if whole and part.figure.subset_kind == "breakdown" and part.author is not None:
            parts.setdefault(whole, set()).add(part.author.name)
    for context in contexts:
        names = parts.get(context.figure.id, set())
        if any(map(nonstate, names)) and any(map(state, names)):
            context.author, context.divided = None, True

"""Words of attack used in a manner of speaking: "attacked the plan", "bombarded us with letters",
"a barrage of questions", and a match in which shots are fired.

They are no tags of attack, so that no rule after the reading takes them for force. The nouns that
give such a word away are listed in ``figurative.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.lexicon import Lexicons, Tag
from analysis.text import Tokens

_AT_WORDS = frozenset(
    (
        "attacked",
        "attacks",
        "attacking",
        "attack",
        "bombed",
        "shot",
        "torpedoed",
        "hit",
        "downed",
        "battled",
        "battling",
        "battle",
        "fought",
    )
)
_BOMBARDED = frozenset(
    ("bombarded", "bombarding", "bombard", "bombards", "bombed", "peppered", "sprayed")
)
_OF = frozenset(
    (
        "barrage",
        "barrages",
        "salvo",
        "salvos",
        "bombardment",
        "volley",
        "explosion",
        "explosions",
        "blast",
    )
)
_VERBS = _AT_WORDS | _BOMBARDED | _OF
# "It was like a bombing": what it was not
_LIKE_A = tuple(
    [verb, "like", a] for verb in ("was", "is", "were", "felt") for a in ("a", "an", "the")
)
_ENDS = frozenset(
    "with from by in on at of to for and but or as after before when while who which that near about over "
    "again later too is are was were".split()
)
_JOINTS = frozenset(("-", "'s", "\u2019s", "\u201c", '"', "\u2018"))
_MEANS = "other.means"
_VAGUE = frozenset((_MEANS, "airstrike.hint", "airstrike.raid", "offensive"))
_PHRASE = 5  # tokens of a phrase up to its head
_TO_WITH = 7  # tokens from "bombarded" to "with"
_MATCH, _BESIDE_SCORE = 6, 3  # different words of sport that make a match report
_GOALS = 3  # digits of a score
_DASHES = frozenset(("-", "\u2013"))


def literal(tags: dict[str, list[Tag]], tokens: Tokens, lexicons: Lexicons) -> dict[str, list[Tag]]:
    """The tags less the words of attack that are figures of speech."""
    if is_match_report(tags, tokens, lexicons):
        told = [tag for tag in tags.get("events", ()) if tag.entry.get("class") != "ASSAULT"]
        return {**tags, "attacks": [], "events": told}
    out, norms = tags, tokens.norms
    for name in ("attacks", "events"):
        found = tags.get(name, ())
        like = "like" in norms
        if like or any(norms[t.first] in _VERBS or norms[t.stop - 1] in _VERBS for t in found):
            kept = [tag for tag in found if not _is_figure(tag, norms, lexicons)]
            if len(kept) < len(found):
                out = {**out, name: kept}
    if _is_disaster(out, tokens, lexicons):
        sure = [tag for tag in out["attacks"] if tag.entry.id == _MEANS]
        out = {**out, "attacks": sure}
    return out


def _is_disaster(tags: dict[str, list[Tag]], tokens: Tokens, lexicons: Lexicons) -> bool:
    """True of an earthquake after which "the army sent helicopters": none but vague words of attack,
    beside words of a disaster."""
    found = tags.get("attacks", ())
    if not found or any(tag.entry.id not in _VAGUE for tag in found):
        return False
    return not lexicons["accidents"].terms(kind="disaster").isdisjoint(tokens.norms)


def is_match_report(tags: dict[str, list[Tag]], tokens: Tokens, lexicons: Lexicons) -> bool:
    """True for a page of sport: many words of it, and more of them than words of attack.

    Three words of sport are enough beside a score ("won 4-1"), where no word tells of death.
    """
    found = tags.get("sport", ())
    if len(found) < _BESIDE_SCORE:
        return False
    words = {tuple(tokens.norms[tag.first : tag.stop]) for tag in found}
    attacks = {tuple(tokens.norms[tag.first : tag.stop]) for tag in tags.get("attacks", ())}
    if len(words) >= _MATCH:
        return len(words) > 2 * len(attacks)
    return (
        len(words) >= _BESIDE_SCORE
        and _nouns(lexicons, "deadly").isdisjoint(tokens.norms)
        and _has_score(tokens.norms)
    )


def _has_score(norms: Sequence[str]) -> bool:
    """True where "4-1" stands: two small numbers and no word of what they count."""
    for k in range(1, len(norms) - 1):
        if norms[k] in _DASHES and norms[k - 1].isdigit() and norms[k + 1].isdigit():
            after = norms[k + 2] if k + 2 < len(norms) else "."
            if len(norms[k - 1] + norms[k + 1]) <= _GOALS and (
                not after[0].isalpha() or after in _ENDS or after.endswith("day")
            ):
                return True
    return False


def _is_figure(tag: Tag, norms: Sequence[str], lexicons: Lexicons) -> bool:
    first, last, stop = norms[tag.first], norms[tag.stop - 1], tag.stop
    if norms[max(0, tag.first - 3) : tag.first] in _LIKE_A:
        return True
    if first in _AT_WORDS or last in _AT_WORDS:
        on = stop + (norms[stop : stop + 1] in (["on"], ["against"]))
        if _heads(norms, on, _nouns(lexicons, "matter")):
            return True
    if first in _BOMBARDED:
        behind = range(stop, min(len(norms), stop + _TO_WITH))
        given = next((k for k in behind if norms[k] == "with"), None)
        return given is not None and _heads(norms, given + 1, _nouns(lexicons, "papers"))
    if last in _OF and norms[stop : stop + 1] == ["of"]:
        return _heads(norms, stop + 1, _nouns(lexicons, "papers"))
    return False


def _heads(norms: Sequence[str], at: int, nouns: frozenset[str]) -> bool:
    """True where the phrase that begins here has one of the nouns for its head."""
    for k in range(at, min(len(norms) - 1, at + _PHRASE)):
        word, after = norms[k], norms[k + 1]
        if word in nouns:
            return not after[0].isalpha() or after in _ENDS or after.endswith(("ly", "day"))
        if word in _ENDS or not (word[0].isalpha() or word in _JOINTS):
            return False
    return False


@lru_cache(maxsize=8)
def _nouns(lexicons: Lexicons, role: str) -> frozenset[str]:
    known = lexicons["figurative"]
    return known.terms(role=role) | known.terms(role="either")

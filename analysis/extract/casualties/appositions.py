"""One person said in two ways: "Ali Reza, a teacher", "activist and nurse Omar Haddad"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.casualties.group import Group
from analysis.extract.casualties.heads import DETERMINERS
from analysis.lean import replace

BOTH_DID = frozenset(("were", "are", "have", "had"))
_ONE_DID = frozenset(("was", "is", "has", "had"))
_SINGULAR = frozenset(("is", "was", "has", "died"))
_OPENS = DETERMINERS | frozenset(
    "a an another some many several no all at in on of by to who".split()
)
_DURING = frozenset(("during", "in", "amid", "amidst"))
_CALLED = frozenset(("mr", "mrs", "ms", "dr", "certain"))
_NTH = frozenset(("second", "third"))
_TOPS = frozenset(("most", "best", "leading", "top", "foremost", "principal"))
_CALLS_HIM = frozenset(
    "champion defender critic opponent foe admirer believer advocate symbol icon hero patriot "
    "supporter fighter pioneer enemy".split()
)  # "a defender of the poor": what one is said to have been, no trade
_PRAISES = frozenset(
    "great tireless fierce staunch outspoken prominent renowned respected beloved admired fearless "
    "lifelong close vocal noted celebrated popular faithful devoted loyal true distinguished "
    "illustrious dear long-time longtime".split()
)
_CLOSES = 8  # tokens in which the comma behind an apposition follows


def without_appositions(norms: Sequence[str], groups: list[Group]) -> list[Group]:
    """ "Ali Reza, a teacher, was killed" and "a teacher, Ali Reza," are one person."""
    out: list[Group] = []
    named = False  # the last group has a name in it
    for k, group in enumerate(groups):
        last = out[-1] if out else None
        if last is not None and _is_third_title(norms, last, group):
            continue
        if len(out) > 1 and _is_third_behind_of(norms, out[-2], out[-1], group):
            continue
        after = groups[k + 1] if k + 1 < len(groups) else None
        before = out[-2] if len(out) > 1 else None
        own = last is not None and _is_his_own(norms, before, last, group)
        if (
            last is None
            or own
            or not (
                _is_apposition(norms, last, group, after)
                or (named and last.kind == "implied" and _closes(norms, last, group))
            )
        ):
            out.append(group)
            named = group.kind == "named"
        else:
            head = last.head or group.head
            out[-1] = replace(last, stop=group.stop, head=head, open=last.open and group.open)
            named = named or group.kind == "named"
            if named and len(out) > 1 and _is_apposed_twice(norms, out[-2], out[-1]):
                one = out.pop()
                out[-1] = replace(one, first=out[-1].first)
    return out


def _is_apposed_twice(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "killed militia leader and council candidate, Omar Haddad": one man."""
    titled = norms[one.stop] == "and" and two.single
    return titled and _is_one_titled_twice(norms, one, replace(two, kind="named"))


def _is_apposition(norms: Sequence[str], one: Group, two: Group, after: Group | None) -> bool:
    if not (one.single and two.single):
        return False
    if one.open and one.first and norms[one.first - 1] in _DURING:
        return False  # "During the encounter, Omar Haddad was shot"
    if norms[one.stop] == "and":
        return not _are_two(norms, one, two) and _is_one_titled_twice(norms, one, two)
    called = norms[two.first] == "a" and norms[two.first + 1] in _CALLED  # "a minister, a Mr Paz"
    again = called or _said_twice(norms, one, two) or _redescribed(norms, one, two)
    if (one.kind == "named") == (two.kind == "named") and not again:
        return False
    aged = one.kind == "named" and _age_between(norms, one.stop, two.first)
    if not aged and (two.first != one.stop + 1 or norms[one.stop] != ","):
        return False
    if two.kind == "counted" and not (two.partitive or norms[two.first + 1] == "of"):
        return False
    follows = norms[two.stop] if two.stop < len(norms) else "."
    if follows not in ("and", "&"):
        return True
    if one.kind != "named":
        return False
    if aged:
        return True
    if _calls_him(norms, two.stop + 1):
        return True
    return _was_one(norms, two.stop + 1) or _goes_on(norms, two.stop + 1, after)


# "a woman and child", "a father and son": never one person
_ONE_OF_TWO = frozenset(
    "man woman boy girl child baby infant toddler mother father son daughter husband wife brother sister "
    "grandmother grandfather grandson granddaughter aunt uncle nephew niece".split()
)


def _are_two(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "a woman and child": no two titles of one person."""
    return norms[one.stop - 1] in _ONE_OF_TWO and norms[two.stop - 1] in _ONE_OF_TWO


def _age_between(norms: Sequence[str], k: int, stop: int) -> bool:
    """ "Omar Haddad, 26, a resident of Kars, and four soldiers": who is told with his age."""
    return stop - k == _AGED and norms[k] == norms[k + 2] == "," and norms[k + 1].isdigit()


_AGED = 3  # tokens: ", 26 ,"


def _is_his_own(norms: Sequence[str], before: Group | None, one: Group, two: Group) -> bool:
    """ "killed Omar Haddad, his son Ali and 15 others": his own son, where nobody is told before him."""
    if one.kind != "named" or norms[two.first] not in ("his", "her"):
        return False
    lead = norms[one.first - 1] if one.first else ""
    comma = lead == "," and before is not None and before.stop == one.first - 1
    listed = lead == "and" or comma
    after = list(norms[two.stop : two.stop + 2])
    return not listed and (after[:1] == ["and"] or after == [",", "and"])


def _calls_him(norms: Sequence[str], k: int) -> bool:
    """ "a tireless fighter for justice", "a great Kenyan": said of the one just named."""
    if norms[k : k + 1] not in (["a"], ["an"]):
        return False
    if not _PRAISES.isdisjoint(norms[k + 1 : k + 2]):
        return True
    what = next((j for j in (k + 1, k + 2) if norms[j : j + 1] and norms[j] in _CALLS_HIM), 0)
    return what > 0 and norms[what + 1 : what + 2] in (["of"], ["for"])


def _goes_on(norms: Sequence[str], k: int, after: Group | None) -> bool:
    """ "Ann Lee, a clerk and leader of a union, was shot": her second trade has no article."""
    if after is not None and after.first <= k + 1 and after.kind != "implied":
        return False
    return norms[k : k + 1] != [] and norms[k].isalpha() and norms[k] not in _OPENS


def _closes(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "a colleague, Omar Haddad, a town clerk who was shot": one man, told three times."""
    if two.first != one.stop + 1 or norms[one.stop] != "," or two.kind != "implied":
        return False
    return norms[two.first] in ("a", "an") and norms[two.stop : two.stop + 1] in (["who"], ["."])


def _was_one(norms: Sequence[str], k: int) -> bool:
    """ "and the founder of a weekly, was shot": one, for the verb says so behind a comma."""
    if norms[k : k + 1] not in (["a"], ["an"], ["the"]):
        return False
    for at in range(k + 1, min(k + 14, len(norms) - 1)):
        if norms[at] == ",":
            return norms[at + 1] in _ONE_DID
        if norms[at] in BOTH_DID or norms[at] in _ONE_DID:
            return False
    return False


def _is_third_title(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "Omar Haddad, the head of a clinic and an old foe of the junta, was shot": one man."""
    if one.kind != "named" or norms[two.first - 1] != "and" or not two.single:
        return False
    if _is_one_of_the_most(norms, two):
        return True  # "Omar Haddad, a banker and one of the most famous men in town"
    if "," in norms[one.first : one.stop] and _calls_him(norms, two.first):
        return True  # "Omar Haddad, a close friend and a tireless fighter"
    if two.kind != "implied" or norms[two.first] not in ("a", "an", "the"):
        return False
    if "," not in norms[one.first : one.stop]:
        return False
    between = norms[one.stop : two.first - 1]
    if len(between) > 8 or "," in between:
        return False
    if norms[two.stop : two.stop + 1] == ["who"]:
        return norms[two.stop + 1 : two.stop + 2] == ["was"]
    ahead = list(norms[two.stop : two.stop + 10])
    closing = next((k for k, norm in enumerate(ahead) if norm in (",", ".", ";")), -1)
    return 0 <= closing < len(ahead) - 1 and ahead[closing + 1] in _ONE_DID


def _is_third_behind_of(norms: Sequence[str], one: Group, inner: Group, two: Group) -> bool:
    """ "Omar Haddad, the head of the chamber of commerce and one of the richest men in town, was"."""
    if one.kind != "named" or not inner.open or norms[inner.first - 1] != "of":
        return False
    if norms[two.first - 1] != "and" or "," not in norms[one.first : one.stop]:
        return False
    return inner.first - one.stop == 1 and _is_one_of_the_most(norms, two)


def _is_one_of_the_most(norms: Sequence[str], two: Group) -> bool:
    """ "one of the most famous men", "one of the richest men", "one of its leading lawyers"."""
    what = list(norms[two.first : two.first + 4])
    if what[:2] != ["one", "of"] or what[2:3] == [] or what[2] not in DETERMINERS:
        return False
    return what[3:] != [] and (what[3] in _TOPS or what[3].endswith("est"))


def _is_one_titled_twice(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "activist and nurse Omar Haddad was shot", "killed an elder and trader": one man's titles."""
    bare = two.first - one.stop - 1  # "senator and presidential candidate Omar Haddad"
    if bare and (bare > 4 or two.kind != "named" or not _is_bare_title(norms, one, two)):
        return False
    titled = two.kind in ("named", "implied") and two.head is not None
    if not titled or two.head.first != two.first or one.kind != "implied":  # type: ignore[union-attr]
        return False
    if two.kind == "implied" and norms[one.first] not in ("a", "an"):
        return False
    after = norms[two.stop : two.stop + 12]
    verb = next((norm for norm in after if norm in BOTH_DID or norm in _ONE_DID), "was")
    return verb in _ONE_DID


def _is_bare_title(norms: Sequence[str], one: Group, two: Group) -> bool:
    """Two titles without an article before a name, the second with a word of its own."""
    words = norms[one.stop + 1 : two.first]
    plain = one.head is not None and one.first == one.head.first
    return plain and all(word.isalpha() and word not in _OPENS for word in words)


def _redescribed(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "killed its driver, a father of two.", "killed his aunt, a tailor, and hurt him": one person,
    unlike the three of "killed the driver, a guard and a clerk"."""
    if not (one.kind == two.kind == "implied" and norms[one.first] in DETERMINERS):
        return False
    if norms[two.first] not in ("a", "an") or norms[two.first - 2] in ("a", "an"):
        return False
    k = two.stop
    if norms[k : k + 1] == ["of"] and norms[k + 2 : k + 3]:
        k += 2  # "a mother of three"
    after = list(norms[k : k + 3])
    if after[:2] == [",", "and"]:
        return after[-1].endswith(("ing", "ed"))
    if after[:1] == [","]:
        return after[1:2] in (["who"], ["whose"])
    return after[:1] in (["."], ["who"], ["whose"])


def _is_nth(norms: Sequence[str], one: Group) -> bool:
    """ "a ninth victim", "a second man": one more of those counted before, then described."""
    nth = norms[one.first + 1]
    return norms[one.first] in ("a", "the") and (nth in _NTH or nth.endswith("th"))


def _said_twice(norms: Sequence[str], one: Group, two: Group) -> bool:
    """ "A fifth passenger, a woman of 34, is in hospital": closed by a comma and a verb."""
    k = two.stop
    one_of = one.kind == "counted" and one.partitive
    if one.kind == "counted" and two.kind == "implied" and norms[two.first] in ("a", "an"):
        if not one.headless and norms[k : k + 1] and norms[k] in ("who", ".", ";"):
            return True  # "hurt one civilian, a pedlar who was nearby"
    more = list(norms[one.first : one.stop]) in (["one", "more"], ["one", "other"])
    if not (one.kind == "implied" or one_of or more) or two.kind not in ("implied", "named"):
        return False
    if _is_nth(norms, one) and norms[two.first] in ("a", "an") and norms[k : k + 1] == ["who"]:
        return True  # "A ninth victim, a girl who was hit by a splinter"
    if norms[k : k + 1] != [","]:
        # "one of them, a driver named Omar Said, had died", "her aunt, a clerk on leave, was hurt"
        ahead = list(norms[k : k + _CLOSES])
        ahead = ahead[: ahead.index(",")] if "," in ahead else []
        k += len(ahead) if one_of or "and" not in ahead else 0
    if norms[k : k + 1] != [","]:
        return False
    after = norms[k + 1] if k + 1 < len(norms) else "."
    follows = after in BOTH_DID or after in _SINGULAR
    return follows or (one_of and after not in ("and", "a", "an", "the", "his", "her", "their"))

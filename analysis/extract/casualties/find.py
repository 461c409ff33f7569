"""The casualty extractor: groups, then links, then what only the whole article settles."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.extract.casualties.groups import Finder
from analysis.extract.casualties.labels import labelled, lines_of_forms
from analysis.extract.casualties.link import Linker
from analysis.extract.casualties.resolve import resolve
from analysis.extract.casualties.row import Link
from analysis.extract.casualties.tallies import tallied
from analysis.extract.casualties.towns import emptied, told_of_towns
from analysis.figurative import is_match_report
from analysis.reading import Reading
from analysis.records import Casualty

_NEAR = 3  # sentences in which a figure is still spoken of
_MANY = 40
_DAMAGED = frozenset(("damaged", "damaging", "flooded"))
_TAKEN = frozenset(("abducted", "missing", "injured"))
_FURTHER = frozenset("other second third fourth".split())
_THIRD = frozenset("second third fourth fifth sixth other remaining last".split())
_GONE = frozenset(("abducted", "missing", "detained"))
_LAID = frozenset(
    "found discovered recovered dumped turned washed retrieved pulled lay lying located".split()
)
_NEVER = frozenset(("not", "never", "n't", "yet"))
_SOON = 2  # sentences from those taken to their bodies
_CLAUSE = 24  # words from "the third man" to "he"
_A_FEW = 10  # homes
_SOME = 20  # "several", "a few" are fewer
_ELSE = frozenset("another second other others more additional".split())


def find_casualties(reading: Reading) -> tuple[Casualty, ...]:
    """Every casualty figure of the article, in order of its place."""
    if is_match_report(reading.tags, reading.tokens, reading.lexicons):
        return ()
    finder = Finder(reading)
    linker = Linker(reading, finder.nouns)
    harmed = {reading.sentence_of_token(tag.first) for tag in reading.tagged("harm")}
    harmed |= {reading.sentence_of_token(token) for token in linker.framed}
    told = {
        reading.sentence_of_token(tag.first)
        for tag in reading.tagged("scope")
        if tag.entry.get("kind") in ("including", "among")
    }
    homes = {
        reading.sentence_of_token(tag.first)
        for tag in reading.tagged("victims")
        if tag.entry.get("number") == "home"
    }
    if homes:
        harmed |= homes & {reading.sentence_of_token(t.first) for t in reading.tagged("homes")}
    towns, lines = told_of_towns(reading), lines_of_forms(reading)
    numbered = {number.sentence for number in reading.found.numbers} | {
        reading.sentence_of_token(tag.first)
        for tag in reading.tagged("victims")
        if reading.tokens.norms[tag.stop - 1] == "victims"
    }
    norms = reading.tokens.norms
    asked = (
        {reading.sentence_of_token(k) for k in range(len(norms)) if norms[k] == "?"}
        if "?" in reading.text
        else set()
    )
    links: list[tuple[int, Link]] = []
    for index, sentence in enumerate(reading.sentences):
        if index in lines and (forms := labelled(reading, sentence)):
            links += [(index, link) for link in forms]
            continue
        told_near = bool(links) and index - links[-1][0] <= _NEAR
        recent = told_near and (
            index in numbered or _goes_on(norms[sentence.first : sentence.first + 3])
        )
        answers = index in numbered and index - 1 in harmed and index - 1 in asked
        if not (recent or answers or index in harmed or index in told or index in towns):
            continue
        groups = finder.find(sentence)
        near = [pair for pair in links[-_MANY:] if index - pair[0] <= _NEAR]
        found = linker.link(sentence, groups, near, index) if groups else []
        links += [(index, link) for link in tallied(reading, sentence, found, near)]
        if index in towns and not any(s == index for s, _ in links[-_MANY:]):
            links += [(index, link) for link in emptied(reading, sentence.start, sentence.end)]
    links = [pair for pair in links if not _is_sent_home(norms, pair[1])]
    links = _with_their_bodies(reading, links) if "bodies" in reading.vocabulary else links
    links = _without_homes(reading.tokens.norms, _without_pronouns(reading.tokens.norms, links))
    return resolve(reading, _without_flight_before(reading.tokens.norms, links))


def _with_their_bodies(reading: Reading, links: list[tuple[int, Link]]) -> list[tuple[int, Link]]:
    """ "Raiders seized two nurses. Their bodies were found in a well": those taken are dead."""
    norms, out = reading.tokens.norms, list(links)
    for index, sentence in enumerate(reading.sentences):
        said = norms[sentence.first : sentence.stop]
        at = next((k for k, norm in enumerate(said) if norm == "bodies"), 0)
        if not at or "their" not in said[max(0, at - 3) : at] or _LAID.isdisjoint(said[at:]):
            continue
        if not _NEVER.isdisjoint(said[at:]):
            continue  # "their bodies have not been found"
        near = [s for s, one in links if one.harm in _GONE and 0 <= index - s <= _SOON]
        if not near or any(one.harm == "killed" for s, one in links if near[-1] <= s <= index):
            continue
        for s, one in [pair for pair in links if pair[0] == near[-1] and pair[1].harm in _GONE]:
            if one.group.counts and one.group.kind != "zero":
                where = (one.group.first, one.group.stop)
                dead = Link(one.group, "killed", None, "casualty.them", where)
                out.insert(out.index((s, one)) + 1, (s, dead))
    return out


_SENT_HOME = frozenset(
    "returned exchanged swapped repatriated released freed traded handed sent included".split()
)
_BE = frozenset("were was be been being are have has had also will would".split())


def _is_sent_home(norms: Sequence[str], link: Link) -> bool:
    """ "Another 22 wounded soldiers were returned", "swapped 40 wounded prisoners": hurt who knows when."""
    if link.rule != "casualty.beside" or link.harm != "injured":
        return False
    first = link.group.first
    if not _SENT_HOME.isdisjoint(norms[max(0, first - 3) : first]):
        return True
    k = max(link.group.stop, link.trigger[1])
    stop = k + _TO_BE
    while k < stop and k < len(norms) and norms[k] not in _BE and norms[k].isalpha():
        k += 1
    passive = k
    while k < len(norms) and norms[k] in _BE:
        k += 1
    return k > passive and not _SENT_HOME.isdisjoint(norms[k : k + 1])


_TO_BE = 6  # tokens from the wounded to "were returned"


def _goes_on(opening: Sequence[str]) -> bool:
    """ "The other was a girl", "The third was a boy": one more of those just told of."""
    return opening[-1:] == ["was"] and (opening[0] == "another" or opening[1] in _FURTHER)


def _without_pronouns(
    norms: Sequence[str], links: list[tuple[int, Link]]
) -> list[tuple[int, Link]]:
    """ "shot him dead" gives a figure only where nobody else is said to be harmed so, or he is
    one just told as taken or hurt beside several dead, or those told next are "another", "two more"."""
    told = {link.harm for _, link in links if link.group.kind != "pronoun"}
    ones = {link.harm for _, link in links if link.group.kind != "pronoun" and link.group.single}
    out: list[tuple[int, Link]] = []
    last: Link | None = None
    before: set[str] = set()  # harms told so far
    for at, (sentence, link) in enumerate(links):
        pronoun = link.group.kind == "pronoun"
        rest = (one for _, one in links[at + 1 :] if one.harm == link.harm)
        first = pronoun and link.harm not in before and _is_one_more(norms, next(rest, None))
        before.add(link.harm)
        taken = last is not None and last.group.single and last.harm in _TAKEN
        first = first or (pronoun and _is_of_a_third(norms, link.group.first))
        if not pronoun or first or link.harm not in told or (taken and link.harm not in ones):
            out.append((sentence, link))
            told.add(link.harm)
        last = None if pronoun else link
    return out


def _is_of_a_third(norms: Sequence[str], k: int) -> bool:
    """ "As the third man opened fire, he was shot": one more than those told before."""
    for at in range(k - 2, max(0, k - _CLAUSE), -1):
        if norms[at] in (".", ";", "he", "she", "said", "says"):
            return False
        if norms[at] in _THIRD and norms[at - 1] in ("the", "a"):
            return norms[at + 1].endswith(("man", "woman", "er", "or", "ant", "ent", "ist", "boy"))
    return False


def _is_one_more(norms: Sequence[str], link: Link | None) -> bool:
    """ "Another guard was hurt", "Three raiders were also killed": beside one told just before."""
    if link is None:
        return False
    group = link.group
    words = norms[group.first : group.stop]
    more = not _ELSE.isdisjoint(words) and list(words[:2]) != ["more", "than"]
    return group.kind != "pronoun" and (more or "also" in norms[group.stop : group.stop + 2])


def _without_flight_before(
    norms: Sequence[str], links: list[tuple[int, Link]]
) -> list[tuple[int, Link]]:
    """ "Sixty people who had sought refuge in a church were killed": they count as killed, not as displaced."""
    harmed = {link.group.first for _, link in links if link.harm in ("killed", "injured")}
    if not harmed:
        return links
    return [
        (sentence, link)
        for sentence, link in links
        if link.harm != "displaced"
        or link.group.first not in harmed
        or (
            link.rule != "casualty.count"
            and not {"who", "that"}.intersection(norms[link.group.stop : link.trigger[0]])
        )
    ]


def _without_homes(norms: Sequence[str], links: list[tuple[int, Link]]) -> list[tuple[int, Link]]:
    """Homes lost stand for households, and those who live in a place destroyed for people driven
    out, only where nobody else is counted as displaced; homes damaged only where none is told as
    destroyed."""
    people = any(
        link.harm == "displaced" and not _is_estimate(link) and link.group.counts
        for _, link in links
    )
    harmed = any(link.harm in ("killed", "injured") for _, link in links)
    if harmed:  # "The crash destroyed several homes and killed 12": a word, where the harm is told
        links = [
            pair
            for pair in links
            if not (_is_some_homes(pair[1]) or _is_a_few_damaged(norms, pair[1]))
        ]
    homes = [link for _, link in links if link.group.unit == "homes"]
    lost = any(not _is_damage(norms, link) for link in homes)
    return [
        (s, link)
        for s, link in links
        if not _is_estimate(link) or not (people or (lost and _is_damage(norms, link)))
    ]


def _is_estimate(link: Link) -> bool:
    return link.group.unit == "homes" or link.rule == "casualty.town"


def _is_some_homes(link: Link) -> bool:
    """ "several homes"."""
    group = link.group
    return group.unit == "homes" and group.bound == "words_only" and (group.low or 0) < _SOME


def _is_a_few_damaged(norms: Sequence[str], link: Link) -> bool:
    """ "The shell hurt three and damaged two houses": nobody is said to have left them."""
    group = link.group
    if group.unit != "homes" or group.number is None or not _is_damage(norms, link):
        return False
    return (group.best or group.low or 0) < _A_FEW


def _is_damage(norms: Sequence[str], link: Link) -> bool:
    """Homes only damaged, which house people still where others are told as destroyed."""
    return not _DAMAGED.isdisjoint(norms[link.trigger[0] : link.trigger[1]])

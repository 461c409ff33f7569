"""What stands right of a reporting verb before what is said: whom it was told to, when, and where."""

from __future__ import annotations

from collections.abc import Callable

from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Grammar,
)
from analysis.extract.quotes.marks import Marked
from analysis.extract.quotes.wording import is_role
from analysis.lexicon import Tag
from analysis.opened import Opened
from analysis.reading import Reading
from analysis.records import Time

_PERSONS = frozenset("him her them us me you".split())
_MEDIA = frozenset(
    "news agency television tv council media channel newspaper radio parliament court conference "
    "briefing magazine daily website".split()
)
_LETTERS = frozenset("wrote writes writing".split())
_FORCES = frozenset("troops police investigators interrogators negotiators forces".split())
_DATED_BY = frozenset(("after", "before", "since"))
_NEAR = (0, 1, 2, 3, -1)  # where a time may begin beside a token: "on Monday"
_VENUE = Opened(
    r"\b(?:in|at|on|during|via|through|over|by(?= (?:tele)?phone\b)) "
    r"(?:an? |the |his |her |its |their |national |state )?"
    r"(?:joint |written |press |news |televised |telephone |video |daily |separate |short |live |official |phone "
    r"|radio |brief |recent |exclusive |lengthy |blog |Facebook |Twitter |conference |court |legal |emailed |"
    r"follow-up |campaign |sworn |newspaper |public )*"
    r"(?:statement|news conference|press conference|conference|briefing|interview|Twitter|Telegram|Facebook|X|"
    r"television|TV|telephone|phone|speech|tweet|post|letter|report|hearing|meeting|address|remarks|email|e-mail|"
    r"text message|message|memo|op-ed|column|essay|call|debate|rally|podcast|ruling|dissent|filing|affidavit|"
    r"deposition|testimony|release|note|article|Instagram|YouTube|voicemail|book|memoir|opinion|radio show)\b"
    r"(?: (?:to|with|on|in) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?"
)


# Verbs of saying that name whom they are said to only now and then.
_ADDRESSING = frozenset(
    "promise promised promises promising warn warned warns warning caution cautioned cautions cautioning vowed "
    "texted emailed messaged wrote writes swore".split()
)


class Beside:
    """The words beside the reporting verbs of one article."""

    def __init__(
        self, reading: Reading, grammar: Grammar, in_mark: Callable[[int], Marked | None]
    ) -> None:
        self._reading, self._grammar, self._in_mark = reading, grammar, in_mark
        self._tokens, self._text = reading.tokens, reading.text
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._titles = {k for tag in reading.tagged("titles") for k in range(tag.first, tag.stop)}
        self._times = {time.start: time for time in reading.found.times}

    def time_at(self, k: int) -> Time | None:
        """The time that begins at token ``k``."""
        return self._times.get(self._tokens.starts[k])

    def behind(self, tag: Tag, stop: int) -> int:
        """The token behind the verb, whom it was told to, and when and where."""
        k = self._past_told(tag, stop)
        return self.past_adjuncts(k, stop)

    def _past_told(self, tag: Tag, end: int) -> int:
        """Behind "told reporters", and behind "warned donors", "promised them" where "that" follows."""
        k = tag.stop
        if tag.entry.get("object"):
            return self.past_addressee(k, end)
        if self._norms[tag.first] in _LETTERS and self._norms[k : k + 1] == ["to"]:
            return self.past_addressee(k + 1, end)
        if self._norms[tag.first] not in _ADDRESSING or self._norms[k - 1] == "that":
            return k
        behind = self.past_addressee(k, end)
        later = behind + (k < behind < end and self._norms[behind].endswith("ly"))
        return later if self._norms[later : later + 1] == ["that"] else k

    def around(self, tag: Tag, end: int) -> tuple[str | None, str | None]:
        """Addressee and venue, from the words right of the verb."""
        addressee = None
        k = self._past_told(tag, end)
        if k > tag.stop:
            addressee = self._reading.words(tag.stop, k)
        start = self._tokens.ends[tag.stop - 1]
        venue = _VENUE.search(self._reading, start, min(start + 90, self._tokens.ends[end - 1]))
        return addressee, venue.group() if venue else None

    def past_addressee(self, k: int, end: int) -> int:
        """The token behind "reporters", "the crowd", "Fox News's Ann Lee", "lawmakers in Ohio"."""
        shown = self._past_programme(k, end)
        if shown > k:
            return shown
        if k >= end:
            return k
        if self._is_person(k):
            return k + 1
        if self._norms[k] in DETERMINERS and self._words[k][0].islower():
            return self._past_place(self._past_noun(k + 1, end), end)
        later = k + (self._words[k][0].islower() and self._norms[k] not in _MEDIA)
        if self._norms[later : later + 1] != [] and self._norms[later] in _MEDIA:
            if self._words[later][0].islower():
                return later + 1  # "told national radio he had left"
        if self._is_plural(k) and (k + 1 >= end or not self._ends_subject(k + 1)):
            return self._past_place(k + 1, end)
        first = k
        while k < end and k - first < 9:
            norm = self._norms[k]
            named = self._words[k][0].isupper() and not (k > first and norm in PRONOUNS)
            inner = k > first and (norm in _MEDIA or norm in ("'s", "’s", "-", ".", "of", "&"))
            after = self._words[k + 1] if k + 1 < end else ""
            if norm in ("'s", "-", ".", "of", "&") and not after[:1].isupper():
                shown = self._past_programme(k + 1, end) if norm == "'s" else k + 1
                return shown if shown > k + 1 else k  # told NBC's “Today” he had left
            inner = inner or (
                k > first and is_role(norm) and after[:1].isupper()
            )  # "Fox host Ann Lee"
            if not (named or inner) or (norm == "the" and k > first):
                break
            k += 1
        if k == first + 1 and k + 1 < end and self._is_of_a_country(first) and self._is_plural(k):
            if is_role(self._norms[k].removesuffix("s")) or self._norms[k] in _FORCES:
                if not self._grammar.finite[k + 1]:
                    return k + 1  # "told US troops he had seen it"
        return k

    def _past_programme(self, k: int, end: int) -> int:
        """Behind “Meet the Week” of "told “Meet the Week” that", "... he had": the programme; else ``k``."""
        mark = self._in_mark(self._tokens.starts[k] + 2) if k < end else None
        if mark is None or mark.before > self._tokens.starts[k]:
            return k
        behind = self._tokens.at(mark.after)
        after = self._norms[behind : behind + 1]
        return behind if after and after[0].split("'")[0] in PRONOUNS | {"that"} else k

    def _is_person(self, k: int) -> bool:
        """ "him", "us"; "her" of "told her there were none", not of "told her mother"."""
        if self._norms[k] != "her":
            return self._norms[k] in _PERSONS
        return self._norms[k + 1 : k + 2] == ["there"] or not PRONOUNS.isdisjoint(
            self._norms[k + 1 : k + 2]
        )

    def _ends_subject(self, k: int) -> bool:
        """A finite verb that what stands before it is the subject of; not "he'd", which has its own."""
        return self._grammar.finite[k] and self._norms[k].split("'")[0] not in PRONOUNS | {"there"}

    def _is_of_a_country(self, k: int) -> bool:
        """ "Belgian", "Polish", "Chinese", "Israeli", "US": a word that only adds to a noun."""
        return self._words[k] in ("US", "U.S.", "UN", "EU", "French", "Greek", "Dutch") or (
            self._norms[k].endswith(("an", "ish", "ese", "eli", "aqi", "abi"))
        )

    def _is_plural(self, k: int) -> bool:
        """ "lawmakers", "supporters", "people": several, in lower case, without an article."""
        norm = self._norms[k]
        if norm in ("people", "police"):
            return True
        plain = norm.endswith("s") and len(norm) > 3 and not norm.endswith(("ss", "us", "is"))
        return plain and self._words[k][0].islower() and norm not in AUXILIARIES | DETERMINERS

    def _past_place(self, k: int, end: int) -> int:
        """Past "in Ohio", "at the rally" behind the addressee, where the clause begins right after."""
        if k + 1 >= end or self._norms[k] not in ("in", "at", "of", "from"):
            return k
        later = k + 1
        while (
            later < end
            and later - k < 6
            and (self._words[later][0].isupper() or self._norms[later] in DETERMINERS)
        ):
            if later > k + 1 and self._norms[later] in DETERMINERS | PRONOUNS:
                break
            later += 1
        return later if later > k + 1 else k

    def _past_noun(self, k: int, end: int) -> int:
        """Past "crowd", "news conference", "Security Council" behind an article."""
        first = k
        while k < end and k - first < 4:
            norm = self._norms[k]
            closed = (
                norm in DETERMINERS or norm in PREPOSITIONS or norm in PRONOUNS or norm == "that"
            )
            if closed or not norm[0].isalpha() or self._grammar.finite[k]:
                break
            if k > first and k + 1 < end and self._ends_subject(k + 1):
                break
            k += 1
        return k

    def past_adjuncts(self, k: int, end: int) -> int:
        """Past "on Monday", "Thursday", "in a statement", "at a news conference"."""
        for _ in range(3):
            start = self._tokens.starts[k] if k < end else None
            if start is None:
                return k
            venue = _VENUE.pattern.match(self._text, start)
            if venue:
                k = self._tokens.at(venue.end() - 1) + 1
                continue
            behind = self._past_time(k, start)
            if behind == k:
                return k
            k = behind
        return k

    def _past_time(self, k: int, start: int) -> int:
        """Past "Thursday", "on Monday", "a day earlier"; not past "a day after", which a clause follows."""
        time = next((t for at in _NEAR if (t := self._times.get(start + at))), None)
        if time is None or time.kind not in ("weekday", "relative", "date"):
            return k
        stop = self._tokens.at(time.end - 1) + 1
        if self._norms[stop : stop + 1] in (["'s"], ["’s"]):
            return k  # "said Monday's vote was close"
        dated = _DATED_BY & {self._norms[k], self._norms[stop - 1], *self._norms[stop : stop + 1]}
        return k if dated or time.end - time.start >= 30 or time.end <= start + 3 else stop

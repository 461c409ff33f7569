"""Runs of capitals that may name somebody: "Sen. Ann Lee", "Tsai Ing-wen", "the Zabul Media Centre".

Months, places and listed names are none; a title inside a run begins the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.lexicon import Tag
from analysis.reading import Reading

PARTICLES = frozenset(
    "al el ul ur bin ibn abu abdel abdul de da di do du del la le van von der den bint ould ag e y".split()
)
ORGANISED = frozenset(
    "ministry council army forces force party front university hospital court agency press news survey "
    "group organization organisation committee commission union association network centre center "
    "institute bank office department society authority movement brigade battalion division "
    "government parliament congress senate police command coalition alliance federation foundation "
    "observatory mission corps service bureau board league syndicate club team radio television tv "
    "times post herald tribune gazette daily journal media academy school college embassy crescent "
    "tribunal assembly house cabinet regiment guard guards militia liberation resistance fund trust "
    "programme program campaign initiative watch international reporter dispatch telegraph pac "
    "monitor monitors tracker ledger chronicle weekly courier examiner".split()
)
_STEM = 5  # letters that "Syria" and "Syrian" share
_COURTESY = frozenset("mr mrs ms miss dr sir lord lady".split())
_NOT_NAMES = frozenset(
    "the a an in on at of and but or for from with by as to he she they it we i his her their its "
    "this that these those there here when where while after before since if although however "
    "meanwhile earlier later also according no not some many most more two three four five six "
    "seven eight nine ten one another both all each every among around about at least over under "
    "former new last first next late early eastern western northern southern central then what who "
    "why how yes my our your mostly mainly largely dozens hundreds thousands several so just only even "
    "still yet because "
    "during between despite within without against under until local state media date published "
    "photo source related tags home world video live update read ask meet print tweet views share is are was were "
    "does did has have had could would should "
    "killed killing kills wounded wounds injured dead arrested detained kidnapped abducted slain executed "
    "beheaded captured".split()  # "Union Leader Killed in Kara", in a headline's capitals
)
# What a lower-case word behind a hyphen does to a name: "Hezbollah-backed"; others are its own: "Ing-wen".
_SUFFIXES = frozenset(
    "era style led held like run owned born bred made bound area wide free old based backed only "
    "turned aligned linked type sponsored occupied controlled wing designed elect".split()
)
_IN_NAMES = frozenset("sheikh sheik shaikh haji hajj hajji".split())


class CapitalRuns:
    """The runs of one article, and the titles in them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words, self._norms = reading.tokens.words, reading.tokens.norms
        self._titles: dict[int, tuple[int, str]] = {}
        self._title_end: dict[int, int] = {}
        self._given = reading.lexicons["persons"].terms(kind="given")
        for tag in reading.tagged("titles"):
            if tag.entry.get("form") == "title":
                self._titles[tag.first] = (tag.stop, "title")
                self._title_end[tag.stop] = tag.first
        self._taken = {
            i
            for lexicon in ("calendar", "actors")
            for tag in reading.tagged(lexicon)
            if not self._is_other(tag)
            for i in range(tag.first, tag.stop)
        } - self._surnames_of_time()
        self._places = {
            i
            for place in reading.found.places
            for i in range(reading.tokens.at(place.start), reading.tokens.at(place.end - 1) + 1)
        }
        self._place_words = {self._words[i] for i in self._places}
        self._begins = self._names_of_capitals()
        self._capitals = frozenset(self._begins)

    def _surnames_of_time(self) -> set[int]:
        """The "May" of "Theresa May" and "Mrs. May", and then "May" alone: no month."""
        timely = {self._reading.tokens.at(time.end - 1) for time in self._reading.found.times}
        single = [
            tag.first
            for tag in self._reading.tagged("calendar")
            if tag.stop - tag.first == 1
            and tag.first not in timely
            and self._words[tag.first][0].isupper()
        ]
        names = {self._norms[k] for k in single if self._is_behind_given_name(k)}
        return {k for k in single if self._norms[k] in names} if names else set()

    def _is_behind_given_name(self, k: int) -> bool:
        """ "Theresa May", "Mr. Winter"; not "On May"."""
        before = k - 1 - (self._norms[k - 1] == ".")
        if before < 0 or not self._words[before][0].isupper():
            return False
        return self._norms[before] in self._given or self._norms[before] in _COURTESY

    def _is_other(self, tag: Tag) -> bool:
        """ "the Yemen Observatory", "the Yemeni Observatory for Human Rights": another body than the
        one that is "the Observatory" for short."""
        k = tag.first
        if self._norms[k] not in ORGANISED or k == 0:
            return False
        before = self._words[k - 1]
        if not before[0].isupper() or not self._names(k - 1):
            return False
        opens = str(tag.entry.get("name")).partition(" ")[0]  # "Kenyan", left out in the short form
        short = opens.lower() != self._norms[k]
        return tag.stop - k == 1 or (short and before[:_STEM] != opens[:_STEM])

    def _names(self, k: int) -> bool:
        """True for a word that can be part of a name."""
        return self._norms[k] not in _NOT_NAMES

    def _capital(self, i: int) -> bool:
        return i in self._capitals

    def _names_of_capitals(self) -> list[int]:
        """The tokens whose capital may be a name's, in order."""
        words = self._words
        return [
            i
            for i in self._reading.capitals
            if i not in self._taken
            and i not in self._places
            and (len(words[i]) > 1 or (i + 1 < len(words) and words[i + 1] == "."))
        ]

    def _runs(self) -> Iterator[tuple[int, int]]:
        free, end = 0, len(self._words)
        starts = {sentence.first for sentence in self._reading.sentences}
        for i in self._begins:
            if i < free or (self._norms[i] in _NOT_NAMES and i not in self._titles):
                continue
            if self._norms[i - 1] == "of" and i - 2 in self._titles and self._titles[i - 2][0] > i:
                continue  # "Secretary of Defence Ann Lee"
            k = i + 1
            while k < end and k not in starts and not self._title_cuts(k):
                if (
                    self._capital(k)
                    and (
                        self._norms[k] not in _NOT_NAMES
                        or len(self._words[k]) == 1
                        or self._is_of_body(k)
                    )
                ) or self._glues(k, end):
                    k += 1
                elif self._ends_name(k, i):
                    k += 1
                    break
                else:
                    break
            yield i, k
            free = k

    def _is_of_body(self, k: int) -> bool:
        """ "the Zabul Media Centre": a word that begins no name, inside that of a body."""
        after = k + 1
        return (
            self._norms[k] in ("media", "local")
            and after < len(self._words)
            and self._capital(after)
            and self._norms[after] in ORGANISED
        )

    def _title_cuts(self, k: int) -> bool:
        """ "Texas Sen. Ann Lee": a title inside a run of capitals begins the person's own run."""
        if k not in self._titles:
            return False
        if self._norms[k] in _IN_NAMES and self._capital(k - 1) and k - 1 not in self._titles:
            return (
                k in self._title_end
            )  # "Hassan Sheikh Mohamud": a name's own word, behind a given one
        stop = self._titles[k][0]
        if stop < len(self._words) and self._norms[stop] == ".":
            stop += 1
        return (
            stop < len(self._words)
            and self._capital(stop)
            and self._norms[stop] not in ORGANISED
            and self._norms[stop] not in _NOT_NAMES
        )

    def _glues(self, k: int, end: int) -> bool:
        """A particle, a hyphen or an initial's full stop inside a name."""
        norm = self._norms[k]
        more = k + 1 < end and self._capital(k + 1)
        if k + 2 < end and norm in PARTICLES and self._norms[k + 1] in PARTICLES:
            more = more or self._capital(k + 2)  # "Vivian van de Perre"
        if norm == ".":
            return len(self._words[k - 1]) == 1 and more
        if norm == "-":
            return (
                self._reading.tokens.glued[k]
                and k + 1 < end
                and (more or self._norms[k + 1] in PARTICLES or self._words[k + 1][0].isalpha())
                and self._words[k + 1][0].isalpha()
            )
        return norm in PARTICLES and (more or (k + 1 < end and self._norms[k + 1] == "-"))

    def _ends_name(self, k: int, first: int) -> bool:
        """ "wen" of "Tsai Ing-wen", not "based" of "New York-based": a lower-case half of a given name."""
        if k - first < 3 or self._norms[k - 1] != "-" or not self._reading.tokens.glued[k]:
            return False
        word = self._words[k]
        own = word.isalpha() and len(word) <= 6 and self._words[k - 2][0].isupper()
        led = word.endswith("ed") or (len(word) > 4 and word.endswith("ing"))
        return own and not led and word not in _SUFFIXES

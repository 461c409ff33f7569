"""Which forms of a reporting verb cite somebody where they stand, and which are no verb of saying here.

"the claim", "the 451 noted", "a previous estimate" are nouns or participles; "was told", "was pointed out" have no
speaker on their left; "would respond", "did not mention" say what was not, or not yet, said.
"""

from __future__ import annotations

from analysis.extract.quotes.grammar import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from analysis.extract.quotes.starts import NUMBERS
from analysis.extract.quotes.wording import DOCUMENT
from analysis.lexicon import Tag
from analysis.reading import Reading

_NOUN_BEFORE = frozenset(
    "the a an his her its their this that these those no any such some several of by many more "
    "following initial latest first new recent for on our my your media news other false every each another "
    "whose".split()
)
_ALSO_NOUNS = frozenset(
    "estimate report claim state comment note reply tweet promise vow pledge joke caution post count document "
    "record rule signal answer question offer broadcast dispute".split()
)
_COUNTABLE = frozenset(
    "call calls claim claims report reports answer answers question questions promise promises demand demands "
    "charge charges request requests estimate estimates pledge pledges vow vows appeal appeals".split()
)
_PUT = frozenset(("if", "whether", "why", "how"))
_AS_WAS = frozenset("once if when as unless though".split())
_HAVING = frozenset("final last big bigger real some equal direct greater much little".split())
_PREPOSED = frozenset("as of by with into for about from".split())
_HAD = frozenset("despite heard made took got sent met drew gave had has have with".split())
_ARTICLES = frozenset("the a an this that these those its his her their".split())
_VENUES = frozenset(
    "interview article report letter statement video column poll study essay memo email".split()
)
_SINGULAR = frozenset("he she it who which also now still".split())
_SUBJECTS = frozenset("he she they we i you".split())
_SAID_OF = (["to", "have"], ["to", "be"])
_SPEECH_ONLY = frozenset("said told says wrote tells".split())
_PASSIVE = frozenset("is are was were been being be am get got".split())
_MODALS = frozenset(
    "will would can could may might must shall should cannot can't couldn't won't wouldn't did didn't "
    "do don't does doesn't dont didnt doesnt to not n't".split()
)
_KEEPS_ON = frozenset(
    "continued continues continue continuing began begins proceeded rushed hastened likes liked loves loved".split()
)
_SEEN = frozenset("heard seen saw hear hears see sees".split())
_NAMED = frozenset("called described labeled labelled branded denounced dismissed praised".split())
_BUSY = frozenset("writing reading adding posting".split())
_WENT = frozenset("went goes go gone going".split())
_READY = frozenset(("quick", "careful", "first"))
_SETS_OUT = frozenset(
    "shouted breaks broke interrupts interrupted paused stopped emerged stood stepped appeared returned rose came went "
    "used uses using took takes taken taking called calls calling emailed phoned texted telephoned wrote".split()
)
_DECLARED = frozenset(
    "independence war victory martial bankruptcy mourning autonomy themselves itself himself herself".split()
)
_BASE_KEPT = frozenset(("said", "read", "put"))
_TOLLS = (["at", "least"], ["more", "than"], ["up", "to"])
_KEEPS = frozenset("keep keeps kept keeping stay stays stayed".split())
_SHOWS = frozenset(("say", "says", "said"))
_TELL = (["indicate"], ["suggest"], ["say"], ["said"], ["indicated"], ["suggested"])
_SEVERAL = frozenset("are were have aren't weren't haven't".split())
_LIVES = frozenset(("lives", "life"))
PUTS = frozenset(("put", "puts", "putting"))
_FARTHEST = 14
_AMOUNTS = frozenset(
    "about around almost nearly over roughly some at more less fewer up between no just only well close half a an "
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "several dozens hundreds thousands tens one zero $ £ € “ \" ''".split()
)
_COUNTED_HARM = frozenset(
    "deaths casualties fatalities injuries losses killings cases attacks incidents clashes victims abuses".split()
)
_SKIPPED = ADVERBS | frozenset("n't first widely".split())


_DASHES = frozenset(("-", "–", "—"))
_SEVERAL_IN_ONE = frozenset("people police majority public".split())


class Guards:
    """Judges the reporting verbs of one article by the words beside them."""

    def __init__(self, reading: Reading) -> None:
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._glued = reading.tokens.glued
        self._at = reading.tokens.at
        self._timely = {reading.tokens.at(time.start) for time in reading.found.times}
        self._dated = {reading.tokens.at(time.end - 1) + 1: time for time in reading.found.times}

    def is_no_cue(self, tag: Tag) -> bool:
        """True where the form cites nobody."""
        return (
            self._is_noun(tag)
            or self._is_set_off(tag)
            or self._is_adjective(tag)
            or self._is_coverage(tag.first)
            or self._is_told_of(tag)
            or self._is_hyphened(tag)
            or self._shows(tag)
            or self._covers(tag)
            or self._is_kept(tag)
            or self._is_condition(tag)
            or self._takes_lives(tag)
            or self._puts_away(tag)
            or self._declares(tag)
            or self.is_passive(tag)
            or self._is_unsaid(tag)
            or self._is_reduced(tag)
            or self._is_rate(tag)
            or self._is_seen(tag)
            or self._is_busy(tag)
            or self._is_said_of(tag)
        )

    def _is_rate(self, tag: Tag) -> bool:
        """ "$9 per person", not "per the filing": so much for each."""
        after = self._words[tag.stop : tag.stop + 1]
        plain = after != [] and after[0][0].islower() and after[0] not in DETERMINERS
        return self._norms[tag.first] == "per" and plain

    def _is_seen(self, tag: Tag) -> bool:
        """ "had heard his father called “boy”": whoever stands before the verb is not who calls."""
        if not self._norms[tag.first].endswith("ed") or tag.stop - tag.first > 1:
            return False
        for k in range(tag.first - 1, max(0, tag.first - 5), -1):
            if self._norms[k] in _SEEN:
                after = self._norms[tag.stop : tag.stop + 1]
                if after and after[0].isalpha() and after[0] not in ("as", "a", "an"):
                    return False  # "Two who have seen it described it"
                return self._norms[tag.first] in _NAMED and k < tag.first - 1
            if not self._norms[k][0].isalpha() and self._norms[k] not in ("'s", "’s"):
                break
        return False

    def _is_busy(self, tag: Tag) -> bool:
        """ "is writing a book", "would be writing to the league": what somebody does."""
        if self._norms[tag.first] not in _BUSY or self._norms[tag.first - 1] not in _PASSIVE:
            return False
        after = self._norms[tag.stop : tag.stop + 1]
        return after != [] and after[0] in DETERMINERS | PREPOSITIONS | {"to", "."}

    def _is_said_of(self, tag: Tag) -> bool:
        """ "the families said to have left": what is said of them."""
        after = self._norms[tag.stop : tag.stop + 2]
        return self._norms[tag.first : tag.stop] == ["said"] and after in _SAID_OF

    def _is_adjective(self, tag: Tag) -> bool:
        """ "the families of five alleged rebels", "the alleged plan", "Peru's challenged Premier"."""
        before = self._norms[tag.first - 1] if tag.first else ""
        if before in ("'s", "’s") and tag.stop - tag.first == 1:
            if self._norms[tag.first].endswith("ed"):
                return self._norms[tag.first - 2] not in _SUBJECTS
        after = "".join(self._norms[tag.stop : tag.stop + 1])
        if self._norms[tag.first] in ("confirmed", "reported", "announced", "declared"):
            if before in _COUNTED_HARM and after in PREPOSITIONS:
                return True  # "the first deaths reported in the town"
            several = before in NUMBERS or before.isdigit()
            return several and after.isalpha() and after.endswith("s") and len(after) > 4
        counted = (
            before in NUMBERS or before.isdigit() or before in ("the", "an", "some", "several")
        )
        return self._norms[tag.first] == "alleged" and counted

    def _is_reduced(self, tag: Tag) -> bool:
        """ "losses reported by the army": what stands before it is what was reported."""
        behind = self._norms[tag.stop : tag.stop + 5]
        if self._norms[tag.first] == "asked" and not _PUT.isdisjoint(
            self._norms[tag.stop : tag.stop + 12]
        ):
            return False  # "Asked by a voter if he would go, he said"
        return (
            self._norms[tag.stop - 1].endswith("ed")
            and behind[:1] == ["by"]
            and "that" not in behind
        )

    def chain(self, k: int) -> int:
        """Where "went on to", "continued to", "took the stage to" begin before the verb at ``k``; else ``k``."""
        if k < 3 or self._norms[k - 1] != "to":
            return k
        last, before = self._norms[k - 2], self._norms[k - 3]
        if last in _KEEPS_ON or (last == "used" and before not in _PASSIVE):
            return k - 2
        if (last == "on" and before in _WENT) or (last in _READY and before in _PASSIVE):
            return k - 3
        if last == "as" and before == "far" and self._norms[k - 5] in _WENT:
            return k - 5
        for j in range(k - 3, max(-1, k - 9), -1):
            if self._norms[j] in _SETS_OUT:
                return j
            if not (self._norms[j].isalpha() or self._norms[j] in ("'s", "’s")):
                break
        return k

    def _is_hyphened(self, tag: Tag) -> bool:
        """ "its long-promised package", "a self-declared heir": half of an adjective."""
        return tag.first > 0 and self._norms[tag.first - 1] == "-" and self._glued[tag.first]

    def _shows(self, tag: Tag) -> bool:
        """ "what the feud says about them": what a thing shows."""
        if self._norms[tag.first] not in _SHOWS or self._norms[tag.stop : tag.stop + 1] != [
            "about"
        ]:
            return False
        return "what" in self._norms[max(0, tag.first - 5) : tag.first]

    def _is_kept(self, tag: Tag) -> bool:
        """ "failed to keep the press informed", "a tale, as told by her son": nobody says it."""
        word, after = self._norms[tag.first], self._norms[tag.stop : tag.stop + 1]
        if word == "told" and after == ["by"]:
            return self._norms[tag.first - 1] == "as"
        near = self._norms[max(0, tag.first - 6) : tag.first]
        return word in ("informed", "advised", "notified") and not _KEEPS.isdisjoint(near)

    def _is_condition(self, tag: Tag) -> bool:
        """ "unless they agreed to a deal": nobody has said so."""
        return self._norms[max(0, tag.first - 2) : tag.first][:1] == ["unless"]

    def _covers(self, tag: Tag) -> bool:
        """ "reported on the war", not "reported on Monday"."""
        if not self._norms[tag.first].startswith("report") or self._norms[
            tag.stop : tag.stop + 1
        ] != ["on"]:
            return False
        return tag.stop + 1 not in self._timely and tag.stop not in self._timely

    def _puts_away(self, tag: Tag) -> bool:
        """ "put the boxes on the shelf", not "put the number of dead at nine": nothing is estimated."""
        if self._norms[tag.first] not in PUTS or tag.stop - tag.first > 1:
            return False
        for k in range(tag.stop + 1, min(tag.stop + _FARTHEST, len(self._norms) - 1)):
            if self._norms[k] == "at":
                after = self._norms[k + 1]
                return not (after[0].isdigit() or after in _AMOUNTS or "-" in after)
            if (
                self._norms[k] in (".", ",", "that", "to", "and", "into", "on")
                or self._norms[k] == "put"
            ):
                return True
        return True

    def _declares(self, tag: Tag) -> bool:
        """ "declared independence", "declared a curfew": a deed of words, not words."""
        if not self._norms[tag.first].startswith("declar") or self._norms[tag.stop - 1] == "that":
            return False
        behind = self._norms[tag.stop : tag.stop + 1]
        return behind != [] and behind[0] in _DECLARED

    def _takes_lives(self, tag: Tag) -> bool:
        """ "claimed more than 2,000 lives": a war says nothing."""
        behind = self._norms[tag.stop : tag.stop + 6]
        if self._norms[tag.first] == "claiming":
            if behind[:2] in _TOLLS or behind[1:2] in (["and"], ["killed"], ["dead"]):
                return (
                    True  # "clashes claiming at least nine killed", "claiming eight and injuring"
                )
        return self._norms[tag.first].startswith("claim") and not _LIVES.isdisjoint(behind)

    def _is_noun(self, tag: Tag) -> bool:
        """ "the claim", "state media", "to say": a cue's form that is no reporting verb here."""
        before = self._norms[tag.first - 1] if tag.first else ""
        word = self._norms[tag.stop - 1]
        single = tag.stop - tag.first == 1
        joined = before.isalpha() or (word == "per" and before == ",")
        if single and self._words[tag.first][0].isupper() and (joined or before in _DASHES):
            return True  # "Karim Said", "the mayor, Per Holm", "Raid Kills Nine - Reports"
        if single and word in _COUNTABLE and self._is_object(tag.first):
            return True
        if self._is_plural_noun(tag, word, before) or self._is_of_source(tag.first):
            return True
        numbered = (
            tag.first > 1 and self._words[tag.first - 2][0].isupper()
        )  # "Division 30 called on"
        if (
            before.isdigit()
            and not numbered
            and word != "says"
            and (word.endswith("s") or self._closes(tag.stop))
        ):
            return True
        if single and not word.endswith(("ed", "ing")) and word not in _SPEECH_ONLY:
            one = before in ("another", "each") and word.endswith("s")  # "another says"
            if (before in _NOUN_BEFORE and not one) or before in ("'s", "’s"):
                return True
            if word in _ALSO_NOUNS and (
                before in PREPOSITIONS - {"to"}  # "who rose in reply, said"
                or self._is_modified(tag.first)
                or self._is_joined(tag)
            ):
                return True
        if single and self._is_dated_noun(tag, before):
            return True
        if single and word.endswith(("ing", "ed")) and before in _ARTICLES:
            return True  # "the reporting period", "the disputed border"
        if single and word.endswith("ed") and before in _PREPOSED:
            return True  # "what he described as confirmed records"
        if word.endswith("ing") and before == "from":
            return True  # "keep them from claiming"
        if word in ("published", "posted", "broadcast", "released", "aired") and before in _VENUES:
            return True  # "in an interview published on Thursday"
        if self._norms[tag.first] in _ALSO_NOUNS | {"show"} and word == "that":
            return bool(
                _ARTICLES
                & set(self._norms[max(0, tag.first - 3) : tag.first])
                & {"a", "an", "this"}
            )
        if word == "state":
            named = self._words[tag.first - 1][0].isupper() and not before.endswith("s")
            return named or self._norms[tag.stop : tag.stop + 1] not in (["that"], [":"])
        return before == "to" and word != "said" and single and self.chain(tag.first) == tag.first

    def _is_of_source(self, k: int) -> bool:
        """ "according to Spanish reports": what is cited."""
        return self._norms[max(0, k - 3) : k - 1] == ["according", "to"] and self._norms[
            k
        ].endswith("s")

    def _is_coverage(self, k: int) -> bool:
        """ "In later reporting, Lee showed": what reporters do, behind a preposition and one more word."""
        if self._norms[k] != "reporting" or k < 2 or self._norms[k + 1 : k + 2] != [","]:
            return False
        return self._norms[k - 2] in PREPOSITIONS

    def _is_dated_noun(self, tag: Tag, before: str) -> bool:
        """ "a May 3 note from an aide", "a storm warning was lifted"."""
        if before.isdigit() and tag.first in self._dated:
            return self._norms[self._at(self._dated[tag.first].start) - 1] in DETERMINERS
        behind = self._norms[tag.stop] if tag.stop < len(self._norms) else ""
        ing = self._norms[tag.first].endswith("ing")
        return ing and before.isalpha() and behind in _PASSIVE

    def _is_plural_noun(self, tag: Tag, word: str, before: str) -> bool:
        """ "raises serious questions", "the remaining claims", "in most states", "the five reports that"."""
        if before in NUMBERS - {"one"} and word.endswith("s") and word != "says":
            return True
        after = "".join(self._norms[tag.stop : tag.stop + 1])
        said = after == "that"
        if word == "states" and after in _SEVERAL and before not in _ARTICLES:
            return True  # "the border states are seen"
        if word == "states" and before.endswith("ern") and not said:
            return True  # "the southern states, including Tarvel"
        if word == "states" and before in DOCUMENT:
            return False
        if word in ("questions", "states") or (word in ("claims", "reports") and said):
            return not self._has_one_subject(tag.first)
        if word == "claims" and before == ",":
            # "Ann Lee, a clerk who was there, claims nine left"; not "rumors, claims and lies"
            counts = self._norms[tag.stop : tag.stop + 2] in _TOLLS
            return not counts and (not after.isalnum() or after in PREPOSITIONS | {"and", "or"})
        alone = before.endswith(("ing", "ed")) or not self._has_one_subject(tag.first)
        return word == "claims" and alone  # "3,000 insurance claims"

    def _is_set_off(self, tag: Tag) -> bool:
        """ "a pullout, once promised, could", "the final say over it"."""
        before, word = self._norms[tag.first - 1] if tag.first else "", self._norms[tag.stop - 1]
        if word == "say":
            return before in _HAVING
        after = self._norms[tag.stop : tag.stop + 1]
        return before in _AS_WAS and word.endswith("ed") and after == [","]

    def _is_told_of(self, tag: Tag) -> bool:
        """ "anti-government protests that were met", "near the town reports indicate"."""
        if self._norms[tag.first] == "protests":
            return not self._has_one_subject(tag.first)
        if self._norms[tag.first] in ("say", "says") and tag.first > 1:
            if self._norms[tag.first - 2] in ("thing", "things", "stuff", "way"):
                return True  # "the kind of thing people say"
        behind = self._norms[tag.stop : tag.stop + 1]
        return self._norms[tag.first] == "reports" and behind in _TELL

    def _is_joined(self, tag: Tag) -> bool:
        """ "kindness and caution are no enemies": two nouns and their verb."""
        after = self._norms[tag.stop : tag.stop + 1]
        return self._norms[tag.first - 1] == "and" and not AUXILIARIES.isdisjoint(after)

    def _has_one_subject(self, k: int) -> bool:
        """ "Lee claims that", "the group reports that", not "amid reports that", "false claims that"."""
        before = self._norms[k - 1] if k else ""
        if before in PREPOSITIONS or before in SUBORDINATORS:
            return False
        if before in _SINGULAR or (k > 0 and self._words[k - 1][0].isupper() and before.isalpha()):
            return before not in ("media", "news") or self._words[k - 1][0].isupper()
        return k > 1 and self._norms[k - 2] in ("the", "a", "an") and before not in _NOUN_BEFORE

    def _is_object(self, k: int) -> bool:
        """ "heed calls to leave", "amid demands", "on a conference call": a noun that a verb governs."""
        before = self._norms[k - 1] if k else ""
        if before in PREPOSITIONS or before in _HAD or not before.isalpha():
            return before.isalpha()
        if self._words[k - 1][0].isupper():
            return False
        if before.endswith(("ed", "ing")) or (k > 1 and self._norms[k - 2] in _MODALS):
            return True
        if self._norms[k] == "call" and self._norms[k + 1 : k + 2] in ([","], ["."]):
            plain = not before.endswith("s") and self._words[k - 1][0].islower()
            if plain and before not in _SEVERAL_IN_ONE and self._norms[k - 2] in DETERMINERS:
                return True  # "before the roll call."
        far = 3 + 2 * self._norms[max(0, k - 6) : k].count("-")  # "on a late-night conference call"
        return not (before.endswith("s") or self._norms[k].endswith("s")) and any(
            self._norms[j] in ("a", "an") and self._words[j + 1 : k] == self._norms[j + 1 : k]
            for j in range(max(0, k - far), k - 1)
        )

    def _is_modified(self, k: int) -> bool:
        """ "a previous estimate", "a one-word reply": an article, an adjective and a noun."""
        while k > 3 and self._norms[k - 2] == "-" and self._glued[k - 1]:
            k -= 2
        if k > 2 and self._words[k - 1][0].isupper() and self._is_named_one(k - 1):
            return True
        if k < 2 or not (self._words[k - 1][0].islower() or self._norms[k - 1].isdigit()):
            return False
        if self._norms[k - 2] == "the" and self._norms[k + 1 : k + 2] == ["that"]:
            return False  # "the police report that"
        return self._norms[k - 2] in DETERMINERS and self._norms[k - 1] not in _SKIPPED

    def _is_named_one(self, k: int) -> bool:
        """ "a bombshell Kolva Courier report": a name that an article stands before, and no verb behind it."""
        while k > 0 and self._words[k][0].isupper():
            k -= 1
        return self._norms[k] in ("a", "an") or self._norms[k - 1] in ("a", "an")

    def _closes(self, stop: int) -> bool:
        """ "the 451 noted the day before", "the 12 reported.": nothing said stands behind."""
        after = self._norms[stop] if stop < len(self._norms) else "."
        return after in (".", ",", "in", "on", "by", "the", "a", "last", "earlier")

    def is_passive(self, tag: Tag) -> bool:
        """ "was asked", "were told", "was added": whoever stands before it says nothing."""
        word = self._norms[tag.first]
        if not (word.endswith("ed") or word in ("told", "said")):
            return False
        if word == "said" and self._norms[tag.first - 1] == "have":
            return self._norms[tag.first - 2] in ("will", "would")  # "they will have said it all"
        if word == "said":
            return False  # "is said" is the lexicon's to exclude; "who are, said X" is not passive
        k = tag.first - 1
        if word in ("told", "informed", "warned") and self._norms[k] == "when":
            return True  # "The mayor, when told that C, wept"
        while k > 0 and (self._norms[k] in _SKIPPED or self._norms[k].endswith("ly")):
            k -= 1
        return k >= 0 and self._norms[k] in _PASSIVE

    def _is_unsaid(self, tag: Tag) -> bool:
        """ "would respond", "did not mention", "will announce": not said, or not yet."""
        word, k = self._norms[tag.first], tag.first - 1
        if word.endswith(("ed", "ing", "s")) or word in _BASE_KEPT | _SPEECH_ONLY:
            return False
        if self.chain(tag.first) < tag.first:
            return False
        while k > 0 and (self._norms[k] in _SKIPPED or self._norms[k].endswith("ly")):
            if self._norms[k] == "only":
                return False  # "would say only that", "would only say that"
            k -= 1
        if k > 0 and self._norms[k] in _SUBJECTS and self._norms[k - 1] in _MODALS:
            return True  # "What would she tell them if"
        after = self._norms[tag.stop] if tag.stop < len(self._norms) else ""
        told = k == tag.first - 1 and self._norms[k] in ("did", "does")
        if told and k > 0 and self._words[k - 1][0].isupper():
            return False  # "though Lee did call it a mess"
        return k >= 0 and self._norms[k] in _MODALS and after not in ("only", "that")

"""Where the finite verbs stand: enough grammar to tell a clause from a phrase, without a parser.

Closed classes and endings only. In "a town which is held by rebels" the verb belongs to the
relative clause; ``main_verb`` passes over it, so a phrase with such a clause is still a phrase.
"""

from __future__ import annotations

from analysis.extract.quotes.wording import DOCUMENT, is_role
from analysis.reading import Reading

AUXILIARIES = frozenset(
    "is are was were am has have had will would can could may might must shall should do does did "
    "isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't don't "
    "doesn't didn't isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt dont "
    "doesnt didnt cannot cant he's she's it's that's there's they're we're i'm they've we've i've "
    "ought "
    "he'd she'd they'd we'd i'd they'll we'll he'll she'll it'll i'll".split()
)
BE = frozenset("is are was were am be been being has have had get got".split())
RELATIVES = frozenset("who which whose whom where".split())
SUBORDINATORS = frozenset(
    "when while because although though if unless after before until since whether whereas once "
    "as".split()
)
PREPOSITIONS = frozenset(
    "in on at of for from to with by about into over under near after before during since until "
    "against between among through without within across along around behind despite following "
    "amid upon outside inside per via towards toward throughout including above below beneath beside alongside atop "
    "onto".split()
)
DETERMINERS = frozenset(
    "the a an his her its their our my your this these those no any some every each another "
    "several many most both all".split()
)
PRONOUNS = frozenset("he she they it we i you".split())
ADVERBS = frozenset(
    "also then later earlier reportedly repeatedly previously further recently already now still "
    "once again yesterday today never not just only soon often always even ever meanwhile "
    "initially separately instead immediately afterward afterwards elsewhere".split()
)
LEADS = frozenset(
    "but and meanwhile however also earlier later so yet still nevertheless separately or then "
    "moreover furthermore additionally instead thus therefore nonetheless besides similarly afterward afterwards "
    "elsewhere nearby further".split()
)
PAST = frozenset(
    "said told wrote went took came began fell hit struck left held got made gave knew saw found fled "
    "broke led lost met put sent set shot fought rose blew brought bought built caught chose drew drove "
    "ate felt flew forgot froze grew heard hid kept laid lay lent meant paid ran sang sank sat sought "
    "sold shook shut slept spent split spoke spread stood stole swept swore taught thought threw "
    "wept shot bent leapt slid swung spat "
    "understood rode lay tore swam bid bet woke won wore became bore bled dealt hurt cut dug overtook "
    "withdrew burst shrank sprang read quit beat".split()
)
_PRESENT = frozenset(
    "says tells shows believes wants needs remains includes comes goes takes makes gives holds "
    "seems appears means knows hopes thinks expects continues faces lives lies stands runs works "
    "belongs supports backs denies accuses controls leads brings starts begins ends keeps allows "
    "represents remain include seem appear need live continue face want belong say believe come "
    "know take show goes constitutes amounts depends requires provides poses rewards hits kills kill "
    "meets leads loses gets puts asks plans runs sees sits spends tries turns uses wins owes pays "
    "raises creates causes threatens marks reflects stretches covers offers opens closes moves aims serves "
    "leaves feels fails faces doubles lets keeps helps happens gives finds deserves deserve draws "
    "demands cuts costs carries carry calls buys breaks owe pay vote lose win get got "
    "oppose opposes favor favors favour favours prefer prefers approve approves disapprove disapproves "
    "disagree disagrees "
    "relies rely exceeds exceed applies apply contains contain consists ignores ignore refuses refuse "
    "tends tend behaves behave understands understand lacks chooses choose speaks speak sells sell earns "
    "earn enjoys enjoy ensures ensure generates generate hears hear hides hide involves involve joins "
    "join lends lend manages manage obtains occurs occur operates operate performs perform prevents "
    "prevent produces promotes promote protects protect proves prove receives receive recognizes "
    "recognize reduces reduce relates removes remove replaces replace resembles restores restore retains "
    "retain saves satisfies seeks seek solves solve succeeds succeed surprises survives survive teaches "
    "teach treats treat undermines undermine varies vary violates violate wears "
    "sends hurts harms cheats stinks matters "
    "intends intend decides decide expresses admits admit agrees agree applauds arrives assumes assume attends "
    "attend avoids avoid behaves believes belongs bothers celebrates competes compete concludes connects "
    "considers consider consists contributes contribute convinces creates create declines decline defends defend "
    "delivers deliver describes describe destroys determines develops develop differs differ disappears divides "
    "eats enables encourages establishes expands expand explains follow forgets forgives grows grow happens hates "
    "hate helps identifies ignores imagines improves improve introduces invites knows lasts learns learn "
    "maintains melts misses neglects opposes overlooks overstates owns persuades pleases possesses pretends "
    "pursues qualifies quits refers reminds resolves sends seizes selects serves stems strengthens survives "
    "thinks transforms understands warrants weakens weighs writes "
    "follows complicates confuses contradicts defies demonstrates derives discourages distracts dominates emerges "
    "employs endangers engages enters erodes evolves excludes exposes extends hinders illustrates imposes incurs "
    "inherits interferes invests justifies legalizes misleads misrepresents misunderstands offends omits originates "
    "outweighs overcomes overrides presumes prohibits remembers renders signifies specifies subsidizes surrounds "
    "suspends thrives transcends undercuts underestimates undergoes unites upholds vanishes withstands loves looks "
    "rises stays entails deters "
    "caters cater "
    "go make mean become becomes feel feels suffer suffers exist exists".split()
)
_BASES = frozenset(
    "blame accuse complain insist argue deny reject claim warn urge criticize criticise concede acknowledge".split()
)
_POINTING = frozenset("to out toward towards up".split())
_NO_VERBS = frozenset(
    "hundred indeed based need united armed aged so-called called unprecedented sacred hatred "
    "beloved naked wicked rugged crowded bed red led ahmed mohammed hamed speed feed seed breed shed "
    "biased alleged allied besieged".split()
)
_ALSO_NOUNS = frozenset("hit cut cost set shot split spread cast burst".split())
LY_NOUNS = frozenset(
    "family assembly tally ally rally reply supply bully anomaly monopoly italy july only daily weekly".split()
)
_HELD = frozenset(("confirmed", "reported"))
_COUNTED = frozenset("two three four five six seven eight nine ten several".split())
_OWNERS = frozenset("the a an his her its their our my 's ’s".split())
_BEFORE_VERBS = frozenset(("they", "we", "you"))
_ONE = frozenset(("he", "she", "it"))
_NO_SINGULAR = frozenset(
    "always perhaps sometimes besides this his hers its less as plus thus".split()
)
_HOLDS_IS = frozenset("it he she that there what who here where how this everything".split())
_SO_MANY = frozenset("many much few little".split())
_ASIDES = RELATIVES - {"where"}
REACHED = frozenset(
    "asked reached pressed questioned contacted pushed told shown informed confronted".split()
)
_REDUCED = frozenset("in by during on at near since after when while with from and to as".split())
_COMPOUNDS = frozenset(("claims", "reports"))
_AMOUNTS = (["least"], ["most"])  # "killed at least nine"
_WATCHING = frozenset("monitors tracks documents records reports advocates relies".split())
_NOT_SUBJECT = (
    DETERMINERS | PREPOSITIONS | AUXILIARIES | {"-", "to", "more", "most", "very", "be", "such"}
)

# Irregular participles, adverbs and adjectives that lead in with a preposition behind them.
_LEADING = frozenset(
    "born bred known brought driven caught built torn written taken given shot struck hit sworn flown drawn sent "
    "found ahead along together apart far prior due thanks contrary unable eager unhappy aware keen angry furious "
    "fresh proud".split()
)


class Grammar:
    """The finite verbs of one article."""

    def __init__(self, reading: Reading) -> None:
        self._norms, self._words = reading.tokens.norms, reading.tokens.words
        self._glued = reading.tokens.glued
        self._harm = {i for tag in reading.tagged("harm") for i in range(tag.first, tag.stop)}
        self._cues = {
            tag.first
            for tag in reading.tagged("reporting")
            if tag.stop - tag.first == 1 and tag.entry.get("class") != "according"
        }
        self._times = {reading.tokens.at(time.start) for time in reading.found.times}
        self.finite = self._finite(reading.vocabulary)

    def _finite(self, vocabulary: frozenset[str]) -> list[bool]:
        """Per token, whether it is a finite verb; asked only of words that can be one."""
        can = (AUXILIARIES | PAST | _PRESENT | {"'s"}) & vocabulary
        can |= (_BASES | {"called", "points", "point"}) & vocabulary
        can |= {norm for norm in vocabulary if norm.endswith("ed")}
        leads = (_BEFORE_VERBS | _ONE) & vocabulary
        asked = {k for k, norm in enumerate(self._norms) if norm in can} | self._cues
        if leads:
            asked |= {k + 1 for k, norm in enumerate(self._norms[:-1]) if norm in leads}
        if "which" in vocabulary:
            asked |= {k + 1 for k, norm in enumerate(self._norms[:-1]) if norm == "which"}
        out = [False] * len(self._norms)
        for k in asked:
            out[k] = self._is_finite(k)
        return out

    def _is_finite(self, k: int) -> bool:
        norm = self._norms[k]
        before = self._before(k)
        after = self._norms[k + 1] if k + 1 < len(self._norms) else ""
        if norm == "'s":
            return before in _HOLDS_IS
        if norm in AUXILIARIES:
            named = self._words[k][0].isupper() and before not in ("", ".", "“", '"', "''")
            may = before == "may" and self._words[k - 1][0].isupper()  # "on 30 May has"
            return before != "to" and (may or before not in AUXILIARIES) and not named
        if norm in PAST:
            named = self._words[k][0].isupper() and after.isalpha() and not self._words[k].isupper()
            if named and self._words[k + 1][0].isupper():
                return False  # "Drew Hall", "Rose Lee"
            noun = after == "of" and norm in _ALSO_NOUNS  # "the big hit of the evening"
            return not noun and before not in _NOT_SUBJECT and before not in BE and after != "by"
        if norm in _PRESENT:
            if before == "not" and k > 1 and self._norms[k - 2] in AUXILIARIES:
                return False  # "might not come back"
            return before not in _NOT_SUBJECT and self._words[k][0].islower()
        if k in self._cues and norm.endswith("s"):
            cited = self._norms[max(0, k - 3) : k - 1] == ["according", "to"]
            named = norm in _COMPOUNDS and is_role(after)
            if cited or named or not self._states(k, before, after):
                return False  # "according to Spanish reports", "one claims processor said"
            return before not in _NOT_SUBJECT and before != "'s" and norm.endswith("s")
        if before in _BEFORE_VERBS and norm.isalpha():
            return norm not in ADVERBS and norm not in PREPOSITIONS and not norm.endswith("ly")
        if before in _ONE and norm.endswith("s") and norm.isalpha() and norm not in _NO_SINGULAR:
            return norm not in PREPOSITIONS and norm not in SUBORDINATORS  # "it protects"
        if self._turns_to(k, before, after) or (before == "which" and self._does(k, after)):
            return True
        if not norm.endswith("ed") or norm in _NO_VERBS or not self._words[k][0].islower():
            return False
        if before in _NOT_SUBJECT or before in BE or before.isdigit() or after in ("by", "-"):
            return False
        if before in ("citing", "quoting", "said", "says") or self._is_no_verb(k, before):
            return False  # "quoting unnamed sources"
        if after == "at" and self._norms[k + 2 : k + 3] == ["least"]:
            return True  # "a blast killed at least nine"
        owning_up = after == "to" and "".join(self._norms[k + 2 : k + 3]).endswith("ing")
        reduced = after in _REDUCED and self._norms[k + 2 : k + 3] not in _AMOUNTS
        return norm == "died" or owning_up or not (k in self._harm and reduced)

    def _states(self, k: int, before: str, after: str) -> bool:
        """ "the letter states that", "Article 5 states"; not "said states should decide"."""
        if self._norms[k] != "states":
            return True
        if after in AUXILIARIES:
            return False
        named = k > 0 and self._words[k - 1][0].isupper()
        return named or before in _ONE or before in DOCUMENT or before.isdigit() or after == "that"

    def _is_no_verb(self, k: int, before: str) -> bool:
        """ "a tailor named Omar", "the newly hired aide", "Lee's recently widowed aunt": what they are."""
        if self._gives_name(k):
            return True
        if before in ("'s", "’s") and "".join(self._words[k + 1 : k + 2]).istitle():
            return True  # "Peru's embattled Premier Ana Rojas"
        several = "".join(self._norms[k + 1 : k + 2])
        if self._norms[k] in _HELD and before in _COUNTED and several.endswith("s"):
            return True  # "one of two confirmed survivors"
        ly = before.endswith("ly") and before not in LY_NOUNS
        return ly and self._before(k - 1) in _OWNERS

    def _before(self, k: int) -> str:
        """The word before token ``k``; of "the siege - the longest yet - began" a dash, no hyphen."""
        before = self._norms[k - 1] if k else ""
        return "—" if before == "-" and not (self._glued[k] or self._glued[k - 1]) else before

    def _gives_name(self, k: int) -> bool:
        """ "a tailor named Omar"; not "the president named Omar his heir"."""
        if self._norms[k] not in ("named", "nicknamed"):
            return False
        new = not {"a", "an"}.isdisjoint(self._norms[max(0, k - 4) : k])
        return new and any(word[0].isupper() for word in self._words[k + 1 : k + 2])

    def _turns_to(self, k: int, before: str, after: str) -> bool:
        """ "residents blame", "the study points to", "he called for": verbs by the word beside them."""
        norm = self._norms[k]
        if norm in _BASES:
            several = before.endswith("s") and not before.endswith(("ss", "'s")) and len(before) > 3
            return several and self._words[k][0].islower()
        if before in _NOT_SUBJECT:
            return False
        if norm in ("points", "point"):
            return after in _POINTING
        return norm == "called" and after in ("for", "on") and before not in BE

    def _does(self, k: int, after: str) -> bool:
        """ "the group, which advocates a truce", "which monitors violence"; not "which monitors said"."""
        if self._norms[k - 2] in PREPOSITIONS or not self._words[k][0].islower():
            return False
        norm = self._norms[k]
        if norm in _WATCHING:
            return after not in AUXILIARIES and after not in PAST and k + 1 not in self._cues
        return norm.endswith("s") and not norm.endswith("ss") and after in DETERMINERS

    def is_past(self, k: int) -> bool:
        """A word in lower case that can be a verb in the past, or a reporting verb."""
        norm = self._norms[k]
        if not self._words[k][0].islower() or norm in AUXILIARIES or norm in _NO_VERBS:
            return False
        return (norm.endswith("ed") and len(norm) > 4) or norm in PAST or k in self._cues

    def main_verb(self, first: int, stop: int) -> int | None:
        """The first finite verb of the span that no relative or subordinate clause holds."""
        owed, loose, aside, closed = False, False, False, first
        for k in range(first, stop):
            norm = self._norms[k]
            if k < closed:
                continue
            if norm in _ASIDES and self._norms[k + 1 : k + 2] == [","]:
                # "and who, asked about it, told them": what the relative clause holds comes behind
                aside, closed = True, self._next_comma(k + 2, stop) + 1
            elif aside:
                aside = norm != ","
            elif norm in _ASIDES and k > first + 1 and self._norms[k - 1] == ",":
                aside = True  # ", who has said that he is ready,": all of it is the name's
            elif norm in RELATIVES or (norm == "that" and k > first and self._relative_that(k)):
                owed, loose = True, False
            elif norm == "that" and loose and "," in self._norms[k:stop]:
                owed = True  # "When word came that he had left, she wept"
            elif norm in SUBORDINATORS and self._subordinates(k):
                owed, loose = True, True
            elif norm == "," and loose:
                owed, loose = False, False
            elif self.finite[k]:
                if not owed:
                    return k
                owed = False
        return None

    def _next_comma(self, k: int, stop: int) -> int:
        return next((j for j in range(k, min(stop, k + 20)) if self._norms[j] == ","), k)

    def last_verb(self, first: int, stop: int) -> int | None:
        """The last finite verb of the span."""
        return next((k for k in range(stop - 1, first - 1, -1) if self.finite[k]), None)

    def _relative_that(self, k: int) -> bool:
        """ "the group that runs": a noun before, a verb after; not "none of that surprises"."""
        if self._norms[k - 1] in PREPOSITIONS:
            return False
        return k + 1 < len(self.finite) and self.finite[k + 1] and not self.finite[k - 1]

    def _subordinates(self, k: int) -> bool:
        before = self._norms[k - 1] if k else ""
        dated = self._norms[k] in ("since", "until") and not self._times.isdisjoint((k, k + 1))
        if dated and self._norms[k + 1] != "then":
            return False  # "Since July 11 raids have killed 40"
        if self._norms[k] != "as":
            return True
        after = self._norms[k + 1] if k + 1 < len(self._norms) else ""
        counted = after in _SO_MANY or before in _SO_MANY  # "as many as nine died"
        return not counted and before not in ("such", "well", "known", "long", "far")

    def is_gerund(self, k: int) -> bool:
        """ "speaking", "adding": a word that opens a participle phrase, not a clause."""
        norm = self._norms[k]
        return (
            norm.endswith("ing")
            and len(norm) > 4
            and self._words[k][0].islower()
            and norm not in ("nothing", "something", "everything", "anything", "during", "morning")
        )

    def leads_in(self, first: int, stop: int) -> bool:
        """ "Asked about it", "In Paris", "Reached by phone": an adjunct in front of the subject."""
        if self.opens_phrase(first) or self._norms[first] in REACHED:
            return True
        if self._norms[first].endswith("ly") and first + 1 < stop and self.opens_phrase(first + 1):
            return True  # "Shortly after nine"
        after = self._norms[first + 1] if first + 1 < stop else ""
        if self._norms[first] in _LEADING and (after in PREPOSITIONS or after == "to"):
            return True  # "Born in Hull, Lee", "Ahead of the vote, Lee", "Unhappy with it, Lee"
        return (
            self._norms[first].endswith("ed")
            and self._norms[first] not in _NO_VERBS
            and (
                after in PREPOSITIONS
                or after in SUBORDINATORS
                or after in ("if", "how", "why", "what")
            )
        )

    def opens_phrase(self, k: int) -> bool:
        """A token that begins an adjunct ("in", "after", "speaking") rather than a subject."""
        norm = self._norms[k] if k < len(self._norms) else ""
        return (
            norm in PREPOSITIONS
            or norm in SUBORDINATORS
            or norm == "asked"
            or (norm.endswith("ing") and len(norm) > 4 and norm not in ("king", "during"))
        )

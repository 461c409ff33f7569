"""Does the sentence look ahead at a time, or back: the nearest verb decides.

"They will return on Sunday" looks ahead, "the envoy, who will return, was shot on Sunday" back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.extract.times.vocabulary import Vocabulary
from analysis.text import Sentence

_LEAD, _TAIL, _FAR = 90, 60, 300
_BREAK = re.compile(r"[;:]")
_REACHING = re.compile(r"\b(?:by|until|till|within|from|starting|no later than)\s(?:the )?$")
# "called a meeting in the capital for Friday": what is held on a day to come
_CALLED_FOR = re.compile(
    r"\b(?:meetings?|talks|sessions?|summit|conference|vote|elections?|referendum|funerals?|rally|rallies|hearing|"
    r"ceremony|signing|strike|protests?|march|handover|exchange)\b[^,.;:]{0,40} for (?:late |early )?$"
)
# "called for a strike on 20 June", not "called for talks on Friday": what people are called out to
_CALLED_OUT = re.compile(
    r"\b(?:called|calls|calling) for (?:an? |the )?[^,.;:]{0,25}\b(?:strikes?|march(?:es)?|rally|rallies|protests?|"
    r"demonstrations?|bandh|shutdown|sit-in|boycott|mourning|elections?|referendum) on $"
)
# "it will be remembered that on 3 May soldiers shot nine": the verb of the clause the time opens
_THAT = re.compile(r"\bthat,? (?:on |in |at )?$")
# "fired on them as they were about to cross the river on Friday": the day they were fired on
_ABOUT_TO = re.compile(
    r"\b(?:as|while|when) (?:[\w’'-]+ ){1,4}?(?:was|were) (?:(?:just|reportedly) )?"
    r"(?:about|preparing|trying|attempting|waiting|getting ready|planning|seeking|hoping|moving|going|rushing) to "
    r"[^.;]{2,60}$"
)
_PREPOSITION = re.compile(r"(?:at|on|by|until|till|within|in|from)\s", re.IGNORECASE)
_NOUN = re.compile(r" of\b")
_ASKED_THEN = re.compile(
    r" (?:also |again |both )?(?:urged|invited|called on|agreed|ordered|vowed|pledged|promised|threatened|asked)\b"
)
_MODAL = re.compile(r"\b(?:be|to|will|would|may|might|could|can|must|shall|not)\s+$")


def looks_ahead(
    words: Vocabulary, text: str, sentence: Sentence, start: int, end: int
) -> bool | None:
    """True where the last verb before a time, or else the first after it, is a future.

    None where no verb is near.
    """
    own = _PREPOSITION.match(text, start)
    lead = text[max(sentence.start, start - _LEAD) : own.end() if own else start]
    if lead.endswith((" for ", " for late ", " for early ")) and _CALLED_FOR.search(lead):
        return True
    if lead.endswith(" on ") and _CALLED_OUT.search(lead):
        return True
    if own and lead.endswith("called on "):
        lead = lead[:-3]  # "called on Sunday for calm": the day's own preposition
    if " to " in lead and _ABOUT_TO.search(lead):
        return False
    clause_opens = "that" in lead and _THAT.search(lead) is not None
    if clause_opens and (own_verb := _verb_behind(words, text, sentence, end)) is not None:
        return own_verb
    before = list(_verbs(words, lead, before=True))
    if before:
        return before[-1]
    told = _verb_behind(words, text, sentence, end)
    if told is not None or start - _LEAD <= sentence.start:
        return told
    further = text[max(sentence.start, start - _FAR) : start - _LEAD]
    return next(
        iter(list(_verbs(words, further))[-1:]), None
    )  # "will allow ..., and leave by Friday"


def _verb_behind(words: Vocabulary, text: str, sentence: Sentence, end: int) -> bool | None:
    """Whether the first verb behind a time looks ahead; None where there is none."""
    if _ASKED_THEN.match(text, end):
        return False  # "The bloc on Saturday urged both to extend the truce": the day of urging
    tail = _BREAK.split(text[end : min(sentence.end, end + _TAIL)])[0]
    return next(_verbs(words, tail), None)


def _verbs(words: Vocabulary, passage: str, *, before: bool = False) -> Iterator[bool]:
    """For every verb of a passage, which may stand right ``before`` a time, True where it looks ahead."""
    for match in words.tense.finditer(passage):
        kind, word = match.lastgroup, match.group()
        if kind == "ed" and word in words.still:
            continue
        if kind in ("behind", "bid", "deed", "ed") and _MODAL.search(
            passage, max(0, match.start() - 12), match.start()
        ):
            continue  # "will attack", "to be held": the modal decides
        if kind in ("ahead", "open") and _NOUN.match(passage, match.end()):
            continue  # "since the beginning of August"
        reaching = kind in ("bid", "passed") and before and _REACHING.search(passage) is not None
        yield kind in ("ahead", "open") or reaching

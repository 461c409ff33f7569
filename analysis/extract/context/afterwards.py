"""Days of what follows a deed: the siege is ended, the bodies are pulled out, the streets are empty."""

from __future__ import annotations

import re

from analysis.records import Time

_STILL_DUG = re.compile(r"\bstill (?:digging|searching|combing|sifting)\b[^.;]{0,30}$")
# "after six of the wounded died overnight": dead of the deed, days after it
_OF_THE_HURT = re.compile(
    r"\b(?:of (?:the|those) (?:wounded|injured|hurt)|"
    r"(?:wounded|injured) (?:people|victims|survivors|patients|men|women|children))"
    r"(?: (?:had|have|also|later|since)){0,2} (?:died|succumbed)(?: [\w-]+){0,4} $"
)
_NOBODY = re.compile(r",? there (?:was|were|is|are) (?:nobody|no one|nothing|no)\b")
# a day that is the deed's only where the sentence has no other
_DUG_THEN = re.compile(
    r",? (?:(?:had |have )?(?:pulled|recovered|retrieved|dug|unearthed|identified|buried|found)|were (?:still )?"
    r"(?:pulling|digging|searching|burying))\b"
)
_ENDED_THEN = re.compile(
    r"\b(?:ended|lifted|broke up) (?:an?|the|their|its) (?:[\w-]+ ){0,3}(?:siege|stand-?off|assault|attack|battle|"
    r"raid|hostage[ -]taking|takeover)\b[^,;.]{0,60}$"
    r"|\b(?:pulled|recovered|retrieved|dug|unearthed) (?:[\w’'-]+ ){1,12}$"
)

# "not far from the site of | Monday's blast": another deed's day
_AT_THE_SCENE_OF = re.compile(
    r"\b(?:site|scene|spot|location|anniversary|aftermath|wake|echoes|memory) of (?:the )?$"
)
_BELONGS = re.compile(r"['’]s ")


# "from the quarters they had entered on 4 May": how a place came into somebody's hands
_TAKEN_THEN = re.compile(
    r"\b(?:neighbou?rhoods?|quarters?|districts?|suburbs?|areas?|towns?|villages?|cit(?:y|ies)|positions|posts?|hills?|"
    r"heights|territory|base|bases|roads?) (?:which |that )?(?:they|it|he) (?:had |first |have )*"
    r"(?:infiltrated|entered|captured|seized|took|taken|overran|overrun|occupied|won|lost|held|conquered)(?: back)?"
    r"(?: (?:on|in))? ?$"
)
# "making final preparations this weekend": what has not come yet
_PREPARES = re.compile(r"\b(?:preparations?|preparing|bracing|readying)(?: [a-z]+){0,2} $")


def is_idle(text: str, time: Time) -> bool:
    """ "This morning there was nobody", "still digging on Friday": no deed's day at all."""
    before = text[max(0, time.start - 70) : time.start]
    late = _STILL_DUG.search(before[-50:]) or _OF_THE_HURT.search(before)
    late = late or _TAKEN_THEN.search(before) or _PREPARES.search(before[-40:])
    return bool(late or _NOBODY.match(text, time.end))


def is_afterwards(text: str, time: Time) -> bool:
    """ "Rescuers on Monday pulled out", "ended the siege early on Sunday", "near the site of Monday's
    blast": after the deed, or of another."""
    before = text[max(0, time.start - 90) : time.start]
    if _BELONGS.match(text, time.end) and _AT_THE_SCENE_OF.search(before):
        return True
    return bool(_DUG_THEN.match(text, time.end) or _ENDED_THEN.search(before))

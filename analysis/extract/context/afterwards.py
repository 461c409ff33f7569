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


def is_idle(text: str, time: Time) -> bool:
    """ "This morning there was nobody", "still digging on Friday": no deed's day at all."""
    before = text[max(0, time.start - 70) : time.start]
    late = _STILL_DUG.search(before[-50:]) or _OF_THE_HURT.search(before)
    return bool(late or _NOBODY.match(text, time.end))


def is_afterwards(text: str, time: Time) -> bool:
    """ "Rescuers on Monday pulled out", "ended the siege early on Sunday", "near the site of Monday's
    blast": after the deed, or of another."""
    before = text[max(0, time.start - 90) : time.start]
    if _BELONGS.match(text, time.end) and _AT_THE_SCENE_OF.search(before):
        return True
    return bool(_DUG_THEN.match(text, time.end) or _ENDED_THEN.search(before))

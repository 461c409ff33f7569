"""The day somebody spoke, a court sat or a text was printed: not the day of dying."""

from __future__ import annotations

import re

from analysis.opened import Opened
from analysis.quick import either
from analysis.reading import Reading
from analysis.records import Time

_SAYING = re.compile(
    r"\b(?:said|says|told(?: (?!that\b)[\w’'-]+){1,5}|announced|added|stated|tweeted|tweeting|wrote|"
    r"confirmed|claimed|declared|warned|insisted|alleged|testified|"
    r"(?<!was )(?<!were )(?<!been )reported|"
    r"statement|reporters|journalists|interview|a report|met|convened|spoke|spoke to \w+|talked to \w+|voted|"
    r"according to [\w' -]{1,40}|"
    # "an inquiry found two years later": the day of the finding
    r"(?:inquiry|investigation|probe|commission|panel|tribunal|report|study|investigators)(?: later)? "
    r"(?:found|concluded|determined|established|revealed)|"
    r"(?:stood|rose|risen|climbed|jumped|put the (?:toll|number|dead|death toll))|"
    # "climbed to 31 on Tuesday", "put the toll at 25 on", "confirmed 62 deaths on": the day of the count
    r"(?:stood|stands|rose|risen|climbed|jumped|mounted|grew|grown|increased)"
    r"(?:(?: (?:to|at|past|above|beyond))?(?: (?:at least|about|around|nearly|some|almost|more than))? \d[\d,]*|"
    r" (?:to|at|past|above|beyond)(?: (?:at least|about|around|nearly|some|almost|more than))? [a-z]+)"
    r"(?: (?:dead|people|deaths))?|"
    r"(?:put|gave|given|set) (?:the|its|their) (?:[\w-]+ ){0,5}?(?:at|as) (?:[a-z]+ ){0,2}"
    r"(?:\d[\d,]*|[a-z]+)(?: dead)?|"
    # "put the toll at 19 on Monday and at 27 on Tuesday"
    r"(?:and|then|but|before)(?: later)? (?:at|to) (?:(?:at least|about|around|nearly|more than) )?\d[\d,]*|"
    r"(?:confirmed|(?:spoken|spoke) of) (?:[a-z]+ ){0,2}(?:\d[\d,]*|[a-z]+) (?:dead|deaths|fatalities|casualties)|"
    r"(?:statement|report|remarks|release|figures|bulletin|interview|speech|comments|document|footage|videos?|"
    r"photos?|photographs|pictures|images|recording)"
    r"(?: [\w’'-]+){0,5}? (?:issued|uploaded|shared|circulated|released|published|read|"
    r"made|carried|aired|broadcast|posted|given|signed|dated)"
    r"(?: [\w-]+){0,7},?)"
    r"(?: in| to| by)?(?: (?:late|early|later|earlier))?(?: (?:on|in))?\s*$",
    re.IGNORECASE,
)
_SAID_IN = re.compile(  # "said in Ankara on Monday"
    r"\b(?:said|says|announced|told(?: [\w’'-]+){1,5}?) (?:in|from) (?:the )?[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+)?,?(?: late| early)?(?: on)?\s*$"
    r"|\binterviewed(?: [\w’'-]+){1,5} (?:on|between|in|from|since)\s*$"  # who was asked then
)
_CONFIRMED = re.compile(  # "confirmed the incident on Monday", "condemned Sunday's raid late on"
    r"\b(?:confirmed|confirming|announced|condemned|acknowledged|denied|reported|claimed|disclosed) "
    r"(?:the|this|that|his|her|their|its) (?:[\w-]+ ){0,2}?(?:incidents?|attacks?|development|news|reports?|"
    r"killings?|deaths?|tolls?|figures?|casualties|losses|abductions?|kidnappings?|blasts?|explosions?|raids?)"
    r"(?: to (?:[\w’'-]+ ){1,3}?)?(?: (?:late|early))?(?: on)?\s*$"
)
_SAID_THEN = re.compile(r",?\s+(?:said|stated|announced|reported|claimed) that\b")
# "the ministry on Sunday said 12 had died"; not "killed on Sunday said the monitor"
_ON_DAY_SAID = re.compile(
    r",?\s+(?:(?:had|has|have) )?(?:raised|put|revised|gave|given|updated|lowered) (?:the|its|a|their) "
    r"(?:[\w-]+ ){0,2}(?:toll|figures?|number|count)\b"
    r"|,?\s+(?:said|told|announced|reported|spoke|claimed|confirmed|denied|accused)\b(?! (?:the|an?|[A-Z])\b)"
    r"|,? (?:the |an? )?(?:[\w’'-]+ ){1,5}(?:had )?(?:put|spoken of|spoke of|given|gave) "
    r"(?:(?:the|its|a) (?:[\w-]+ ){0,2}(?:toll|number|figures?|count|dead)\b|[\w-]+ (?:dead|deaths|killed|wounded)\b)"
    r"|,? (?:the |an? )?(?:[\w’'-]+ ){1,6}(?:published|released|issued|posted|revised|updated) (?:an? |the |its )?"
    r"(?:[\w-]+ ){0,2}(?:list|names|figures?|toll|count|statement|report)\b"
    # "the agency on Tuesday demanded an inquiry"
    r"|,? (?:demanded|condemned|urged|called (?:for|on)|criticised|criticized|denounced|deplored|rejected|appealed)\b"
    # "the report that came with Tuesday's oral briefing"
    r"|['’]?s (?:[a-z]+ ){0,2}(?:briefing|statement|speech|address|remarks|interview|hearing|session|meeting|talks)\b"
    r"|\s+(?:statement|communiqué|press release|interview|briefing|bulletin|speech)\b"
)
# "traded claims on Monday about who did it", "called on Monday for a meeting": the day of words
_ABOUT_IT = re.compile(
    r" (?:about|over) (?:who|whether|what|how|which|why)\b"
    r"| for (?:an? |the )?(?:[\w.’'-]+ ){0,5}?(?:meetings?|session|inquir(?:y|ies)|investigations?|probe|talks|summit|"
    r"sanctions|calm|restraint|resolution)\b"
)
_AS_SAID = re.compile(r"\bas [\w -]{2,40} (?:claimed|reported|said)(?: on)?\s*$")
_TRIED = re.compile(  # "sentenced on Thursday for the killing of": the day of a court
    r"\b(?:sentenced|convicted|jailed|charged|indicted|acquitted|arraigned|extradited|pleaded|ruled)\b[^.;]{0,70}$"
)
STAMP = re.compile(r"\b(?:posted on|last updated(?: at)?|updated|published|publication)\s*$", re.I)
# "as the government prepared to host a round of talks on Tuesday": the day of the talks
_TO_TALK = re.compile(
    r"\b(?:to (?:host|hold|open|resume|attend|begin|convene)|planned|scheduled|ahead of|prepar(?:ed?|ing) for) "
    r"(?:[\w-]+ ){0,6}(?:talks|negotiations|summit|meetings?)\b"
    r"[^.;]{0,60}$|\b(?:crisis|cabinet|emergency|ministerial|peace) (?:meeting|session|talks) (?:late |early )?on\s*$"
)
_SPOKEN = either(_TO_TALK, _CONFIRMED, _AS_SAID, _SAYING, _SAID_IN, STAMP)
_SAID, _SAID_OR_TRIED = Opened(_SPOKEN), Opened(either(_SPOKEN, _TRIED))
_OWN_DEED = re.compile(
    r"['’]?s (?:[\w-]+ ){0,2}(?:attacks?|assaults?|raids?|(?:air)?strikes?|bombings?|blasts?|explosions?|ambush(?:es)?|"
    r"shootings?|killings?|massacres?|shelling|violence|clash(?:es)?|incidents?|incursions?|dead|deaths?|victims|"
    r"casualties|slaughter|bloodshed|carnage)\b"
)


# "put the toll at 19 on Monday, hours after the raid": the day of the raid
_HOURS_AFTER = re.compile(
    r",? (?:only |just |a few |within )?(?:hours|minutes) (?:after|of) (?:the|this|that) (?:[a-z-]+ ){0,2}?"
    r"(?:attack|assault|raid|(?:air ?)?strike|bombing|blast|explosion|ambush|shooting|massacre|shelling)\b"
)


def owns_a_deed(text: str, time: Time) -> bool:
    """ "Monday's attack", "Wednesday night's raid"."""
    return _OWN_DEED.match(text, time.end) is not None


def is_saying(reading: Reading, time: Time, *, judged: bool = False) -> bool:
    """True for the day somebody spoke or a court sat, or the stamp of publication.

    ``judged``: the court's own day stands before, so this one is the deed's.
    """
    text = reading.text
    if owns_a_deed(text, time) or _HOURS_AFTER.match(text, time.end):
        return False  # "the army said Thursday's strike was lawful"
    if (text.startswith((" about ", " over ", " for "), time.end)) and _ABOUT_IT.match(
        text, time.end
    ):
        return True
    behind = _SAID_THEN.match(text, time.end) or _ON_DAY_SAID.match(text, time.end)
    said = _SAID if judged else _SAID_OR_TRIED
    return bool(behind or said.search(reading, max(0, time.start - 90), time.start))

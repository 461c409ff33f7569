"""Nouns a speaking phrase can hang on: persons by role, documents, words that tell a gender."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_PERSON_ROLE = re.compile(
    r"(?i)^(?:\w*spokes(?:man|woman|person)|official|minister|president|commander|activist|resident|witness|"
    r"eyewitness|doctor|medic|analyst|governor|mayor|general|colonel|officer|chief|head|director|lawyer|"
    r"journalist|correspondent|reporter|man|woman|father|mother|soldier|rebel|fighter|villager|survivor|nurse|"
    r"teacher|photographer|coach|captain|leader|envoy|ambassador|diplomat|secretary|chairman|chairwoman|judge|"
    r"prosecutor|adviser|advisor|aide|coordinator|representative|member|expert|economist|professor|researcher|"
    r"historian|founder|owner|editor|manager|negotiator|mediator|ombudswoman|ombudsman|magistrate|councillor|"
    r"driver|farmer|trader|shopkeeper|imam|priest|bishop|archbishop|cleric|sheikh|elder|senator|congressman|"
    r"congresswoman|lawmaker|candidate|author|writer|executive|attorney|paramedic|surgeon|engineer|worker|"
    r"volunteer|widow|wife|husband|son|daughter|brother|sister|uncle|aunt|cousin|neighbour|neighbor|friend|"
    r"person|premier|chancellor|king|queen|prince|pope|detective|sergeant|lieutenant|major|inspector|"
    r"superintendent|sheriff|critic|delegate|counterpart|campaigner|activist|student|manager|ceo|deputy|"
    r"strategist|pollster|guard|boy|girl|patient|refugee|barrister|operator|seller|instructor|curator|"
    r"juror|midfielder|goalkeeper|keeper|striker|defender|winger|skipper|boss|quarterback|forward|manager|"
    r"physicist|biologist|astronomer|chemist|ecologist|geologist|climatologist|psychologist|psychiatrist|"
    r"epidemiologist|neuroscientist|scientist|meteorologist|scholar|lecturer|consultant|conservationist|"
    r"politician|legislator|assemblyman|assemblywoman|councilman|councilwoman|councilor|alderman|commissioner|"
    r"administrator|treasurer|clerk|auditor|whip|speaker|nominee|incumbent|challenger|opponent|rival|organizer|"
    r"organiser|operative|lobbyist|donor|voter|supporter|protester|demonstrator|veteran|businessman|"
    r"businesswoman|entrepreneur|banker|investor|investigator|ranger|firefighter|policeman|policewoman|constable|"
    r"deputy|marshal|trooper|agent|pilot|passenger|tourist|shopper|customer|commuter|pensioner|grandmother|"
    r"grandfather|mother-in-law|father-in-law|niece|nephew|partner|fiance|fiancee|girlfriend|boyfriend|roommate|"
    r"classmate|colleague|co-author|coauthor|filmmaker|actor|actress|singer|musician|artist|playwright|novelist|"
    r"poet|composer|designer|architect|chef|blogger|columnist|commentator|anchor|host|presenter|broadcaster|"
    r"producer|publisher|translator|interpreter|fixer|smuggler|shepherd|fisherman|baker|grocer|butcher|carpenter|"
    r"electrician|plumber|janitor|nun|monk|rabbi|pastor|minister|reverend|chaplain|vicar|principal|headteacher|"
    r"headmaster|headmistress|dean|provost|librarian|archivist|midwife|pathologist|coroner|pharmacist|dentist|"
    r"veterinarian|vet|therapist|counsellor|counselor|undersecretary|czar|treasurer|plaintiff|defendant|"
    r"mate|confidant|confidante|surrogate|ally|foe|successor|predecessor|biographer|counsel|mogul|tycoon|heiress|"
    r"evangelist|pundit|insider|staffer|intern|appointee|loyalist|freshman|chairperson|bundler|"
    r"referee|umpire|linesman|footballer|cricketer|golfer|jockey|boxer|sprinter|swimmer|cyclist|athlete|trainer|"
    r"bystander|onlooker|parishioner|tenant|landlord|landlady|homeowner|motorist|caller|skeptic|sceptic|attendee|"
    r"superdelegate|caucusgoer|moderator|"
    r"cook|tailor|gardener|nanny|maid|porter|vendor|herder|hunter|processor|adjuster|caseworker|dispatcher|bookkeeper|accountant|cashier|waiter|waitress|bartender|barber|mechanic|"
    r"plumber|trucker|miner|rancher|welder|machinist|steelworker|autoworker|claimant|suspect|victim|complainant|whistleblower|informant|defector|hostage|captive|detainee|prisoner|"
    r"brigadier|(?:sub-?)?prefect|admiral|corporal|headman|chieftain|warlord|militiaman|peacekeeper|serviceman|"
    r"physician|gravedigger|caretaker|groundsman|bystander|onlooker|relative|parent|grandson|granddaughter|"
    r"obstetrician|paediatrician|anaesthetist|registrar|advocate|prelate|beekeeper|herdsman|cattleman|deckhand|helmsman|seaman|sailor|"
    r"inmate|migrant|exile|settler|envoy|emissary|attache|consul|monitor|observer|inspector|verifier|cardinal)$"
)


@lru_cache(maxsize=65_536)
def is_role(word: str) -> bool:
    """True for a word that says what a person is: "minister", "resident"."""
    return _PERSON_ROLE.match(word) is not None


DOCUMENT = frozenset(
    "statement report reports tweet letter document communique communiqué bulletin release post study analysis "
    "survey video memo resolution text tally website announcement declaration poll paper article "
    "transcript email message posting update filing ruling affidavit lawsuit indictment complaint record records "
    "documents data figures database census ad advertisement editorial op-ed column memo book memoir brief opinion "
    "dissent notes diary article essay review audit charter manifesto files logs log register blog headline sign "
    "information filings emails e-mails letters studies polls surveys messages memos transcripts "
    "banner poster placard graffiti caption inscription plaque signs banners "
    "posters placards toll count estimate estimates statistics claim".split()
)
BRANCHES = frozenset("branch affiliate arm wing offshoot franchise".split())  # of a group
PLURAL = re.compile(
    r"(?i)^(?:\w*[^\Ws]s|people|police|media|men|women|children|both|all|three|two|many|some)$"
)
SINGULAR_S = frozenset("press news corps forces politics".split())
_FEMALE = re.compile(
    r"(?i)\b(?:\w*woman|mother|mom|grandmother|sister|daughter|wife|widow|aunt|girl|nun|queen|princess|mrs|ms|miss|"
    r"lady|she|her)\b"
)
_MALE = re.compile(
    r"(?i)\b(?:\w*(?:spokes|chair|congress)man|man|father|brother|son|husband|uncle|boy|king|prince|mr|sir|"
    r"sheikh|imam|priest|bishop|archbishop|pope)\b"
)


@lru_cache(maxsize=4096)
def gender_in(words: str) -> str:
    """f or m, as the words for a person say; nothing where they do not."""
    if _FEMALE.search(words):
        return "f"
    return "m" if _MALE.search(words) else ""


# ", a claim the mayor rejects": what others make of what was said.
VERDICTS = frozenset(
    "claim assertion allegation charge statement figure number description suggestion prediction theory view "
    "position accusation characterization contention notion estimate account remark comment phrase line "
    "slogan attack comparison slur jab nickname proposal idea plan decision move response policy stance".split()
)
# Documents somebody speaks through: "the statement said" is said by whoever issued it.
MESSAGE = frozenset(
    "statement tweet letter communique communiqué bulletin release post declaration announcement email "
    "message posting update claim".split()
)
# Those who bring the news: no "they" is meant by them.
MEDIUM = re.compile(
    r"\b(?:Radio|TV|Television|News|Times|Post|Journal|Agency|agency|Interfax|Tass|TASS|Reuters|AFP|AP|Xinhua|Anadolu|"
    r"BBC|CNN|NBC|CBS|ABC|Fox|Politico|POLITICO)\b"
)
# "her book, “The Long Count,”": a title stands behind it.
WORK = re.compile(
    r"\b(?:book|memoir|novel|film|movie|documentary|album|song|essay|play|poem|series|podcast|column|show), $"
    r"|\b(?:headlined|titled|entitled) $"
)
_POINTING = re.compile(
    r"(?i)^one (?!of\b|in\b)(?=[a-z])|\s(?:there|here|himself|herself|itself|themselves|alone)$"
)
_OWNED = re.compile(r"(?P<owner>[\w-]+(?: [A-Z][\w-]+)*)[’']s (?P<rest>.+)$")
_SOURCE_AT = re.compile(
    r"^(?P<source>sources?) (?:at|from) (?:the )?(?P<of>[A-Z][\w-]+(?: [A-Z][\w-]+)*)$"
)
# What stands last in the name of a house: "the Marib General Hospital" is nobody called Hospital.
HOUSES = frozenset(
    "hospital clinic university school college centre center agency council committee ministry institute "
    "directorate department office bureau headquarters network union association court command".split()
)
SURROUNDINGS = frozenset(
    "town city village country province district region area camp state county nation".split()
)


def plain_name(name: str, head: str, is_place: Callable[[str], bool]) -> str:
    """The name of somebody unnamed, without words that only its sentence understands.

    "One resident", "the ministry there", "the town's council" lose them; "Ohio's governor" is the
    governor of Ohio.
    """
    name = _POINTING.sub("", name)
    name = _SOURCE_AT.sub(r"\g<of> \g<source>", name)
    owned = _OWNED.match(name)
    if owned is None:
        return name
    owner, rest = owned["owner"], owned["rest"]
    if owner.lower() in SURROUNDINGS:
        return rest
    return f"{rest} of {owner}" if is_role(head) and is_place(owner.split()[0]) else name


def are_several(name: str | None) -> bool:
    """ "rebels", "Tamil Tigers": a body that is "they"."""
    last = name.split()[-1] if name else ""
    return bool(PLURAL.match(last)) and not last.isupper() and last.lower() not in SINGULAR_S

"""Words that tell a place's name from a side's, a body's or a common noun."""

from __future__ import annotations

from collections.abc import Sequence

ARTICLES = frozenset("al el ad ar as an at az ash ed er es ez".split())
# What an armed or angry name stands before: people, whose place is not said.
SIDES = frozenset(
    "rebels rebel fighters fighter gunmen militants insurgents guerrillas separatists militia "
    "militiamen cartel gang clan tribe tribesmen herders herdsmen jihadists extremists dissidents "
    "warriors youth youths".split()
)
# What a family's name stands before: "the Haddad clan's hometown", "in Assad clans hometown"
HOUSES = frozenset(
    "family families clan clans tribe tribes dynasty household regime loyalists loyalist brothers sisters".split()
)
# Words that towns somewhere are called by, and texts mean otherwise.
COMMON = frozenset(
    "central capital northern southern eastern western north south east west national country "
    "freedom control republic progress downtown reach union federal military police government army "
    "sitio purok sector church center centre city town village coast island border independence liberty victory "
    "democratic popular civil united international general democracy justice peace unity hope "
    "defense defence security market mission base camp front zone area region province barrens hills hill "
    "heights orchards orchard fields farms plains marshes forests forest jungles slopes desert deserts woods "
    "meadows wasteland".split()
)
DISTRICTS = frozenset(
    "district districts subdistrict territory township townships woreda cercle raion municipality subdivision "
    "department".split()
)
PAPERS = frozenset("post times journal herald tribune".split())  # "the Washington Post"
# A longer name that ends so is somebody's, not a place's: "Kachin Independence Army".
BODIES = frozenset(
    "army front party movement union council forces brigade brigades battalion ministry agency university college "
    "organisation organization committee commission association network observatory league alliance coalition "
    "congress parliament assembly airlines company foundation institute society militia".split()
)
# A name that begins so is a unit's or a party's: "Jaish al-Fatah".
UNITS = frozenset(
    "jabhat jaish jaysh faylaq liwa liwaa harakat kataib kataeb katibat ahrar saraya hizb hezb lashkar jamaat "
    "tehreek hayat ansar".split()
)
STATES = frozenset("state states region province".split())  # called after a people
SIDED = frozenset(
    "north south east west northern southern eastern western upper lower central".split()
)
SETTLEMENTS = frozenset(
    "village hamlet town settlement suburb community locality commune township post outpost base camp "
    "stronghold site quarter neighbourhood neighborhood island islet junction crossing harbour harbor port".split()
)
# "the killers of Pedro Gomez": what is said of a person, though a town be called Pedro.
OF_PERSONS = frozenset(
    "killer killers murderer murderers assassin assassins murder murders death deaths killing killings "
    "assassination assassinations execution life lives funeral burial body remains arrest kidnapping "
    "abduction disappearance wife widow husband son daughter brother sister father mother family "
    "relatives parents friends supporters followers bodyguards lawyer lawyers".split()
)
ONE_PLACE = frozenset(
    "village town city hamlet district neighbourhood neighborhood quarter suburb camp".split()
)
_WAGED = frozenset(
    "offensive offensives campaign assault bombardment invasion incursion onslaught crackdown blockade airstrikes "
    "airstrike strikes shelling raids blitz".split()
)
_NOT_WAGED = frozenset(
    "worst deadliest biggest largest bloodiest latest recent civil election electoral first second own "
    "longest vaccination".split()
)


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def wages(norms: Sequence[str], k: int) -> bool:
    """True for the "military offensive" of "in Turkey's military offensive", "war on" of "Russia's war on":
    the country does it, and is not where it is done."""
    for at in range(k, min(k + 3, len(norms))):
        if norms[at] in _NOT_WAGED:
            return False
        if norms[at] in _WAGED:
            return True
        if norms[at] == "war":
            return norms[at + 1 : at + 2] in (["on"], ["against"]) and not _DAYS.issuperset(
                norms[at + 2 : at + 3]
            )
    return False


OPENS_A_TALE = frozenset(
    "suffered endured witnessed saw lies sits is was has had fell came remains stands 's , and".split()
)
NO_NAME_ENDS = frozenset(("-", "al", "el", "de"))
# What a name that speaks stands before, at once or behind a comma.
SPEAKING = frozenset("said says told added adds tweeted asked wrote insisted recalled".split())
DENYING = frozenset(
    "denied denies confirmed confirms announced acknowledged rejected dismissed claimed claims reported "
    "warned disputed declined admitted blamed accused".split()
)

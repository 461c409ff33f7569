"""The article's incidents: which of its sentences tell of one deed, in the order of the text.

A sentence goes on with the deed before it until it says that another begins: by a word ("in a
separate attack"), by another day, or by another place. One that names the day or the place of an
earlier deed goes back to that. Sentences without a deed belong to the one they stand in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from analysis.extract.context.cues import Cues, Scene
from analysis.extract.context.geography import compatible
from analysis.extract.context.idle import Attack
from analysis.extract.context.incident import Incident
from analysis.extract.context.live import heads_entry
from analysis.extract.context.running import tells_how_it_began
from analysis.extract.context.said_days import owns_a_deed
from analysis.extract.context.scenes import fine_scenes, head_place
from analysis.extract.context.unknown import says_unknown
from analysis.extract.context.when import (
    dating,
    event_days,
    event_months,
    tells_of_aftermath,
)
from analysis.extract.context.where import first_scenes
from analysis.extract.context.window import opens_window
from analysis.opened import Opened
from analysis.records import Casualty, Place

_OPENED, _LATE = 2, 5  # sentences after which a tale without a day is not dated any more
_OPENS = 12  # characters in which a day opens its sentence
_START = 14  # tokens in which a word of shift opens a sentence
_PLACES = 6  # places of one sentence that are looked at
_MATES = 16  # sentences of an incident looked at on either side
_MAIN = 12  # sentences of the main incident that are looked at
_BACK = 8  # earlier incidents a sentence may go back to


def chain_of(cues: Cues) -> Chain:
    """The incidents of an article, made once."""
    if cues.chain is None:
        cues.chain = Chain(cues)
    chain: Chain = cues.chain
    return chain


class Chain:
    """The incidents of one article, in order; ``main`` is the first that harms anybody."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._shifts = _shifts(cues)
        self._of: list[Incident] = []
        self._broken_off: Incident | None = None  # by a sentence on another deed
        self.incidents: list[Incident] = [Incident()]
        for sentence in range(len(cues.reading.sentences)):
            incident = self._placed(sentence)
            incident.harms = incident.harms or _harms(cues.scene(sentence))
            incident.began |= _began(cues, cues.scene(sentence))
            self._of.append(incident)
        told = (
            self._of[f.sentence] for f in cues.reading.found.casualties if f.scope == "incident"
        )
        self.main = next(told, self.incidents[0])
        self._around: dict[int, tuple[int, ...]] = {}
        self.lead = self._telling(self.main.sentences[:_MAIN])  # of the main incident

    def of(self, sentence: int) -> Incident:
        """The incident a sentence tells of."""
        return self._of[sentence]

    def is_separate(self, incident: Incident) -> bool:
        """True for a deed that words of shift bring in: "Separately, ..."."""
        return incident is not self.main and incident.sentences[0] in self._shifts

    def around(self, sentence: int) -> tuple[int, ...]:
        """The other sentences of the same incident that tell anything, found once.

        Those before come first, nearest first, then those after.
        """
        if sentence not in self._around:
            mates = self._of[sentence].sentences
            here = bisect_left(mates, sentence)
            before, after = mates[max(0, here - _MATES) : here], mates[here + 1 :][:_MATES]
            self._around[sentence] = self._telling([*reversed(before), *after])
        return self._around[sentence]

    def _telling(self, sentences: Sequence[int]) -> tuple[int, ...]:
        cues, scene = self._cues, self._cues.scene
        telling = (m for m in sentences if scene(m).tells or says_unknown(cues, m))
        return tuple([m for m in telling if not tells_how_it_began(cues, m)])

    def _placed(self, sentence: int) -> Incident:
        cues = self._cues
        scene = cues.scene(sentence)
        current = self._broken_off or (self._of[-1] if self._of else self.incidents[0])
        apart = self._set_apart(current, sentence)
        if apart is not None:
            return apart
        if not current.harms and _RECALLS.search(cues.reading, scene.start, scene.end):
            current = next((i for i in reversed(self.incidents) if i.harms), current)
        if self._is_left(current, sentence):
            current = self._first_harming()
        own_day = self._is_of_its_own_day(current, sentence)
        if not own_day and not _tells(cues, sentence, scene):
            current = (
                self._named_by_its_day(current, sentence)
                or self._back_at_the_scene(current, sentence)
                or self._back_at_the_attack(current, sentence)
                or current
            )
            current.takes(sentence, set(), [])
            return current
        head = head_place(cues, sentence)
        places = first_scenes(cues, sentence) or ([head] if head else [])
        days = set() if tells_of_aftermath(cues, scene) else event_days(cues, sentence)
        shift = self._shifts.get(sentence) or _another(cues.text, scene)
        if shift is None and not days and (scene.attacks or _harms(scene)):
            shift = _other_month(current, event_months(cues, sentence))
        if shift is None and self._opens_another_deed(current, sentence, places):
            shift = "another"
        if shift is None and own_day:
            shift = "day"
        if shift is None and days and self._is_of_its_own(current, sentence, placed=bool(places)):
            shift = "own"
        if shift is None and _EARLIER_ONE.match(cues.text, scene.start):
            shift = "earlier"
        told = current.past and not current.days and (days or _in_a_town(places, current))
        if shift is None:
            # "Thursday's attack", behind one of last year
            earlier = self._earlier(sentence, days, places) if told else None
            back = self._back_at_the_attack(current, sentence) or earlier
            if back is not None:
                back.takes(sentence, days, places)
                return back
        if shift is None and not current.days and self._opens_with_its_day(current, sentence):
            current.takes(sentence, days, [])
            return current
        if shift is None and current.sentences and _definite(scene):
            current.takes(sentence, days, places)
            return current
        if shift is None and (
            _same(current, days, places)
            or (not days and self._says_again(current, sentence, places))
        ):
            current.takes(sentence, days, places)
            return current
        recalled = _EARLIER_ONE.match(cues.text, scene.start) is not None
        chosen = None if shift or recalled else self._earlier(sentence, days, places)
        if chosen is None:
            chosen = Incident()
            self.incidents.append(chosen)
        chosen.recalled = chosen.recalled or recalled
        months = set() if days else event_months(cues, sentence)
        chosen.months |= months
        dated = bool(months)
        chosen.old = chosen.old or dated
        chosen.past = chosen.past or (dated and _harms(scene))
        chosen.takes(sentence, days, places)
        return chosen

    def _set_apart(self, current: Incident, sentence: int) -> Incident | None:
        """A new incident where the sentence heads an entry, or counts people beside the tale, which then goes on."""
        beside = counts_beside(self._cues, self._cues.scene(sentence))
        self._broken_off = current if beside else None
        if not beside and not heads_entry(self._cues, sentence):
            return None
        apart = Incident([sentence])
        if beside:
            apart.days |= event_days(self._cues, sentence)
        self.incidents.append(apart)
        return apart

    def _named_by_its_day(self, current: Incident, sentence: int) -> Incident | None:
        """ "Nobody claimed Monday's attack", behind an older one told of: back to that of Monday."""
        owned = (t for t in dating(self._cues, sentence) if owns_a_deed(self._cues.text, t))
        days = {(time.earliest or "")[:10] for time in owned}
        if not days or not current.days or days & current.days:
            return None
        return next((i for i in reversed(self.incidents[-_BACK:]) if days & i.days), None)

    def _opens_another_deed(self, current: Incident, sentence: int, places: list[Place]) -> bool:
        """ "Hours after the siege, a bomb hit a van in Quetta, killing two", "In March, bombs killed 18", behind a
        deed that no place, or no day, was told of."""
        scene = self._cues.scene(sentence)
        if not (current.harms and scene.figures and (own_attack(scene) or _fresh_blast(scene))):
            return False
        fine = [place for place in places if place.precision == "exact"]
        if fine and own_attack(scene) and _HOURS_AFTER.match(self._cues.text, scene.start):
            return all(place.name not in current.places for place in fine)
        if current.days or current.months:
            return False
        opens = any(t.start - scene.start < _OPENS for t in dating(self._cues, sentence))
        published = (self._cues.reading.article.published or "")[:7]
        months = event_months(self._cues, sentence)
        return (
            opens
            and bool(months and published)
            and not any(published.startswith(m) for m in months)
        )

    def _back_at_the_scene(self, current: Incident, sentence: int) -> Incident | None:
        """A paragraph that opens "At the scene in Lviv, a woman waited", behind other deeds: back to that of Lviv."""
        cues, sentences = self._cues, self._cues.reading.sentences
        if not sentence or sentences[sentence].paragraph == sentences[sentence - 1].paragraph:
            return None
        scene = cues.scene(sentence)
        place = next((p for p in scene.places if p.precision in ("exact", "near")), None)
        if place is None or place.name in current.places:
            return None
        if _AT_THE_SCENE.fullmatch(cues.text, scene.start, place.start) is None:
            return None
        told = (i for i in reversed(self.incidents[-_BACK:]) if i.harms)
        return next(
            (i for i in told if place.name in i.places and not i.earlier(self._first_harming())),
            None,
        )

    def _back_at_the_attack(self, current: Incident, sentence: int) -> Incident | None:
        """ "The army said the attack on the Kara clinic came at noon", behind a deed in no place: that of Kara."""
        cues, scene = self._cues, self._cues.scene(sentence)
        if current.places or not scene.places:
            return None
        place = next((p for p in scene.places if p.precision in ("exact", "near")), None)
        low = scene.start if place is None else max(scene.start, place.start - 50)
        if place is None or not _THE_ATTACK_ON.search(cues.reading, low, place.start):
            return None
        told = (i for i in reversed(self.incidents[-_BACK:]) if i.harms)
        return next((i for i in told if place.name in i.places), None)

    def _opens_with_its_day(self, current: Incident, sentence: int) -> bool:
        """ "Monday's twin bombings came as ...", behind harm no day was told of: the day of that."""
        scene = self._cues.scene(sentence)
        return current.harms and any(
            t.start - scene.start < _OPENS and owns_a_deed(self._cues.text, t)
            for t in dating(self._cues, sentence)
        )

    def _first_harming(self) -> Incident:
        return next((i for i in self.incidents if i.harms), self.incidents[0])

    def _is_left(self, incident: Incident, sentence: int) -> bool:
        """True at a paragraph that names no place or day, behind one that recalled an earlier deed."""
        first = self._first_harming()
        sentences = self._cues.reading.sentences
        if incident is first or sentence == 0 or not first.days or not incident.earlier(first):
            return False
        if sentences[sentence].paragraph == sentences[sentence - 1].paragraph:
            return False
        scene = self._cues.scene(sentence)
        if _RECALLS.search(self._cues.reading, scene.start, scene.end):
            return True
        return not (event_days(self._cues, sentence) or fine_scenes(self._cues, sentence))

    def _is_of_its_own_day(self, incident: Incident, sentence: int) -> bool:
        """ "The army began an offensive in May. / On Monday a shell killed nine": a deed by itself."""
        began = incident.began | incident.months
        if not began or incident.days or not own_attack(self._cues.scene(sentence)):
            return False
        sentences = self._cues.reading.sentences
        if sentences[sentence].paragraph == sentences[sentence - 1].paragraph:
            return False
        days = event_days(self._cues, sentence)
        return bool(days) and not any(day.startswith(month) for day in days for month in began)

    def _is_of_its_own(self, incident: Incident, sentence: int, *, placed: bool) -> bool:
        """ "On Saturday they attacked Kara, killing 25": figures, a day and a place, late in an undated tale.

        Without a place where the day opens a sentence told still later.

        Not where a figure is one the tale has given before: then this says when and where.
        """
        if not incident.harms or incident.days:
            return False
        scene = self._cues.scene(sentence)
        opens = any(t.start - scene.start < _OPENS for t in dating(self._cues, sentence))
        after = (_OPENED if opens else _LATE) if placed else _LATE
        if sentence - incident.sentences[0] < after or not (placed or opens):
            return False
        return not self._shares_figures(incident, sentence)

    def _shares_figures(self, incident: Incident, sentence: int) -> bool:
        """True for a sentence that counts nobody, or some that the incident has told of before."""
        told = {_size(f) for m in incident.sentences for f in self._cues.scene(m).figures}
        figures = self._cues.scene(sentence).figures
        own = {_size(f) for f in figures if f.rule != "casualty.including"}
        return not own or not own.isdisjoint(told)

    def _says_again(self, incident: Incident, sentence: int, places: list[Place]) -> bool:
        """ "Three were hurt in Aden. Police said a shell fell on Zuqaq, injuring three": a quarter of it."""
        if (
            any(place.precision == "exact" for place in places)
            or sentence - 1 not in (incident.sentences[-1:])
        ):
            return False
        before = {_size(f) for f in self._cues.scene(sentence - 1).figures}
        return any(
            (size := _size(f)) in before and size[1] != 1
            for f in self._cues.scene(sentence).figures
        )

    def _earlier(self, sentence: int, days: set[str], places: list[Place]) -> Incident | None:
        """The last earlier incident that shares a day or place and contradicts neither.

        One that harms people on no day told is not that of a day on which others are counted.
        """
        for incident in reversed(self.incidents[-_BACK:]):
            shares = bool(days & incident.days) or any(p.name in incident.places for p in places)
            if shares and _same(incident, days, places):
                undated = bool(days) and incident.harms and not incident.days
                others = undated and not self._shares_figures(incident, sentence)
                return None if others else incident
        return None


# "The attack came as a monitor said 48 had been shot last week": those of another deed
_CAME_AS = re.compile(
    r"(?:The|This|That) (?:[\w-]+ )?(?:attacks?|bombings?|blasts?|explosions?|raids?|strikes?|killings?|assault|"
    r"shelling) (?:came|comes|coincided) (?:as|while|with|amid)\b"
)


def _in_a_town(places: Sequence[Place], current: Incident) -> bool:
    """True for a sentence of towns that the incident has not been told to be in."""
    towns = [place for place in places if place.precision in ("exact", "near", "unnamed")]
    return bool(towns) and all(place.name not in current.places for place in towns)


def counts_beside(cues: Cues, scene: Scene) -> bool:
    """True where a sentence on what an attack coincided with counts the harmed of that."""
    came = _CAME_AS.match(cues.text, scene.start) if scene.figures else None
    return came is not None and "," not in cues.text[came.end() : scene.figures[0].start]


# "A previous truce collapsed when an ambush killed nine": what happened then, wherever that was
_EARLIER_ONE = re.compile(
    r"\W*(?:But |And |However, )?(?:An?|The|Two|Three|Several) "
    r"(?:previous|earlier|prior|former|last|first|second|third)(?: [\w-]+){0,2}? "
    r"(?:cease-?fires?|truces?|accords?|pacts?|agreements?|deals?|armistices?|"
    r"rounds? of (?:talks|negotiations)|talks|negotiations|pauses?)\b"
    r"|\W*(?:In|During) (?:the|those|these|two|three|four|five|several)(?: (?:two|three|four|five|six|many|other))? "
    r"(?:earlier|previous|prior) (?:[a-z]+ )?(?:attacks?|raids?|bombings?|strikes?|massacres?|incidents?)\b"
)
# "the wounded", "the toll": the harm told before, whatever background stands between
_RECALLS = Opened(
    r"\bthe (?:dead|slain|wounded|injured|victims|(?:death )?toll|bodies)\b(?! there\b)|"
    r"\bof those (?:killed|wounded|injured|hurt|slain)\b",
    re.IGNORECASE,
)


def _began(cues: Cues, scene: Scene) -> set[str]:
    """The months in which, or since which, something went on: "38,000 have fled since October, when"."""
    since = (t for t in scene.times if t.earliest and opens_window(cues.text, t))
    began = {(time.earliest or "")[:7] for time in since}
    return began | event_months(cues, cues.reading.sentence_at(scene.start))


def _size(figure: Casualty) -> tuple[str, int | None]:
    return figure.harm, figure.best or figure.low


def _harms(scene: Scene) -> bool:
    return bool(scene.figures) and any(f.scope == "incident" for f in scene.figures)


def _tells(cues: Cues, sentence: int, scene: Scene) -> bool:
    """True for a sentence that tells of a deed of its own."""
    if _harms(scene):
        return True
    return bool(scene.places) and (
        any(attack.strength > 1 for attack in scene.attacks) or cues.tells_of_a_deed(sentence)
    )


# "the bombing", "the attacks": the deed told just before
_DEFINITE = Opened(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _definite(scene: Scene) -> bool:
    """True where every attack of the sentence is one already spoken of."""
    nouns = [a for a in scene.attacks if a.form in ("noun", "weapon")]
    if not nouns or len(nouns) < len(scene.attacks):
        return False
    return all(_is_definite(scene, a) for a in nouns)


def _is_definite(scene: Scene, attack: Attack) -> bool:
    low = max(scene.start, attack.start - 24)
    return _DEFINITE.search(scene.reading, low, attack.start) is not None


# "Hours after the siege ended, a bomb", "Later on Tuesday, a bomb"
_HOURS_AFTER = re.compile(
    r"(?:(?:Just |Only |Barely |A few |Several |Two |Three )?(?:[Hh]ours|[Mm]inutes|[Dd]ays|A day|The day) "
    r"(?:later|after)|Shortly (?:after|before)(?:wards)?|Soon after(?:wards)?|"
    r"Later (?:on|that|the same)|Earlier (?:on|that|the same))\b"
)
# "At the scene in Lviv", "In Lviv": where a paragraph opens
_AT_THE_SCENE = re.compile(
    r"\W*(?:Back )?(?:At|In|Outside|Near) (?:the |a )?(?:(?:[a-z-]+ ){1,5}(?:in|of|at|near) (?:the )?)?"
    r"(?:(?:northern|southern|eastern|western|central|city of|town of|village of) ?){0,2}"
)
_THE_ATTACK_ON = Opened(
    r"\b[Tt]he (?:attack|assault|bombing|blast|explosion|raid|strike|shelling|ambush) "
    r"(?:on|in|at|outside|near|against) (?:(?:the|an?) )?(?:[a-z-]+ ){0,3}(?:(?:in|of) )?$"
)
# "three of the attackers were also killed": in the same fight
_ATTACKERS = re.compile(
    r"\b(?:the|all|both|those) (?:[a-z-]+ )?(?:attackers|assailants|gunmen|raiders|bombers|assaulters|militants|"
    r"insurgents|bandits|intruders)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"\balso (?:been )?(?:killed|wounded|injured|died|left|hit|struck)\b|\bseparate\w*\b",
    re.IGNORECASE,
)


def _other_month(incident: Incident, months: set[str]) -> str | None:
    """ "Warplanes struck a convoy there last month": not the deed of this week."""
    if incident.months and months and months.isdisjoint(incident.months):
        return "month"
    months = {m for m in months if not any(day.startswith(m) for day in incident.days)}
    return "month" if months and incident.days else None


def _another(text: str, scene: Scene) -> str | None:
    """ "Nine were also killed when shells hit the port": people harmed by an attack of its own."""
    if not scene.figures or not own_attack(scene) or _is_definite(scene, scene.attacks[0]):
        return None
    if all(_ATTACKERS.search(figure.victims or "") for figure in scene.figures):
        return None
    return "also" if _ALSO.search(text, scene.start, scene.figures[-1].end + 20) else None


def own_attack(scene: Scene, akin: Collection[str] = ()) -> bool:
    """True where the sentence brings in an attack: not "the attack" told before, none by ``akin`` means."""
    return any(
        attack.form in ("noun", "weapon")
        and attack.strength > 1
        and attack.cause not in akin
        and not _is_definite(scene, attack)
        for attack in scene.attacks
    )


def _fresh_blast(scene: Scene) -> bool:
    """ "In March two blasts near the school killed nine": blasts that nobody has spoken of before."""
    return any(
        a.cause == "ied" and a.form == "noun" and not _is_definite(scene, a) for a in scene.attacks
    )


def _same(incident: Incident, days: set[str], places: list[Place]) -> bool:
    """True where neither the days nor the places of a sentence speak against the incident."""
    if days and incident.days and not days & incident.days:
        return False
    if not places or not incident.places:
        return True
    pairs = ((one, two) for one in places[:_PLACES] for two in incident.places.values())
    return any(compatible(one, two) for one, two in pairs)


def _shifts(cues: Cues) -> dict[int, str]:
    """The sentences a word of shift opens, with its kind."""
    out: dict[int, str] = {}
    reading = cues.reading
    for tag in reading.tagged("shifts"):
        index = reading.sentence_of_token(tag.first)
        first = reading.sentences[index].first
        reach = 0 if tag.entry.get("at") == "start" else _START
        if tag.first - first <= reach:
            out.setdefault(index, str(tag.entry.get("kind")))
    return out

"""The brief says what the article says, leads to its words, and nothing in it can run."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from analysis.brief import compose_brief, render_brief, render_html, render_markdown
from analysis.brief.layout import sections
from analysis.brief.model import Table
from analysis.brief.sentences import event_sentence
from analysis.errors import AnalysisError
from analysis.pipeline import Analysis, analyse
from analysis.records import Casualty, Source, Total
from tests import hand_made

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """A page as lists: tags with attributes, ids, links, and the text of each element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.scripts: list[str] = []
        self.marked: list[str] = []
        self.feed(page)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)

    def all(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def visible(page: str) -> str:
    body = re.sub(r"<(style|script).*?</\1>", "", page, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body))


ALL = [hand_made.truce, hand_made.without_casualties, hand_made.empty, hand_made.hostile,
       hand_made.many]  # fmt: skip


@pytest.mark.parametrize("make", ALL)
def test_the_page_is_sound_and_asks_nobody(make: Callable[[], Analysis]) -> None:
    page = render_brief(make(), {"timeline": "<svg xmlns='x'></svg>"})
    read = Page(page)
    assert len(read.all("h1")) == len(read.all("main")) == 1
    assert len(read.ids) == len(set(read.ids))
    targets = {a["href"][1:] for a in read.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(read.ids)
    for name, value in ((n, v) for _, attributes in read.tags for n, v in attributes.items()):
        assert not name.startswith("on")
        assert name != "src" or value.startswith("data:image/")
    assert not re.search(r"url\(|@import|<link|http-equiv", page)
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("make", [hand_made.truce, hand_made.many])
def test_every_finding_is_marked_and_every_entry_leads_there_and_back(
    make: Callable[[], Analysis],
) -> None:
    done = make()
    read = Page(render_brief(done))
    found = done.findings
    for table in (found.casualties, found.quotes, found.terms, found.events, found.places):
        for record in table:
            assert record.id in read.ids
            assert f"r-{record.id}" in read.ids
            assert {"href": f"#{record.id}"} in read.all("a")
            assert {"href": f"#r-{record.id}"} in read.all("a")


def test_the_article_stands_in_full_however_marks_overlap() -> None:
    done = hand_made.truce()
    brief = compose_brief(done)
    for paragraph, block in zip(brief.text, done.article.paragraphs, strict=True):
        words = "".join(piece.words for piece in paragraph.pieces)
        assert words == block.of(done.article.text)
    text = "".join(Page(render_html(brief)).marked)
    assert "more than a dozen civilians" in text
    both = [p for t in brief.text for p in t.pieces if {"places", "quotes"} <= set(p.tables)]
    assert both[0].words == "Dolna"


def test_key_figures_keep_their_bound_and_their_caveat() -> None:
    brief = compose_brief(hand_made.truce())
    killed = brief.key_figures[0]
    assert (killed.number, killed.label) == ("26 or more", "killed")
    assert "do not overlap" in killed.caveat.text
    assert killed.including.text == "including seven children"
    assert killed.rests_on.ids == ("c1", "c3")


@pytest.mark.parametrize("number", ["33", "46", "20.", "40"])
def test_no_sum_that_is_no_total(number: str) -> None:
    said = visible(render_brief(hand_made.truce())).split("The article, with")[0]
    assert not re.search(rf"\b{re.escape(number)} (?:people )?(?:were )?(?:killed|injured)", said)


def test_a_toll_of_the_whole_war_is_quoted_and_not_totalled() -> None:
    words = (
        "The war, which erupted in April 2023, has killed at least 9,000 people, the agency said."
    )
    done = analyse(Source("a", words, published="2025-06-14"))
    page = render_markdown(compose_brief(done))
    assert "Not totalled: killed" in page
    assert "“at least 9,000 people” (a cumulative toll)" in page


def test_highlights_keep_the_hedge_and_name_the_source() -> None:
    said = [sentence.text for sentence in compose_brief(hand_made.truce()).highlights]
    assert 3 <= len(said) <= 5
    assert said[0].startswith("Ceasefire expected")
    assert said[1].startswith("More than a dozen civilians killed by airstrike near Dolna")
    assert "no source is named" in said[1]
    assert "Thirteen people killed, including seven children" in said[2]
    assert said[2].endswith("source: Rescue Corps.")


@pytest.mark.parametrize("make", ALL)
def test_sentences_made_of_findings_carry_their_ids(make: Callable[[], Analysis]) -> None:
    done = make()
    known = {r.id for t in ("casualties", "quotes", "events", "terms", "places", "times", "audit")
             for r in getattr(done.findings, t)}  # fmt: skip
    brief = compose_brief(done)
    assert all(sentence.ids for sentence in brief.highlights)
    for table in brief.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert {i for cell in row.cells for i in cell.said.ids} <= known


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("denied", "Denied in the article: "),
        ("hypothetical", "Only supposed, not reported: "),
        ("claimed_by_party", "Claimed by Rescue Corps: "),
    ],
)
def test_status_shows_in_the_wording(status: str, said: str) -> None:
    done = hand_made.truce()
    figures = tuple(replace(figure, status=status) for figure in done.findings.casualties)
    done = replace(done, findings=replace(done.findings, casualties=figures[2:3], terms=()))
    brief = compose_brief(done)
    assert brief.highlights[0].text.startswith(said)


def test_promises_and_claims_are_told_apart_from_the_past() -> None:
    rows = {row.ref: row for row in compose_brief(hand_made.truce()).chronology.rows}
    assert rows["e4"].cells[2].said.text == "expected"
    assert rows["e3"].cells[2].said.text == "claimed"
    assert rows["e6"].cells[0].said.text == "not stated"


def test_a_part_stands_indented_under_its_whole() -> None:
    rows = compose_brief(hand_made.truce()).casualties.rows
    assert [(row.ref, row.inside) for row in rows][2:] == [("c3", False), ("c4", True)]


def test_what_the_agreement_does_not_state_is_listed() -> None:
    brief = compose_brief(hand_made.truce())
    assert brief.not_stated
    assert any("patrol" in gap for gap in brief.not_stated)


def test_fragments_of_one_utterance_are_one_saying() -> None:
    speaker = compose_brief(hand_made.truce()).speakers[0]
    assert speaker.name == "Marek Dolny"
    assert [saying.refs for saying in speaker.sayings] == [("q1", "q2"), ("q3",)]


def test_leftovers_are_shown_and_the_explained_ones_put_in_an_annex() -> None:
    brief = compose_brief(hand_made.truce())
    assert [row.ref for row in brief.not_understood.rows] == ["x1"]
    assert "4,300 by one count" in brief.not_understood.rows[0].cells[2].said.text
    where = {row.ref: section for section in sections(brief) for block in section.blocks
             if isinstance(block, Table) for row in block.rows}  # fmt: skip
    assert (where["x1"].key, where["x2"].key) == ("open", "annex-explained")


def test_empty_sections_disappear_and_absence_is_said() -> None:
    said = visible(render_brief(hand_made.without_casualties()))
    assert "The article gives no casualty figure." in said
    assert "Date not stated" in said
    for title in ("Terms of the agreement", "Who said what", "Cited"):
        assert title not in said


def test_no_headline_is_said_not_invented() -> None:
    said = visible(render_brief(hand_made.without_casualties(title=None)))
    assert "The article has no headline" in said


def test_nothing_of_the_article_runs() -> None:
    page = render_brief(hand_made.hostile(), {"timeline": "<svg><script>alert(4)</script></svg>"})
    read = Page(page)
    assert len(read.all("script")) == 1
    data = json.loads(read.scripts[0])
    assert "<" not in read.scripts[0]
    assert data["isBasedOn"]["headline"].startswith("</script>")
    assert "url" not in data["isBasedOn"]
    assert all(
        tag not in ("img", "b", "i") for tag, attributes in read.tags if "src" not in attributes
    )
    assert not any("javascript:" in a.get("href", "") for a in read.all("a"))
    assert "\x07" not in page


def test_markdown_says_the_same_and_is_escaped() -> None:
    text = render_markdown(compose_brief(hand_made.truce()))
    assert "**26 or more killed**; including seven children" in text
    assert "| “seven children” " in text.replace("└ ", "")
    assert "<script" not in render_markdown(compose_brief(hand_made.hostile()))


def test_charts_are_described_from_the_data() -> None:
    brief = compose_brief(hand_made.truce(), {"timeline": "<svg/>", "casualties": "<svg/>"})
    alt = {chart.name: chart.alt for chart in brief.charts}
    assert "more than a dozen civilians killed (more than 12)" in alt["casualties"]
    assert "Shelling of several towns" in alt["timeline"]
    assert "claimed" in alt["timeline"]


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (3, 10_000)])
def test_a_finding_without_characters_is_refused(span: tuple[int, int]) -> None:
    done = hand_made.truce()
    lost = replace(done.findings.casualties[0], start=span[0], end=span[1])
    done = replace(done, findings=replace(done.findings, casualties=(lost,)))
    with pytest.raises(AnalysisError, match="points at no characters"):
        compose_brief(done)


def test_two_findings_with_one_id_are_refused() -> None:
    done = hand_made.truce()
    twice: tuple[Casualty, ...] = done.findings.casualties[:1] * 2
    done = replace(done, findings=replace(done.findings, casualties=twice))
    with pytest.raises(AnalysisError, match="second finding"):
        compose_brief(done)


def test_the_page_is_made_in_a_moment() -> None:
    done = hand_made.truce()
    render_brief(done)
    best = min(timed(done) for _ in range(5))
    assert best < 0.04


def timed(done: Analysis) -> float:
    start = time.perf_counter()
    render_brief(done)
    return time.perf_counter() - start


RIVALS = (
    "A mine killed seven rangers near Marsabit in Kenya on Monday, police said. "
    "A medic at the district hospital said five rangers had died."
)
OLDER = (
    "Gunmen killed two guards near Isiolo in Kenya on Monday. Gunmen killed two cooks in Marsabit "
    "on Sunday. Gunmen killed two clerks in Moyale on Saturday. In January gunmen shelled a camp "
    "in Garissa. Soldiers shelled a market in Wajir on Tuesday. Rebels shelled a post in Garsen on "
    "Monday. "
    "Rebels shelled a school in Lamu on Monday."
)


def test_whose_versions_make_a_range_stands_beside_it() -> None:
    page = render_markdown(compose_brief(analyse(Source("a", RIVALS, published="2021-06-09"))))
    assert "“seven rangers” (police); “five rangers” (medic at the district hospital)" in page


def test_another_version_of_a_toll_stands_beside_it() -> None:
    """A reader of the first page sees who gives another number than the one that is totalled."""
    done = analyse(Source("a", RIVALS, published="2021-06-09"))
    total = Total("killed", 7, 7, 7, ("c1",), (("c2", "superseded by c1"),))
    done = replace(done, findings=replace(done.findings, totals=(total,)))
    said = "Not in it: “five rangers” (medic at the district hospital)"
    assert said in render_markdown(compose_brief(done))
    assert said in visible(render_html(compose_brief(done)))


def test_what_lies_weeks_back_is_told_last_and_as_background() -> None:
    done = analyse(Source("a", OLDER, published="2021-06-09"))
    told = [statement.text for statement in compose_brief(done).overview]
    assert told[0].startswith("7 June 2021 (“on Monday”)")
    assert told[1].startswith("Earlier, as background: January 2021")


MARKET = (
    "Gunmen killed at least 17 people at a market in Djibo on Saturday, the governor said.\n\n"
    "But a civil group, the Collective Against Impunity, said the death toll was 31."
)
REJECTED = (
    "The front's spokesman accused the army of shelling the town of Sake on Tuesday. "
    "He said five fighters were killed in the bombardment.\n\nThe army rejected the accusation."
)


def brief_of(text: str) -> str:
    return render_markdown(compose_brief(analyse(Source("a", text, published="2024-02-11"))))


def test_rival_tolls_are_told_side_by_side() -> None:
    page = brief_of(MARKET)
    assert "**17\u201331 killed**" in page
    assert "another version: “31” (civil group)" in page.partition("## Key")[0]
    assert "superseded" not in page


def test_a_pronoun_rejects_nothing_by_name() -> None:
    told = REJECTED.replace("The army rejected", "It flatly rejects")
    assert "rejected by" not in brief_of(told)
    assert "rejected by army" in brief_of(REJECTED.replace("army rejected", "army flatly rejected"))


def test_a_rejected_accusation_names_who_rejects_it() -> None:
    page = brief_of(REJECTED)
    first = page.partition("## Key")[0]
    assert "rejected by army" in first
    assert page.count("rejected by army") >= 2


def test_a_group_disowns_what_its_splinter_claims() -> None:
    page = brief_of(
        "A splinter group of the ELN claimed responsibility for the mine that killed four guards near Arauca. "
        "The ELN said it had nothing to do with the blast."
    )
    first = page.partition("## Key")[0]
    assert "attributed to splinter group of the ELN by a source; rejected by ELN" in first


def test_more_than_so_many_is_no_number_above() -> None:
    page = brief_of("More than 100 people were killed in Goma on Friday, aid groups said.")
    row = next(line for line in page.splitlines() if "[c1]" in line and line.startswith("|"))
    assert "| \\>100 | 100 | \u2013 |" in row
    assert "101" not in page


def test_a_sum_above_what_was_named_is_more_than_it() -> None:
    page = brief_of(
        "More than a dozen people were killed in Goma on Friday. Separately, 13 people died in a "
        "raid on Bukavu on Thursday."
    )
    assert "**More than 25 killed**" in page
    assert "26 or more" not in page


def test_an_event_whose_words_name_a_day_is_not_called_undated() -> None:
    page = brief_of(
        "Rebels attacked villages around Goma from 8 March, the governor said. Gunmen stormed a "
        "market in Bukavu."
    )
    assert "No date stated: Rebels" not in page
    gap = next((line for line in page.splitlines() if "No date found" in line), "")
    assert "Rebels attacked" not in gap


def test_an_epidemic_has_no_perpetrator_to_name() -> None:
    page = brief_of(
        "Gunmen killed two people in Goma. Four cholera deaths were recorded in Bukavu."
    )
    gaps = "".join(line for line in page.splitlines() if "named as responsible" in line)
    assert "Four" not in gaps


@pytest.mark.parametrize(
    ("when", "listed"),
    [("by day 19", False), ("on the ninth day", False), ("in two stages", True), ("", True)],
)
def test_a_day_counted_from_the_start_is_stated(when: str, listed: bool) -> None:
    page = brief_of(
        "Kenya and Sudan agreed on a truce that begins on Monday. Kenyan troops will withdraw "
        f"from the valley{' ' * bool(when)}{when}."
    )
    assert ("the date by which forces withdraw" in page) is listed


def test_a_village_the_gazetteer_lacks_is_named_all_the_same() -> None:
    page = brief_of("Gunmen killed two people in the village of Wexabuli in Nigeria, police said.")
    row = next(
        line for line in page.splitlines() if "Wexabuli" in line and "no coordinates" in line
    )
    assert "named, not in the gazetteer" in row


def test_nobody_is_missing_by_gunfire() -> None:
    page = brief_of("Gunmen opened fire on a market in Djibo. Six people are missing, police said.")
    assert "missing by" not in page


def test_an_event_told_in_a_sentence_ends_with_a_stop_whole_where_there_is_room() -> None:
    long = "who had come down from the hills with cattle, camels, tents and a few old rifles "
    for times, cut in ((1, False), (4, True)):
        done = analyse(Source("cut", f"Rebels {long * times}withdrew from the town of Abyei on Monday."),
                       published="2021-06-12")  # fmt: skip
        (event,) = done.findings.events
        said = event_sentence(event, done.article.text).text
        assert said.endswith("….") is cut
        assert said.endswith(".")


LOCAL = (
    "The town council of Leuven voted on Tuesday to build a library.\n\n"
    "Consultants had bombarded it with reports, the mayor said. The site lies beside the graves of "
    "310 soldiers killed at the bridge in 1944."
)


def test_a_text_without_violence_says_so_first() -> None:
    """Neither a figure of speech nor a deed of decades ago makes it news of force."""
    brief = compose_brief(analyse(Source("a", LOCAL, published="2024-02-11")))
    assert brief.no_violence in visible(render_html(brief))
    assert brief.no_violence
    assert not [one for one in brief.highlights if "1944" in one.text or "bombard" in one.text]
    assert any(one.text.startswith("Earlier, as background: 310") for one in brief.overview)
    assert not compose_brief(analyse(Source("a", MARKET, published="2024-02-11"))).no_violence


PERIOD = (
    "Shelling hit a camp in Momauk on 9 October, killing 29 people.\n\n"
    "At least 22 civilians were killed in clashes between 27 October and 5 November."
)


def test_a_toll_of_a_period_stands_beside_the_total() -> None:
    brief = compose_brief(analyse(Source("a", PERIOD, published="2023-11-06")))
    (killed,) = brief.key_figures
    assert killed.others.text == "“At least 22 civilians” (the toll of a period)"


def test_what_was_left_out_as_page_is_told() -> None:
    story = (
        "Gunmen killed six people in a village near Serane on Monday, the police said.\n\n"
        "The dead were two women and four men, said the mayor, who had counted them himself.\n\n"
    )
    text = story + "Sign up for our newsletter to get the news every morning\n"
    told = dict(compose_brief(analyse(Source("page", text))).provenance)
    assert "newsletter" in told["Left out as page around the story"]
    assert "1 piece" in told["Left out as page around the story"]
    alone = dict(compose_brief(analyse(Source("page", story))).provenance)
    assert "Left out as page around the story" not in alone


HEADED = "Car bomb at hotel kills 25\n\nTroops ended a siege of the Nasab hotel in Serane on Sunday, having {}.\n\n"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("killed three attackers and captured two", True),
        ("counted 25 people dead", False),
        ("found that at least 25 people had been killed", False),
    ],
)
def test_a_toll_that_only_the_headline_tells(told: str, *, said: bool) -> None:
    text = HEADED.format(told) + "The mayor said the street would stay closed for three days."
    brief = compose_brief(analyse(Source("hotel", text, published="2017-10-29")))
    assert brief.headline == "Car bomb at hotel kills 25"
    assert any("headline" in str(caveat) for caveat in brief.caveats) is said

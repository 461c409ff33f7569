"""Cleaning: each phenomenon of a dirty page, in plain text and in markup."""

from __future__ import annotations

import html
import re

import pytest

from analysis.clean import clean, refusal
from analysis.clean.captions import picture_of
from analysis.clean.furniture import is_furniture
from analysis.clean.names import byline_of, dateline_of
from analysis.offsets import RawOffsets
from analysis.records import Article, Source

STORY = (
    "Gunmen attacked a convoy outside the town of Marib on Sunday, killing six people, officials "
    "said. Two of the dead were drivers.",
    "The road was closed until dusk, when soldiers from the garrison cleared the wrecks and "
    "escorted the last lorries into town.",
    "“Nobody warned us about the bend,” said Yusuf Saleh, a driver who walked away unhurt.",
)


def text_of(*lines: str) -> str:
    return "\n\n".join(lines)


def read(*lines: str) -> Article:
    article = clean(Source("a", text_of(*lines)))
    offsets = RawOffsets(article)
    for paragraph in article.paragraphs:
        start, end = offsets.span(paragraph.start, paragraph.end)
        words = article.text[paragraph.start : paragraph.end]
        if not any(
            edit.start < paragraph.end and edit.end > paragraph.start for edit in article.edits
        ):
            assert article.raw[start:end] == words
    for part in article.parts:
        assert part.raw_start < part.raw_end
    return article


HEADS = {
    "an outlet in capitals stands first": (("THE MARIB POST", "Gunmen kill six in Yemen"), None, None),
    "an outlet's name stands first": (("Gulf & Desert Press", "Gunmen kill six in Yemen"), None, None),
    "a release has a letterhead": (
        ("JOINT OPERATIONS COMMAND", "PUBLIC AFFAIRS OFFICE", "FOR IMMEDIATE RELEASE", "Gunmen kill six in Yemen"),
        None,
        None,
    ),
    "the title is said twice": (
        ("Gunmen kill six in Yemen", "WORLD", "Gunmen kill six in Yemen"), None, None
    ),
    "a glued byline in capitals": (
        ("Gunmen kill six in Yemen", "ByAMAL HADI and T. COLE"), "AMAL HADI and T. COLE", None
    ),
    "a byline with an office": (("Gunmen kill six in Yemen", "By Amal Hadi, U.N. bureau"), "Amal Hadi", None),
    "a byline in lower case": (("Gunmen kill six in Yemen", "by Amal Hadi"), "Amal Hadi", None),
    "a byword for nobody": (("Gunmen kill six in Yemen", "Our Correspondent"), "Our Correspondent", None),
    "name and date in one line": (("Gunmen kill six in Yemen", "Amal Hadi | 20 May 2013"), "Amal Hadi", "2013-05-20"),
    "a date line": (("Monday 20 May 2013, evening edition", "Gunmen kill six in Yemen"), None, "2013-05-20"),
    "a standfirst before the byline": (
        ("Gunmen kill six in Yemen", "Some of them were drivers. The road was closed.", "Words by Amal Hadi"),
        "Amal Hadi",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADS)
def test_the_head_of_a_page(name: str) -> None:
    head, byline, published = HEADS[name]
    article = read(*head, *STORY)
    assert article.title == "Gunmen kill six in Yemen"
    assert article.byline == byline
    assert article.published == published
    assert article.text == text_of(*STORY)


DATELINES = {
    "Marib, Yemen, (Road Wire / Gulf Press News - NPA - 3rd Feb, 2019 ) :": "Marib, Yemen",
    "MARIB, Yemen (AP) — ": "MARIB, Yemen",
    "MARIB, Republic of the Yemen (AP) — ": "MARIB, Republic of the Yemen",
    "MARIB, May 20 (ABC) - ": "MARIB",
    "MARIB, July 19. /SPA/. ": "MARIB",
    "MARIB/SANAA, Sept. 30 (Road News) -- ": "MARIB/SANAA",
    "EL OBEID, Sudan (HSP) ": "EL OBEID, Sudan",
    "BOGOTÁ — ": "BOGOTÁ",
    "MARIB: ": "MARIB",
    "MARIB PROVINCE, Yemen (Sept. 24, 2012) – ": "MARIB PROVINCE, Yemen",
    "FRESNILLO, Zacatecas. — ": "FRESNILLO, Zacatecas",
}


@pytest.mark.parametrize("dateline", DATELINES)
def test_datelines(dateline: str) -> None:
    article = read("Gunmen kill six in Yemen", dateline + STORY[0], *STORY[1:])
    assert article.dateline_place == DATELINES[dateline]
    assert article.text == text_of(*STORY)


@pytest.mark.parametrize(
    "words",
    [
        "US-led forces struck the town on Monday.",
        "In Marib (a city of oil) nobody slept.",
        "Marib (see the map): nobody slept that night in the old town by the dam.",
        "Fighting - the worst in years - went on.",
        "WARSAME: What has changed is the count.",
    ],
)
def test_what_is_no_dateline(words: str) -> None:
    article = read("Gunmen kill six in Yemen", words + " " + STORY[0], "WARSAME: " + STORY[1])
    assert article.dateline_place is None
    assert article.text.startswith(words)


CAPTIONS = {
    "A man runs past a bakery. MERIDIAN WIRE/Stringer": ("A man runs past a bakery.", "MERIDIAN WIRE/Stringer"),
    "Yusuf Saleh (L) and a friend at the bend. Photograph: Amal Hadi": (
        "Yusuf Saleh (L) and a friend at the bend.", "Photograph: Amal Hadi",
    ),
    "FILE - In this April 2, 2018 file photo, soldiers train. (IP Photo/A. Reyes, File)": (
        "FILE - In this April 2, 2018 file photo, soldiers train.", "(IP Photo/A. Reyes, File)",
    ),
    "Mourners at the Dilling road cemetery (HSP)": ("Mourners at the Dilling road cemetery", "(HSP)"),
    "Saleh (R) with his crew in 1971. Courier archive": ("Saleh (R) with his crew in 1971.", "Courier archive"),
    "[photo: Saleh embraces his brother, Jan. 14, 2020. GAP/A. Basha]": (
        "Saleh embraces his brother, Jan. 14, 2020.", "GAP/A. Basha",
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_and_credits(line: str) -> None:
    article = read("Gunmen kill six in Yemen", STORY[0], line, *STORY[1:])
    caption, credit = CAPTIONS[line]
    assert article.captions == (caption,)
    assert article.credits == (credit,)
    assert article.text == text_of(*STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Sen. Mark Cole (R) said the vote would be delayed.",
        "He told BBC/Reuters he was unhurt and wanted to go home.",
        "“We saw the photo,” she said.",
    ],
)
def test_what_is_no_caption(line: str) -> None:
    assert picture_of(line) is None


FURNITURE = (
    "READ MORE: Ten questions about the talks", "3 MIN READ", "(Reporting by A. Hadi; Editing by T. Cole)",
    "© Road News 2013–2016. 18+", "TOPICS: Yemen, roads", "-30-", "(MORE)", "sd-kt/lp", "#Marib #Yemen",
    "214 reactions 67 comments 90 shares", "[VIDEO: footage of the strike, 0:41]", "Share to X - Share to Y",
    "Enjoying this? Our letter goes out to 14,000 readers.", "Essays | Dispatches | Archive | Shop",
    "Copyright 2018 Road News. This material may not be published.", "Like (212) Share Print",
)  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_labelled_and_out(line: str) -> None:
    article = read("Gunmen kill six in Yemen", STORY[0], line, *STORY[1:], line)
    assert article.text == text_of(*STORY)
    assert line in article.boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Search teams found nine more bodies on Friday.",
        "Related families were told first.",
        "Watch towers line the road to the border.",
        "Home is a tent now, she said.",
        "More than 40 people have died since Monday.",
        "Ending the siege took a week.",
        "Sources said the toll would rise.",
    ],
)
def test_what_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_teaser_under_its_label_goes_with_it() -> None:
    article = read(
        "Gunmen kill six in Yemen", STORY[0], "READ ALSO\nEnvoys to meet in Geneva", *STORY[1:]
    )
    assert article.text == text_of(*STORY)


def test_a_pull_quote_is_said_once() -> None:
    article = read("Gunmen kill six", STORY[0], "“Nobody warned us about the bend”", *STORY[1:])
    assert article.text == text_of(*STORY)


def test_lines_broken_at_a_fixed_width() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(words, 64) for words in STORY)
    article = clean(Source("a", "Gunmen kill six in Yemen\nBy AMAL HADI\n\n" + wrapped))
    assert article.text == text_of(*STORY)
    assert (article.title, article.byline) == ("Gunmen kill six in Yemen", "AMAL HADI")


def test_lines_broken_at_a_wide_width() -> None:
    import textwrap

    story = [" ".join(STORY), " ".join(reversed(STORY))]
    wrapped = "\n\n".join(textwrap.fill(words, 118) for words in story)
    assert clean(Source("a", "Gunmen kill six in Yemen\n\n" + wrapped)).text == text_of(*story)


def test_long_lines_that_end_their_sentences_stay_apart() -> None:
    assert clean(Source("a", "\n".join(STORY * 3))).text == text_of(*STORY * 3)


def test_a_heading_of_markdown() -> None:
    article = clean(Source("a", "# Gunmen kill six in Yemen\n\n" + text_of(*STORY)))
    assert article.title == "Gunmen kill six in Yemen"
    assert article.text == text_of(*STORY)


def test_a_line_that_markdown_slants() -> None:
    head = "# Gunmen kill six in Yemen\n\n*By Ada Brun in Kyiv and Oleh Hnat in Kharkiv*\n\n"
    article = clean(Source("a", head + text_of(*STORY) + "\n\n_Reporting by Ed Poe_"))
    assert article.byline == "Ada Brun in Kyiv and Oleh Hnat"
    assert article.text == text_of(*STORY)


DIRT = {
    "&ldquo;the end&rdquo;, he&nbsp;said": "“the end”, he said",
    "the end. &nbsp;The start": "the end. The start",
    "shop&shy;keeper &#8211; and son": "shopkeeper – and son",
    "R&D; Smith &Sons;": "R&D; Smith &Sons;",
    "the **six [men](https://a.example/b)** fled": "the six men fled",
    "that f**king b***** [sic] (he said)": "that f**king b***** [sic] (he said)",
    "sheâ€™s gone": "she’s gone",
    "â€œthe endâ€, he said": "“the end”, he said",
    "BrÃ­d paid Â£11": "Bríd paid £11",
    "six\u00a0people": "six people",
    "dis\u00adplace\u00adment": "displacement",
    "Al\u00adShabaab": "Al-Shabaab",
    "zero\u200bwidth": "zerowidth",
    "the end.The start": "the end. The start",
    "two  spaces": "two spaces",
    "their lives .": "their lives.",
    "``attained it.''": '"attained it."',
    "U.S.Army": "U.S.Army",
    "the 2.5m": "the 2.5m",
    "São Paulo, Ângela": "São Paulo, Ângela",
}


TAGGED = {
    "Tags Yemen Marib coalition air raids drought At least six men died on Sunday.": "At least six men died on Sunday.",
    "Tags Yemen Houthi rebels Marib war Yemeni troops and their allies fled.": "Yemeni troops and their allies fled.",
    "Tags Marib Sanaa truce aid convoy. Two drivers died.": "Two drivers died.",
    "Tags on the lorries were read out.": "Tags on the lorries were read out.",
}


@pytest.mark.parametrize("words", TAGGED)
def test_tags_that_have_run_into_the_story(words: str) -> None:
    article = clean(Source("a", f"{STORY[0]} {words} {STORY[1]}"))
    assert article.text == f"{STORY[0]} {TAGGED[words]} {STORY[1]}"


@pytest.mark.parametrize("dirt", DIRT)
def test_characters(dirt: str) -> None:
    article = clean(Source("a", f"{STORY[0]} {dirt} {STORY[1]}"))
    assert article.text == f"{STORY[0]} {DIRT[dirt]} {STORY[1]}"
    assert bool(article.edits) == (dirt != DIRT[dirt])


def test_bylines_and_datelines_that_are_none() -> None:
    assert byline_of("By nightfall the toll had risen") is None
    assert byline_of("By Monday evening six were dead") is None
    assert dateline_of("Marib is quiet – for now.") is None


PAGE = """<!DOCTYPE html><html><head><title>Gunmen kill six in Yemen | Road News</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Gunmen kill six in Yemen",
"datePublished":"2013-05-20T08:00:00+03:00","author":{"@type":"Person","name":"Amal Hadi"},
"publisher":{"name":"Road News"}}</script></head><body><nav><a href="/">Home</a></nav>
<h1>Gunmen kill six in Yemen</h1><div class="byline">By Amal Hadi</div><div class="share">Tweet</div>
<article><p><b>MARIB, Yemen &#8212;</b> %s</p><figure><figcaption>A lorry burns on the road to town.
<cite>Amal Hadi for Road News</cite></figcaption></figure><p>%s</p><div class="related">Read also: Roads</div>
<p>%s</p></article><div class="comments"><p>Anyone who was there knows that this is what happened.</p></div>
<footer>© 2013 Road News</footer></body></html>"""


def test_the_period_of_a_report_is_no_day_of_printing() -> None:
    head = "MALI: Bulletin No. 3\nReporting period: 2-8 May 2021\n%s\n\nSix guards were killed on 4 May in Gao."
    assert clean(Source("a", head % "Published: 10 May 2021")).published == "2021-05-10"


def test_a_saved_page() -> None:
    markup = PAGE % tuple(html.escape(words).replace("“", "&ldquo;") for words in STORY)
    article = clean(Source("a", markup, form="html"))
    assert article.text == text_of(*STORY)
    assert article.title == "Gunmen kill six in Yemen"
    assert article.byline == "Amal Hadi"
    assert article.outlet == "Road News"
    assert article.dateline_place == "MARIB, Yemen"
    assert (article.published or "")[:10] == "2013-05-20"
    assert article.published_basis == "metadata"
    assert article.captions == ("A lorry burns on the road to town.",)
    assert article.credits == ("Amal Hadi for Road News",)
    assert any("Read also" in words for words in article.boilerplate)
    offsets = RawOffsets(article)
    for paragraph in article.paragraphs:
        start, end = offsets.span(paragraph.start, paragraph.end)
        raw = html.unescape(re.sub(r"<[^>]*>", "", markup[start:end]))
        assert raw == article.text[paragraph.start : paragraph.end]


def test_every_word_of_a_page_can_be_pointed_at() -> None:
    markup = PAGE % tuple(html.escape(words).replace("“", "&ldquo;") for words in STORY)
    article = clean(Source("a", markup, form="html"))
    offsets = RawOffsets(article)
    for match in re.finditer(r"\w+", article.text):
        start, end = offsets.span(*match.span())
        assert markup[start:end] == match.group()


@pytest.mark.parametrize(
    "words",
    [
        "", "Advertisement", "1 2 3 4 5 6", "-- 30 --",
        "Ракетный удар пришёлся по рынку, погибли девять человек, сообщили спасатели.",
        "Der Minister sagte, dass die Waffenruhe nicht mehr in Kraft ist und die Kämpfe in der Stadt "
        "weitergehen; auf dem Markt wurden neun Menschen getötet und zwanzig verletzt, sagte er.",
        "Bei einem Angriff auf den Markt der Stadt sind am Montag neun Menschen getötet und zwanzig "
        "verletzt worden, wie die Polizei mitteilte. Die Armee äußerte sich nicht.",
        "Neuf personnes ont été tuées lundi dans une attaque sur le marché de la ville, selon la police.",
        "Nueve personas murieron el lunes en un ataque con cohetes contra el mercado de la ciudad.",
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(words: str) -> None:
    assert refusal(clean(Source("a", words or " ")))


@pytest.mark.parametrize(
    "words",
    [
        "Nine dead",
        "212 homes burned",
        "People displaced 40311",
        "Gunmen killed two men in Balad.",
        "Soldiers burnt Kachin village, 3 dead.",
        "Gunmen shot dead three farmers near Villa de los Santos and San Juan de las Flores.",
        "I do not want to die, Van der Berg said.",
        "Balad, Samarra, Tikrit, Baiji, Mosul, Kirkuk, Hawija, Ramadi, Falluja, Haditha, Rawa, Ana: 12 "
        "killed. Baquba, Khalis, Muqdadiya, Khanaqin, Mandali, Jalawla, Saadiya: 7 killed.",
    ],
)
def test_a_short_record_is_read(words: str) -> None:
    article = clean(Source("a", words))
    assert refusal(article) is None
    assert article.text == words


def test_doubts_are_said() -> None:
    roads = "\n\n".join(f"Road {n} over the hill and past the lake is closed" for n in range(9))
    index = clean(Source("a", roads))
    assert any("perhaps no article" in words for words in index.warnings)
    macroman = (
        "\n\n".join(STORY).replace("“", "Ò").replace("”", "Ó")
        + " Caf\x8e owners Žlost ¾ of ¤it, ‡said so."
    )
    read_so = clean(Source("a", macroman, encoding="cp1252"))
    assert any("cp1252" in words for words in read_so.warnings)
    assert read_so.extra["encoding"] == "cp1252"
    broken = clean(Source("a", "\n\n".join(STORY).replace("“", "\ufffd")))
    assert any("not be decoded" in words for words in broken.warnings)
    whole = clean(Source("a", "\n\n".join(STORY), encoding="cp1252"))
    assert whole.warnings == ("no publication date found: relative dates stay words",)


def test_the_fields_of_an_incident_form_are_story() -> None:
    """A recorder's day, place and toll stay; its file number goes; one such line alone is page."""
    fields = ("Incident date: 3 May 2014", "Location: Marib, Yemen", "Reported killed: 4 to 6")
    article = read("Gunmen kill six in Yemen", "Code: YM-014", *fields, *STORY)
    assert article.text == text_of(*fields, *STORY)
    assert [p.role for p in article.paragraphs][:4] == ["list", "list", "list", "body"]
    assert article.boilerplate == ("Code: YM-014",)
    assert article.published is None
    alone = read("Location: Marib, Yemen", *STORY)
    assert alone.text == text_of(*STORY)


def test_an_agency_in_brackets_needs_no_place() -> None:
    found = dateline_of("(AFP) — The bridge had been mined.")
    assert found is not None
    assert (found.place, found.agency) == ("", "AFP")
    assert dateline_of("(Laughter) — The bridge had been mined.") is None


TABLE = (
    "ARRIVALS BY COMMUNE\n\nCommune        Households   People\nBarsane     412          2,884\n"
    "Dorila           96           673\nKumbe        530          3,710\nOllo          1,204        8,428\n"
    "Total          2,242        15,695\n\nRESPONSE\n\n"
)


def test_what_follows_a_table_is_story() -> None:
    points = "- A nurse was killed near Tugare on 13 November, the union said.\n- Two clinics were looted.\n"
    article = clean(
        Source("report", "\n\n".join(["Situation report", *STORY]) + "\n\n" + TABLE + points)
    )
    assert "A nurse was killed" in article.text
    assert "Dorila" in article.text

"""Dispatches as they are scraped from the sites of wires, papers, broadcasters and agencies.

Each is composed: the shapes around the story are those of a kind of outlet, the events and the
people are invented. Body, title, byline, dateline and day must come out; nothing else may stay.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from analysis.clean import clean
from analysis.offsets import RawOffsets
from analysis.records import Source

LEAD = "A bomb hidden in a cart killed nine people at a market in Khalis on Monday, police said."
MORE = (
    "The cart had stood beside a tea stall since dawn, a police officer said.",
    "No group has said that it was behind the attack.",
)
TITLE = "Bomb in a cart kills nine in Khalis"


@dataclass(frozen=True)
class Dispatch:
    """Lines before the story, what stands in it and after it, and what must be read."""

    before: tuple[str, ...]
    inside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    glued: str = ""  # to the last sentence
    head: str = ""  # a dateline
    byline: str | None = None
    place: str | None = None
    published: str | None = "2015-05-04"
    caption: str | None = None
    credit: str | None = None
    body: tuple[str, ...] = field(default=(LEAD, *MORE))


DISPATCHES = {
    "a wire's site": Dispatch(
        ("World News", "May 4, 2015 / 6:31 PM / 5 years ago", TITLE, "By Samir Nouri and Ada Cole", "3 Min Read"),
        ("FILE PHOTO: Officers at a market in Khalis, Iraq, April 27, 2015. MERIDIAN/Omar Aziz/File Photo",),
        ("(Reporting by Samir Nouri and Ada Cole; Editing by T. Bell)", "Our Standards: The code of this agency."),
        head="KHALIS (Meridian) - ", byline="Samir Nouri and Ada Cole", place="KHALIS",
        caption="Officers at a market in Khalis, Iraq, April 27, 2015.",
        credit="MERIDIAN/Omar Aziz/File Photo",
    ),
    "a name and its agency, a clock that ends in a stop": Dispatch(
        (TITLE, "SAMIR NOURI Associated Press", "May 4, 2015 Updated: May 4, 2015 3:12 p.m."),
        (),
        ("___", "Agency writer Ada Cole in Erbil, Iraq, contributed to this report."),
        head="KHALIS, Iraq (AP) — ", byline="SAMIR NOURI", place="KHALIS, Iraq",
    ),
    "a broadcaster's labels": Dispatch(
        (TITLE, "Published", "4 May 2015", "Share page", "About sharing", "Image copyright Gulf Pictures",
         "Image caption The market was busy at the time"),
        (),
        ("You may also be interested in:", "The boy who kept bees", "Media playback is unsupported on your device",
         "Related Topics", "Iraq"),
        caption="Image caption The market was busy at the time", credit="Image copyright Gulf Pictures",
    ),
    "a byline over two lines, a caption with its credit in brackets": Dispatch(
        ("NEWS|IRAQ'S WAR", TITLE, "Police say the cart had stood there since dawn.", "4 May 2015 14:05 GMT",
         "Markets in Diyala have been hit before [File: Omar Aziz/Meridian]", "by", "Ada Cole"),
        (),
        ("SOURCE: THE GULF POST AND NEWS AGENCIES",),
        byline="Ada Cole", caption="Markets in Diyala have been hit before", credit="[File: Omar Aziz/Meridian]",
    ),
    "an end mark glued to the last sentence": Dispatch(
        (TITLE, "Source: Xinhua| 2015-05-04 19:25:42|Editor: ZX"),
        glued=" Enditem", head="KHALIS, Iraq, May 4 (Xinhua) -- ", place="KHALIS, Iraq",
    ),
    "a dateline between slashes": Dispatch(
        ("4 MAY 2015, 14:22", TITLE), (), ("TAGS", "Iraq crisis"),
        head="KHALIS, May 4. /ITAR-TASS/. ", place="KHALIS",
    ),
    "a dateline with the agency after a comma, a desk's signature": Dispatch(
        (TITLE, "4 May، 2015"), (), ("H. Nouri/Manal", "Share! Tweet 0"), head="Khalis, SANA – ", place="Khalis",
    ),
    "a paper's head, teasers inside": Dispatch(
        ("MIDDLE EAST", TITLE, "By SAMIR NOURI and ADA COLE MAY 4, 2015", "Photo",
         "A man is carried from the market. Credit Gulf Pictures"),
        ("Continue reading the main story", "Advertisement"),
        ("Omar Aziz contributed reporting.",
         "A version of this article appears in print on May 5, 2015, on Page A8 with the headline: Bomb."),
        head="KHALIS, Iraq — ", byline="SAMIR NOURI and ADA COLE", place="KHALIS, Iraq",
        caption="A man is carried from the market.", credit="Credit Gulf Pictures",
    ),
    "a correspondent in a town, a plea for money": Dispatch(
        (TITLE, "Stallholders who moved there in spring say they were never warned", "Ada Cole in Erbil",
         "Mon 4 May 2015 16.12 GMT", "Last modified on Tue 28 Nov 2017 21.04 GMT", "Shares", "144"),
        (),
        ("Since you’re here …", "… we have a small favour to ask. More read us than ever.", "Topics", "Iraq"),
        byline="Ada Cole",
    ),
    "a trail of links, a section's date, a disclaimer": Dispatch(
        ("Subscribe | Log in", f"Home » News » {TITLE}", TITLE, "On May 4, 2015", "In News", "By Samir Nouri, Khalis"),
        ("ALSO READ: Bandits abduct 12 in Baquba",),
        ("Kindly Share This Story:", "Disclaimer: Comments expressed here are those of their writers."),
        byline="Samir Nouri",
    ),
    "a letterhead": Dispatch(
        ("HEADQUARTERS", "COMBINED TASK FORCE", "PUBLIC AFFAIRS OFFICE", "APO AE 09356", "FOR IMMEDIATE RELEASE",
         "May 4, 2015", "Release No. 2015-05-CA-044", TITLE),
        (),
        ("-30-", "For more information, contact the press desk at press@force.invalid or +93 799 000 000."),
        head="KHALIS, Iraq (May 4, 2015) – ", place="KHALIS, Iraq",
    ),
    "comments under the story": Dispatch(
        (TITLE, "May 4, 2015"),
        after=("3 Comments", "My cousin has a stall there and she saw the cart herself that morning.",
               "This is what happens when nobody is paid to look, and nobody ever will be paid to look.",
               "Praying for all the families who lost somebody at the market today."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DISPATCHES)
def test_a_scraped_dispatch(name: str) -> None:
    given = DISPATCHES[name]
    story = [given.head + LEAD, *given.inside, MORE[0], MORE[1] + given.glued]
    text = "\n".join(given.before) + "\n" + "\n\n".join(story) + "\n\n" + "\n".join(given.after)
    article = clean(Source("a", text))
    assert article.text == "\n\n".join(given.body)
    assert article.title == TITLE
    assert article.byline == given.byline
    assert article.dateline_place == given.place
    assert (article.published or "")[:10] == (given.published or "")
    assert article.captions == ((given.caption,) if given.caption else ())
    assert article.credits == ((given.credit,) if given.credit else ())
    offsets = RawOffsets(article)
    for paragraph in article.paragraphs:
        start, end = offsets.span(paragraph.start, paragraph.end)
        assert text[start:end] == article.text[paragraph.start : paragraph.end]


FLASH = """UNITED NATIONS OFFICE FOR THE COORDINATION OF HUMANITARIAN AFFAIRS

Iraq: Displacement in Diyala
Flash Update No. 3
As of 4 May 2015

HIGHLIGHTS
• 4,000 people displaced in and around Khalis
• 54 people killed, according to the hospital

SITUATION OVERVIEW
Fighting that began on 29 April displaced about 4,000 people from the villages north of Khalis.

For further information, please contact:
Ada Cole, Head of Office, colea@office.invalid, Tel. +964 770 000 0000"""


def test_a_flash_update_keeps_its_points() -> None:
    article = clean(Source("a", FLASH))
    assert article.title == "Iraq: Displacement in Diyala"
    assert article.published == "2015-05-04"
    assert [p.role for p in article.paragraphs] == ["subhead", "list", "list", "subhead", "body"]
    assert "Ada Cole" not in article.text
    assert article.byline is None


def test_a_page_saved_as_one_line_ends_where_its_story_does() -> None:
    story = (
        "Shells hit a mill in Kara on Monday, and two of its guards were hurt, a nurse said. " * 4
    )
    rest = "Source Road News and agencies Related News A film about bread Subscribe to our channel"
    article = clean(Source("a", story + rest))
    assert article.text == story.rstrip()
    assert article.boilerplate == (rest,)

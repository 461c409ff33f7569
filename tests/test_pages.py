"""Saved pages of many makes: title, authors, day and body however the page states them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analysis.clean import clean
from analysis.records import Article, Source

TITLE = "Shells hit market in Harasta, killing nine"
STORY = (
    "Shells fell on a market in the town of Harasta on Monday, killing at least nine people and "
    "wounding about twenty, rescue workers said.",
    "“We carried them on doors,” said Salim Haddad, a volunteer. The army did not comment on the "
    "attack, the second there in a week.",
    "A tenth man, who had sold bread beside the mosque for thirty years, died in hospital on "
    "Tuesday morning, his brother told the agency.",
)
DAY = "2016-07-05"
ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "datePublished": f"{DAY}T09:00:00Z"}


def data(*items: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items
    )


def page(head: str = "", top: str = "", inside: str = "", body: str = "") -> str:
    first, *rest = (f"<p>{words}</p>" for words in STORY)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} - Road News</title>{head}</head>"
        '<body class="post-template has-sidebar share-enabled no-comments"><header><a href=/>Road '
        f"News</a></header><main><article><h1>{TITLE}</h1>{top}{first}{inside}{''.join(rest)}</article>"
        f'{body}</main><aside class="related"><h3>More roads</h3><p>By Other Person</p></aside>'
        "<footer>© 2016 Road News</footer></body></html>"
    )


def read(markup: str) -> Article:
    return clean(Source("a", markup, form="html"))


PEOPLE = {
    "a reference to a person": (
        page(
            data(
                {
                    "@graph": [
                        ARTICLE | {"author": {"@id": "#p"}},
                        {"@type": "Person", "@id": "#p", "name": "Amal Hadi"},
                    ]
                }
            )
        ),
        "Amal Hadi",
    ),
    "one string": (
        page(data(ARTICLE | {"author": "By Amal Hadi and Omar Aziz"})),
        "Amal Hadi and Omar Aziz",
    ),
    "a list of names": (
        page(
            data(
                [
                    {"@type": "BreadcrumbList"},
                    ARTICLE | {"author": [{"name": ["Amal Hadi", "Omar Aziz"]}]},
                ]
            )
        ),
        "Amal Hadi and Omar Aziz",
    ),
    "three, with particles": (
        page(
            data(
                ARTICLE
                | {
                    "author": [
                        {"name": "Amal Hadi"},
                        {"name": "Omar Aziz"},
                        {"name": "Jean-Luc de la Tour"},
                    ]
                }
            )
        ),
        "Amal Hadi, Omar Aziz and Jean-Luc de la Tour",
    ),
    "an escaped apostrophe": (
        page(data(ARTICLE | {"author": {"name": "Niamh O&#039;Neill"}})),
        "Niamh O'Neill",
    ),
    "the outlet in data, the person on the page": (
        page(
            data(ARTICLE | {"author": {"name": "Road News"}}),
            '<div class="byline">By Amal Hadi | Road News</div>',
        ),
        "Amal Hadi",
    ),
    "a neighbour's data first": (
        page(
            data(
                {
                    "@type": "NewsArticle",
                    "headline": "Ten roads",
                    "datePublished": "2015-01-01",
                    "author": {"name": "Other Person"},
                },
                ARTICLE | {"author": {"name": "Amal Hadi"}},
            )
        ),
        "Amal Hadi",
    ),
    "data in comments, with a loose comma": (
        page(
            '<script type="application/ld+json">/* <![CDATA[ */ {"@type":"NewsArticle","author":{"name":"Amal Hadi"},'
            f'"datePublished":"{DAY}",}} /* ]]> */</script>'
        ),
        "Amal Hadi",
    ),
    "metas": (
        page(
            f'<meta name=author content="Amal Hadi, Omar Aziz"><meta property="article:published_time" content="{DAY}">'
        ),
        "Amal Hadi and Omar Aziz",
    ),
    "a link of its author": (
        page(
            top=f"<p class='meta'>By <a rel='author' href='/a'>Amal Hadi</a> <time datetime='{DAY}'>5 July</time></p>"
        ),
        "Amal Hadi",
    ),
    "microdata": (
        page(
            f'<meta itemprop="datePublished" content="{DAY}">',
            "<span itemprop='author' itemscope><span itemprop='name'>Amal Hadi</span></span>",
        ),
        "Amal Hadi",
    ),
    "nobody": (
        page(data(ARTICLE | {"author": {"@type": "Organization", "name": "Road News"}})),
        None,
    ),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_who_and_when(name: str) -> None:
    markup, byline = PEOPLE[name]
    article = read(markup)
    assert article.byline == byline
    assert (article.published or "")[:10] == DAY
    assert article.title == TITLE
    assert article.text == "\n\n".join(STORY)


AROUND = {
    "a box of links inside": page(
        inside='<div class="inline-related"><p>Read more</p><a href=/x>Ten roads</a></div>'
    ),
    "a picture with its words": page(
        inside="<figure><img src=x><figcaption>A market. <cite>A. Hadi/RN</cite></figcaption></figure>"
    ),
    "a letter to sign up for": page(
        inside='<section class="newsletter-signup"><p>Sign up for our daily letter.</p></section>'
    ),
    "one form around all": page()
    .replace("<main>", '<form id="aspnetForm"><main>')
    .replace("</main>", "</main></form>"),
    "a wall of cookies": page().replace(
        "<header>",
        '<div id="cookie-consent"><p>We store cookies on your device. Do you accept?</p></div><header>',
    ),
    "comments": page(
        body='<section id="comments"><h3>2 Comments</h3><p>My cousin saw it all, she says.</p></section>'
    ),
    "a widget's class around the story": page().replace(
        "<article>", '<article class="elementor-widget elementor-widget-container">'
    ),
}


@pytest.mark.parametrize("name", AROUND)
def test_what_stands_around_a_story_is_no_story(name: str) -> None:
    assert read(AROUND[name]).text == "\n\n".join(STORY)


def test_an_ampersand_that_is_no_entity() -> None:
    assert "R&D at A&M" in read(page(inside=f"<p>The R&D at A&M was lost, {STORY[0]}</p>")).text


def test_another_language_is_read_all_the_same() -> None:
    words = "Die Granaten trafen am Montag einen Markt in der Stadt, neun Menschen starben, sagten Helfer."
    german = f"<html><head><title>Markt getroffen</title></head><body><h1>Markt getroffen</h1>{f'<p>{words}</p>' * 1}"
    german += "".join(
        f"<p>{words} Es war der Angriff Nummer {n} in dieser Woche.</p>" for n in range(4)
    )
    article = read(german + "</body></html>")
    assert article.text.count("Granaten") == 5
    assert article.language == "de"

"""Every lexicon is valid, its examples show each entry at work, and faults name file and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.check import check_examples, compare, find_lines, run_check, samples
from analysis.errors import LexiconError
from analysis.lexicon import read_lexicon, read_lexicons
from analysis.text import tokenize

GOOD = '[[entry]]\nid = "x"\nterms = ["car bomb"]\nexamples = ["A car-bomb went off."]\n'


def test_every_entry_is_found_in_its_examples() -> None:
    assert check_examples(read_lexicons()) == []


@pytest.mark.parametrize(
    ("text", "entry", "reason"),
    [
        (GOOD + 'colour = "red"\n', "x", "unknown key 'colour'"),
        (GOOD + GOOD, "x", "used twice"),
        (GOOD + GOOD.replace('"x"', '"y"'), "y", "is listed in 'x' too"),
        (GOOD.replace("car bomb", "car  bomb"), "x", "space"),
        (GOOD.replace('["car bomb"]', "[]"), "x", "terms is empty"),
        (GOOD.replace('["car bomb"]', '"car bomb"'), "x", "list of strings"),
        ('colour = "red"\n' + GOOD, "", "unknown key 'colour'"),
        ("[[entry]\n", "", "cannot be read"),
        ("[[entry]]\nterms = ['a']\n", "", "needs an id"),
    ],
)
def test_a_fault_names_file_and_entry(tmp_path: Path, text: str, entry: str, reason: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason) as caught:
        read_lexicon(file)
    assert caught.value.file == "words.toml"
    assert caught.value.entry == entry


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("car bomb", "a car-bomb", True),
        ("car bomb", "a Car bomb", True),
        ("car-bomb", "a car bomb", True),
        ("car bomb", "a car - bomb", False),
        ("US", "the us", False),
        ("US", "the US army", True),
        ("Turkey", "TURKEY said", True),
        ("Turkey", "cold turkey", False),
    ],
)
def test_how_a_term_matches(tmp_path: Path, term: str, text: str, found: bool) -> None:
    (tmp_path / "sport.toml").write_text(f'[[entry]]\nid = "x"\nterms = ["{term}"]\n', "utf-8")
    tags = read_lexicons(tmp_path).tag(tokenize(text)).get("sport", [])
    assert bool(tags) is found


def test_a_longer_phrase_cancels(tmp_path: Path) -> None:
    (tmp_path / "sport.toml").write_text(
        '[[entry]]\nid = "x"\nterms = ["killed"]\nnot = ["killed off the deal"]\n', "utf-8"
    )
    lexicons = read_lexicons(tmp_path)
    assert not lexicons.tag(tokenize("They killed off the deal")).get("sport")
    assert lexicons.tag(tokenize("They killed two")).get("sport")


def test_names_that_lost_their_apostrophe(tmp_path: Path) -> None:
    (tmp_path / "sport.toml").write_text('[[entry]]\nid = "x"\nterms = ["Zzyria"]\n', "utf-8")
    lexicons = read_lexicons(tmp_path)
    assert lexicons.tag(tokenize("Zzyrias army"), possessives_lost=True).get("sport")
    assert not lexicons.tag(tokenize("Zzyrias army")).get("sport")


def test_an_analysts_verb_and_town_show_in_check(tmp_path: Path) -> None:
    """A newcomer's path: one verb and one town in a folder of one's own, then check."""
    article = tmp_path / "own.txt"
    article.write_text(
        "Shelling hit the village of Qarn Zubayd on Monday.\n\n"
        "The road is safe again, the mayor trumpetized on Tuesday.\n\n"
        "“Nobody slept that night,” trumpetized Omar Haddad, the mayor.\n",
        "utf-8",
    )
    own = tmp_path / "own"
    own.mkdir()
    (own / "reporting.toml").write_text(
        'fields = ["class"]\n[[entry]]\nid = "own.trumpetize"\nclass = "saying"\n'
        'terms = ["trumpetized"]\nexamples = ["“It is over,” trumpetized Ali Reza."]\n',
        "utf-8",
    )
    (own / "places.csv").write_text(
        "name,kind,within,country,lat,lon,aliases,source\n"
        "Qarn Zubayd,village,,Syria,35.5,36.9,,own survey\n",
        "utf-8",
    )
    report, _ = run_check([str(article)], own, update=False)
    gained = "\n".join(line for line in report if line.startswith("gained  own"))
    assert "Qarn Zubayd" in gained
    assert "The road is safe again" in gained


def test_all_of_an_article_is_found_by_its_day(tmp_path: Path) -> None:
    article = tmp_path / "own.txt"
    article.write_text("Shells killed nine bakers in Homs on Monday.\n", "utf-8")
    report, _ = run_check([str(article)], None, update=False, published="2021-05-12")
    found = "\n".join(line for line in report if line.startswith("found   own"))
    assert "best=9" in found
    assert "date_earliest=2021-05-10" in found


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("harms.toml", "did you mean harm.toml?"),
        ("Reporting.toml", "did you mean reporting.toml?"),
        ("place.csv", "did you mean places.csv?"),
        ("qqq.toml", "there are abbreviations.toml, "),
    ],
)
def test_a_file_under_no_lexicons_name_is_told(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / name).write_text(GOOD, "utf-8")
    with pytest.raises(LexiconError, match="no lexicon is called") as caught:
        read_lexicons(tmp_path)
    assert f"no lexicon is called {name}; {meant}" in str(caught.value)


def test_the_baseline_is_todays(recwarn: pytest.WarningsRecorder) -> None:
    report, well = run_check([], None, update=False)
    assert well, "\n".join(report[:40]) + "\nlook at them, then: sitrep check --update"


def test_check_shows_what_changed() -> None:
    lines = find_lines(samples()[:1], None)
    gained, lost = compare(lines[1:], lines[:-1])
    assert gained == [lines[0]]
    assert lost == [lines[-1]]

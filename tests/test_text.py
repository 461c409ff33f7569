"""Tokens and sentences: positions, damage, and no cut where news prose means none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import RegexpTokenizer
from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from analysis import text as room
from analysis.lexicon import read_lexicons
from analysis.reading import read
from analysis.records import Article, Paragraph


def sentences(text: str) -> list[str]:
    article = Article("a", text, text, paragraphs=(Paragraph(0, len(text)),))
    return [sentence.of(text) for sentence in read(article, read_lexicons()).sentences]


@given(st.text(alphabet=st.sampled_from("abwer Z1.,’'-“”!?\n\u00a0é٣"), max_size=80))
def test_tokens_are_those_of_nltk(text: str) -> None:
    expected = list(RegexpTokenizer(room._TOKEN).span_tokenize(text))
    tokens = room.tokenize(text)
    assert list(zip(tokens.starts, tokens.ends, strict=True)) == expected
    assert all(
        not text[a:b].strip() for a, b in zip([0, *tokens.ends], tokens.starts, strict=False)
    ), "lost"


_BITS = (
    "Gen. fell left. U.S. He he “Why?” No. 5 3. J. ... . ran! (now.) end.” a.m. word.Next -- , ok?! é. end.\x0b"
).split(" ")


@settings(deadline=None)
@given(st.lists(st.sampled_from([*_BITS, "\n"]), max_size=12))
def test_ends_of_sentences_are_those_of_nltk(words: list[str]) -> None:
    text, abbreviations = " ".join(words), read_lexicons()["abbreviations"].terms()
    parameters = PunktParameters()
    parameters.abbrev_types = set(abbreviations)
    expected = list(PunktSentenceTokenizer(parameters).span_tokenize(text))
    assert list(room._punkt(abbreviations).span_tokenize(text)) == expected


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert sentences("Gen. Omar met Mr. Haddad in the U.S. capital. They left.") == [
        "Gen. Omar met Mr. Haddad in the U.S. capital.",
        "They left.",
    ]


def test_a_cue_after_a_mark_belongs_to_its_sentence() -> None:
    assert len(sentences("“It is over!” Haddad said. He left.")) == 2
    assert len(sentences('"Why us?" she asked. Nobody knew.')) == 2


def test_sentences_inside_a_quotation_are_cut() -> None:
    assert len(sentences("“We came. We saw. We left,” he said.")) == 3


def test_each_token_is_in_one_sentence() -> None:
    text = "One came. Two left! Who stayed?"
    article = Article("a", text, text, paragraphs=(Paragraph(0, len(text)),))
    reading = read(article, read_lexicons())
    covered = [i for s in reading.sentences for i in range(s.first, s.stop)]
    assert covered == list(range(len(reading.tokens)))


def test_a_short_name_of_a_state_may_end_a_sentence() -> None:
    short = read_lexicons()["abbreviations"]
    punkt = room._punkt(short.terms(), short.terms(closes=True))
    text = "They met in Tampa, Fla. The mayor left at 9 p.m. He told Gen. The so."
    assert [text[a:b] for a, b in punkt.span_tokenize(text)] == [
        "They met in Tampa, Fla.",
        "The mayor left at 9 p.m.",
        "He told Gen. The so.",
    ]

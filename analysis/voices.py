"""Who speaks in an article, as the notebooks show it: coloured text, speakers, words in context.

Concordance and collocations are NLTK's, over the article's own tokens.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape

import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.text import ConcordanceIndex

from analysis.display import HTML
from analysis.extract.quotes.grammar import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from analysis.highlight import Mark, to_html
from analysis.pipeline import Analysis
from analysis.records import Quote

_COLOURS = (
    "#d5e3f0", "#f3dfbf", "#dcebd9", "#eed7e5", "#e2dcf2", "#f3d3c9", "#d3ecec", "#ece8c6",
)  # fmt: skip
_OTHERS = "#e6e6e6"
_COMMON = (
    AUXILIARIES | DETERMINERS | PREPOSITIONS | PRONOUNS | RELATIVES | SUBORDINATORS
    | frozenset(
        "and or but that not so then also there here said us me him them who as to than be been being "
        "more most such only just very still".split()
    )
)  # fmt: skip


def show_speakers(done: Analysis) -> pd.DataFrame:
    """Everybody cited, with role, kind, how often and in how many words, most cited first."""
    columns = ["speaker", "role", "kind", "direct", "mixed", "indirect", "words"]
    table = []
    for speaker, quotes in _by_speaker(done).items():
        kinds = [quote.kind for quote in quotes]
        role = next((quote.speaker_role for quote in quotes if quote.speaker_role), "")
        words = sum(len(quote.of(done.article.text).split()) for quote in quotes)
        counts = [kinds.count(kind) for kind in ("direct", "mixed", "indirect")]
        table.append([speaker, role, quotes[0].speaker_kind, *counts, words])
    shown = pd.DataFrame(table, columns=columns)
    return shown.sort_values(["words", "speaker"], ascending=[False, True], ignore_index=True)


def show_voices(done: Analysis) -> HTML:
    """The text with every quote in its speaker's colour, and the key to the colours."""
    by_speaker = _by_speaker(done)
    ranked = sorted(by_speaker, key=lambda name: (-len(by_speaker[name]), name))
    colours = dict(zip(ranked, _COLOURS, strict=False))
    style, key, marks = [], [], []
    for number, name in enumerate(ranked):
        colour = colours.get(name, _OTHERS)
        style.append(f".sitrep-voices mark.v{number}{{background:{colour};color:inherit}}")
        key.append(f'<mark class="v{number}">{escape(name)}</mark>')
        marks += [Mark(q.start, q.end, f"v{number}", name) for q in by_speaker[name]]
    text = to_html(done.article.text, marks)
    wrap = ".sitrep-voices{max-width:46em;line-height:1.6;white-space:pre-wrap}"
    return HTML(
        f"<style>{wrap}{''.join(style)}</style>"
        f'<div class="sitrep-voices"><p>{" ".join(key)}</p>{text}</div>'
    )


def show_in_context(done: Analysis, word: str, width: int = 90, most: int = 25) -> pd.DataFrame:
    """A word wherever it stands, with what stands around it and who says it."""
    tokens, text = done.reading.tokens, done.article.text
    found = ConcordanceIndex(tokens.norms).offsets(word.lower())[:most]
    quotes = done.findings.quotes
    table = []
    for token in found:
        start, end = tokens.starts[token], tokens.ends[token]
        left = text[max(0, start - width // 2) : start].replace("\n", " ")
        right = text[end : end + width // 2].replace("\n", " ")
        over = [quote for quote in quotes if quote.start <= start and end <= quote.end]
        voice = (over[-1].speaker or "not named") if over else "the article"
        table.append([left, text[start:end], right, voice])
    return pd.DataFrame(table, columns=["before", "word", "after", "voice"])


def show_collocations(done: Analysis, most: int = 5) -> pd.DataFrame:
    """Word pairs each speaker uses together, strongest first by likelihood ratio."""
    table = []
    for speaker, quotes in _by_speaker(done).items():
        finder = BigramCollocationFinder.from_documents([_words(done, q) for q in quotes])
        finder.apply_word_filter(lambda word: word in _COMMON or not word.isalpha())
        scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
        best = sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:most]
        if best:
            table += [[speaker, " ".join(pair)] for pair, _ in best]
    return pd.DataFrame(table, columns=["speaker", "pair"])


def _by_speaker(done: Analysis) -> dict[str, list[Quote]]:
    out: dict[str, list[Quote]] = defaultdict(list)
    for quote in done.findings.quotes:
        out[quote.speaker or "not named"].append(quote)
    return dict(out)


def _words(done: Analysis, quote: Quote) -> list[str]:
    tokens = done.reading.tokens
    return tokens.norms[tokens.at(quote.start) : tokens.at(quote.end - 1) + 1]

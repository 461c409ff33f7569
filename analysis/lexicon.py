"""Read, check and look up the words the program knows: ``data/lexicons/*.toml``.

The only module that knows the file format. A file says which extra keys its entries may carry::

    about  = "Words that say somebody was harmed."
    fields = ["harm", "form"]          # beside id, terms, not, examples, note

    [[entry]]
    id       = "killed.verb"
    harm     = "killed"
    form     = "verb"
    terms    = ["killed", "lost their lives"]
    not      = ["killed off the deal"]   # a longer phrase that cancels the match
    examples = ["Airstrikes killed more than a dozen civilians."]

How a term is matched: word by word, hyphens in the text ignored ("cease fire" finds
"cease-fire"). A term in lower case matches any case; a capital asks for a capital, and a term of
capitals only ("US") for exactly those capitals. No stemming: every form that matches is listed.
An analyst's own folder is read after the shipped one; entries with the same id replace it.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analysis.errors import LexiconError
from analysis.lean import dataclass
from analysis.paths import shipped
from analysis.text import Tokens, tokenize

_NONE: list[Any] = []
_COMMON = {"id", "terms", "not", "examples", "note"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon: its terms, and the values its file gives it."""

    lexicon: str
    id: str
    terms: tuple[str, ...]
    cancelled_by: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    get: Callable[..., Any] = field(default={}.get, compare=False, repr=False)  # of ``values``

    @property
    def key(self) -> str:
        """The entry's name among all lexicons."""
        return f"{self.lexicon}/{self.id}"


@dataclass(frozen=True, slots=True)
class Tag:
    """A lexicon term found in a text: tokens ``first`` to ``stop`` (exclusive)."""

    entry: Entry
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Term:
    entry: Entry
    norms: tuple[str, ...]
    capitals: tuple[int, ...]  # per word: 0 any case, 1 a capital, 2 these capitals exactly
    words: tuple[str, ...]
    cancels: bool
    cancellable: bool  # its entry lists longer phrases that cancel it
    lexicon: str
    bare: bool  # small letters, and nothing cancels it or is cancelled by it
    two: bool  # two words in small letters: where both stand it matches


class _Behind:
    """The terms of two words or more that share the first two; the longest first."""

    __slots__ = ("_by_third", "terms", "twos")

    def __init__(self, terms: list[_Term]) -> None:
        self.terms = terms
        self.twos = [term for term in terms if len(term.norms) == 2]
        self._by_third: dict[str, list[_Term]] = defaultdict(list)
        for term in terms:
            if len(term.norms) > 2:
                self._by_third[term.norms[2]].append(term)

    def before(self, third: str) -> list[_Term]:
        """Those that can match where this word stands behind the two."""
        if third == "-":
            return self.terms
        longer = self._by_third.get(third)
        return [*longer, *self.twos] if longer else self.twos


_Alone = tuple[tuple[str, Entry], ...]  # lexicon and entry of the bare terms
_Pairs = dict[str, _Behind]  # the longer terms by their second word
_Grown = dict[str, tuple[list[_Term], dict[str, list[_Term]]]]  # the same, being read


class Lexicon:
    """One file: its entries in order, by id."""

    def __init__(self, name: str, entries: tuple[Entry, ...]) -> None:
        self.name = name
        self.entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._terms: dict[tuple[tuple[str, Any], ...], frozenset[str]] = {}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __getitem__(self, entry_id: str) -> Entry:
        return self._by_id[entry_id]

    def terms(self, **wanted: Any) -> frozenset[str]:
        """All terms, in lower case, of the entries whose values are as wanted."""
        asked = tuple(sorted(wanted.items()))
        if asked not in self._terms:
            self._terms[asked] = frozenset(
                term.lower()
                for entry in self.entries
                if all(entry.get(key) == value for key, value in asked)
                for term in entry.terms
            )
        return self._terms[asked]


class Lexicons:
    """All lexicons, and one pass that finds their terms in a text."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = dict(lexicons)
        self._indices: dict[frozenset[str], _Index] = {}

    def __getitem__(self, name: str) -> Lexicon:
        return self._lexicons[name]

    def __iter__(self) -> Iterator[Lexicon]:
        return iter(self._lexicons.values())

    def tag(
        self,
        tokens: Tokens,
        *,
        names: frozenset[str] | None = None,
        possessives_lost: bool = False,
    ) -> dict[str, list[Tag]]:
        """Per lexicon, the terms found, longest first and not overlapping, in order.

        ``names`` are the lexicons asked for, all without it. With ``possessives_lost`` (text
        without apostrophes) "Assads" also finds "Assad".
        """
        names = frozenset(self._lexicons) if names is None else names
        index = self._indices.get(names)
        if index is None:
            asked = [lexicon for name, lexicon in self._lexicons.items() if name in names]
            others = [lexicon for name, lexicon in self._lexicons.items() if name not in names]
            index = self._indices[names] = _Index(asked, others)
        return index.tag(tokens, possessives_lost=possessives_lost)


class _Index:
    """The terms of some lexicons by their first words; ``others`` are those not looked for."""

    def __init__(self, lexicons: list[Lexicon], others: list[Lexicon]) -> None:
        self._others = others
        grown = _by_first_word(_terms_of(lexicons))
        for alone, pairs in grown.values():
            for terms in (alone, *pairs.values()):
                terms.sort(key=lambda t: (-len(t.norms), not t.cancels))
        # per first word: its bare terms, or all of that word alone where one is not; the longer ones
        self._heads: dict[str, tuple[_Alone, list[_Term], _Pairs]] = {}
        for norm, (alone, pairs) in grown.items():
            bare = all(term.bare for term in alone)
            entries = tuple((term.lexicon, term.entry) for term in alone) if bare else ()
            behind = {second: _Behind(terms) for second, terms in pairs.items()}
            self._heads[norm] = entries, [] if bare else alone, behind
        self._names = {
            norm: named
            for norm, (alone, _) in grown.items()
            if (named := [t for t in alone if t.capitals[0] and not t.cancels])
        }
        self._longer: dict[str, list[_Term]] = defaultdict(list)  # by their last word and an s
        for _, pairs in grown.values():
            for term in (term for terms in pairs.values() for term in terms):
                if term.capitals[0] and term.capitals[-1] == 1 and not term.cancels:
                    self._longer[f"{term.norms[-1]}s"].append(term)
        for terms in self._longer.values():
            terms.sort(key=lambda t: -len(t.norms))

    @cached_property
    def _words(self) -> frozenset[str]:
        """The first word of every term of all lexicons."""
        firsts = {term.split(" ", 1)[0] for _, term, _ in _terms_of(self._others)}
        return frozenset((*self._heads, *(tokenize(word).norms[0] for word in firsts)))

    def tag(self, tokens: Tokens, *, possessives_lost: bool) -> dict[str, list[Tag]]:
        """As ``Lexicons.tag``."""
        norms, words = tokens.norms, tokens.words
        last = len(norms) - 1
        found: dict[str, list[Tag]] = defaultdict(list)
        cancelled: dict[int, int] = defaultdict(int)  # an entry -> token it may match at again
        for i, head in enumerate(map(self._heads.get, norms)):
            if head is None:
                continue
            bare, alone, pairs = head
            if pairs and i < last:
                after = norms[i + 1]
                behind = pairs.get(after if after != "-" else _next(tokens, i))
                if behind is None:
                    terms = _NONE
                elif after == "-":
                    terms = behind.terms
                else:
                    terms = behind.before(norms[i + 2] if i + 2 <= last else "")
                for term in terms:
                    tags = found[term.lexicon]
                    if tags and tags[-1].stop > i:
                        continue
                    stop = i + 2 if term.two and after != "-" else _match(term, tokens, i)
                    if stop:
                        _take(term, i, stop, tags, cancelled)
            for lexicon, entry in bare:
                tags = found[lexicon]
                if not tags or tags[-1].stop <= i:
                    tags.append(Tag(entry, i, i + 1))
            for term in alone:
                tags = found[term.lexicon]
                if (tags and tags[-1].stop > i) or not (
                    term.capitals[0] == 0 or _cased(term, 0, words[i])
                ):
                    continue
                if term.cancels or (cancelled and term.cancellable):
                    _take(term, i, i + 1, tags, cancelled)
                else:
                    tags.append(Tag(term.entry, i, i + 1))
        if possessives_lost:
            self._tag_lost_possessives(tokens, found)
        return {lexicon: tags for lexicon, tags in found.items() if tags}

    def _tag_lost_possessives(self, tokens: Tokens, found: dict[str, list[Tag]]) -> None:
        """Add names whose possessive s lost its apostrophe ("Syrias army", "Human Rights Watchs")."""
        vocabulary = set(tokens.norms)
        if not vocabulary.isdisjoint(self._longer):
            for i, norm in enumerate(tokens.norms):
                if norm in self._longer and tokens.words[i][0].isupper():
                    self._tag_longer(tokens, i, found)
        names, words = self._names, self._words
        owners = {
            norm
            for norm in vocabulary
            if norm[-1] == "s" and len(norm) > 4 and norm[:-1] in names and norm not in words
        }
        if not owners:
            return
        added: set[str] = set()
        for i, norm in enumerate(tokens.norms):
            if norm in owners and tokens.words[i][0].isupper():
                for term in names[norm[:-1]]:
                    if term.capitals[0] > 1 and tokens.words[i][:-1] != term.words[0]:
                        continue  # "ISILs" of ISIL, no "Isils"
                    found[term.lexicon].append(Tag(term.entry, i, i + 1))
                    added.add(term.lexicon)
        for lexicon in added:
            found[lexicon].sort(key=lambda tag: tag.first)

    def _tag_longer(self, tokens: Tokens, i: int, found: dict[str, list[Tag]]) -> None:
        """Add the longest names of several words that end at token ``i`` with an s more."""
        for term in self._longer[tokens.norms[i]]:
            first, tags = _begun(tokens, term, i), found[term.lexicon]
            if first < 0:
                continue
            at = bisect_left(tags, first, key=lambda tag: tag.first)
            if at and tags[at - 1].stop > first:
                continue
            if at == len(tags) or tags[at].first > i or tags[at].stop <= i:
                later = [tag for tag in tags[at:] if tag.first > i]
                tags[at:] = [Tag(term.entry, first, i + 1), *later]


def _begun(tokens: Tokens, term: _Term, i: int) -> int:
    """Where a term begins whose last word is token ``i``, hyphens passed over; -1 for another's."""
    k = i
    for norm in reversed(term.norms[:-1]):
        k -= 2 if tokens.norms[k - 1] == "-" else 1
        if k < 0 or tokens.norms[k] != norm:
            return -1
    return k


def _take(term: _Term, i: int, stop: int, tags: list[Tag], cancelled: dict[int, int]) -> None:
    """Add the tag of a term that matches, or note what it cancels."""
    entry = term.entry
    if term.cancels:
        cancelled[id(entry)] = max(stop, cancelled[id(entry)])
    elif not term.cancellable or cancelled[id(entry)] <= i:
        tags.append(Tag(entry, i, stop))


def _terms_of(lexicons: Iterable[Lexicon]) -> list[tuple[Entry, str, bool]]:
    """Every term with its entry, and whether it cancels that entry's match."""
    return [
        (entry, term, cancels)
        for lexicon in lexicons
        for entry in lexicon
        for terms, cancels in ((entry.terms, False), (entry.cancelled_by, True))
        for term in terms
    ]


def _by_first_word(terms: list[tuple[Entry, str, bool]]) -> _Grown:
    """The terms of all entries; read as one text, with a small letter between two of them."""
    between = "\nx\n"
    tokens = tokenize(between.join(term for _, term, _ in terms))
    heads: _Grown = {}
    first = begin = 0
    for entry, term, cancels in terms:
        stop = bisect_left(tokens.starts, begin + len(term), first)
        _add(heads, entry, term, tokens.words[first:stop], tokens.norms[first:stop], cancels)
        begin, first = begin + len(term) + len(between), stop + 1
    return heads


def _add(
    heads: _Grown,
    entry: Entry,
    term: str,
    all_words: list[str],
    all_norms: list[str],
    cancels: bool,
) -> None:
    words = tuple(word for word in all_words if word != "-")
    norms = tuple(norm for norm in all_norms if norm != "-")
    if not norms:
        raise LexiconError(entry.lexicon + ".toml", entry.id, f"empty term {term!r}")
    small = term.islower()
    capitals = (0,) * len(words) if small else tuple(map(_capitals, words))
    small, cancellable = not any(capitals), bool(entry.cancelled_by)
    bare, two = small and not (cancels or cancellable), small and len(norms) == 2
    made = _Term(entry, norms, capitals, words, cancels, cancellable, entry.lexicon, bare, two)
    alone, pairs = heads.setdefault(norms[0], ([], {}))
    (alone if len(norms) == 1 else pairs.setdefault(norms[1], [])).append(made)


def _next(tokens: Tokens, i: int) -> str:
    """The word after token ``i``, past a hyphen that joins them; "" at the end."""
    k = i + 1
    if k < len(tokens) and tokens.norms[k] == "-" and tokens.glued[k]:
        k += 1
    return tokens.norms[k] if k < len(tokens) else ""


def _capitals(word: str) -> int:
    if len(word) > 1 and word.isupper() and any(c.isalpha() for c in word):
        return 2
    return 1 if word[:1].isupper() else 0


def _match(term: _Term, tokens: Tokens, i: int) -> int:
    """Token after the last one matched, or 0."""
    norms, k = tokens.norms, i
    for n, want in enumerate(term.norms):
        if n:
            if k < len(norms) and norms[k] == "-" and tokens.glued[k]:
                k += 1
            if k >= len(norms) or norms[k] != want:
                return 0
        if term.capitals[n] and not _cased(term, n, tokens.words[k]):
            return 0
        k += 1
    return k


def _cased(term: _Term, n: int, word: str) -> bool:
    """True where a word has the capitals the n-th word of the term asks for."""
    return word[0].isupper() and (term.capitals[n] == 1 or word == term.words[n])


# ------------------------------------------------------------------------ reading the files


def _read_entry(file: Path, fields: set[str], row: Any) -> Entry:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise LexiconError(file.name, "", "every [[entry]] needs an id")
    name = row["id"]
    unknown = sorted(set(row) - _COMMON - fields)
    if unknown:
        known = ", ".join(sorted(_COMMON | fields))
        raise LexiconError(file.name, name, f"unknown key {unknown[0]!r}; known keys: {known}")
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("terms", "not", "examples"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
            raise LexiconError(file.name, name, f"{key} must be a list of strings")
        for term in value:
            if term != " ".join(term.split()) or not term:
                raise LexiconError(file.name, name, f"stray or missing space in {term!r}")
        lists[key] = tuple(value)
    if not lists["terms"]:
        raise LexiconError(file.name, name, "terms is empty")
    values = {key: row[key] for key in fields if key in row}
    lexicon, terms, cancelled_by, examples = (
        file.stem,
        lists["terms"],
        lists["not"],
        lists["examples"],
    )
    return Entry(lexicon, name, terms, cancelled_by, examples, values, values.get)


def read_lexicon(file: Path) -> Lexicon:
    """The lexicon in one TOML file; raises LexiconError naming file and entry."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(file.name, "", f"cannot be read: {error}") from error
    unknown = sorted(set(data) - {"about", "fields", "entry"})
    if unknown:
        raise LexiconError(
            file.name, "", f"unknown key {unknown[0]!r}; known: about, fields, entry"
        )
    fields = set(data.get("fields", []))
    entries = tuple(_read_entry(file, fields, row) for row in data.get("entry", []))
    ids: set[str] = set()
    owner: dict[str, str] = {}
    for entry in entries:
        if entry.id in ids:
            raise LexiconError(file.name, entry.id, "this id is used twice")
        ids.add(entry.id)
        for term in entry.terms:
            if term in owner:
                raise LexiconError(
                    file.name, entry.id, f"{term!r} is listed in {owner[term]!r} too"
                )
            owner[term] = entry.id
    return Lexicon(file.stem, entries)


def _check_names(files: Iterable[Path], known: list[str]) -> None:
    """A file under a name that nothing reads is a slip: it is told, never passed over."""
    for file in files:
        if file.name not in known:
            from difflib import get_close_matches  # imported late: few ever need it

            near = get_close_matches(file.name, known, 1)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
            raise LexiconError(str(file.parent), "", f"no lexicon is called {file.name}; {meant}")


@lru_cache(maxsize=8)
def read_lexicons(extra: Path | None = None) -> Lexicons:
    """The shipped lexicons, with the analyst's folder ``extra`` laid over them."""
    lexicons: dict[str, Lexicon] = {}
    for folder in (shipped("lexicons"), extra):
        if folder is None:
            continue
        if not folder.is_dir():
            raise LexiconError(str(folder), "", "no such folder of lexicons")
        files = sorted(folder.glob("*.toml"))
        if folder is extra:
            known = [*(f"{name}.toml" for name in lexicons), "places.csv"]
            _check_names([*files, *sorted(folder.glob("*.csv"))], known)
        for file in files:
            lexicon = read_lexicon(file)
            if file.stem in lexicons:
                merged = {entry.id: entry for entry in lexicons[file.stem]}
                merged.update({entry.id: entry for entry in lexicon})
                lexicon = Lexicon(file.stem, tuple(merged.values()))
            lexicons[file.stem] = lexicon
    return Lexicons(lexicons)

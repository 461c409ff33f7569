"""What a page's markup says of a block by the tags and names it stands in: furniture, a caption.

A name that most of the story stands in says nothing: sites hang "no-sidebar" or "has-comments"
on the whole page, and some put a page into one form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from analysis.clean.markup import Block
from analysis.lean import replace

_AROUND = frozenset(
    "nav footer aside form button dialog navigation contentinfo complementary menu banner".split()
)
# Class names of furniture, whole or as a part between hyphens.
PAGE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|footer|foot|ftr|sidebar|cookies?|consent|gdpr|share|sharing|sharedaddy|social|redes"
    r"|related|recirc|promo|newsletter|nl|subscribe|signup|comments?|advert|ads?|banner|sponsor|breadcrumbs?|tags"
    r"|topbar|hdr|skip|yarpp|outbrain|taboola|popular|most|more|endnote|paywall|poll|widget|modal|cintillo|hidden"
    r"|inline-related|rel|post-meta|entry-meta|auto|upd)(?:$|[-_ ])"
)
CAPTION_NAMES = re.compile(
    r"(?:^|[-_ ])(?:caption|figcaption|pie|legend|photo-?desc\w*)(?:$|[-_ ])"
)
CREDIT_NAMES = re.compile(
    r"(?:^|[-_ ])(?:credit|credits|cr|copyright|photographer|cite|source)(?:$|[-_ ])"
)
BYLINE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:byline|by|author|authors|auth|firma|contributors?|writer)(?:$|[-_ ])"
)
PULL_NAMES = re.compile(r"(?:^|[-_ ])(?:pull|pullquote|pull-quote)(?:$|[-_ ])")
_MOST = 0.4  # of the story inside a name: it is the page's


def without_common(blocks: list[Block], story: Collection[int]) -> dict[int, Block]:
    """The blocks by their starts, without the names that much of the story stands in.

    ``story`` holds the starts of the blocks taken for the story.
    """
    inside: Counter[str] = Counter()
    total = 0
    for block in blocks:
        if block.start in story:
            size = block.end - block.start
            total += size
            for name in block.names:
                inside[name] += size
    common = frozenset(name for name, size in inside.items() if size > _MOST * total)
    told: dict[frozenset[str], frozenset[str]] = {}
    out = {}
    for block in blocks:
        names = told.get(block.names)
        if names is None:
            names = told[block.names] = block.names - common
        out[block.start] = replace(block, names=names)
    return out


def is_around(block: Block) -> bool:
    """True for a block the markup says is no story."""
    return bool(block.names & _AROUND) or "-hidden" in block.names or is_named(block, PAGE_NAMES)


def is_named(block: Block, names: re.Pattern[str]) -> bool:
    """True where a name around the block is one of ``names``."""
    return _any_named(block.names, names)


@lru_cache(maxsize=20_000)
def _any_named(given: frozenset[str], names: re.Pattern[str]) -> bool:
    return any(names.search(name) for name in given)

"""How much is read of anything: articles are untrusted, so every size and time has its end."""

MAX_BYTES = 5_000_000  # of one article's text or markup
MAX_CONTAINER = 50_000_000  # of a mail, document or print file that holds an article
MAX_UNPACKED = 100_000_000  # of what a packed document unpacks to
MAX_RATIO = 150  # unpacked to packed, from a million bytes on
MAX_PAGES = 200  # of a print file
SECONDS = 8.0  # for a reader in its own process
MEMORY = 1_500_000_000  # bytes of address space of such a reader, where the system can hold it

"""How large a table may be; far above what a directory holds, far below what troubles a worker."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELL = 5_000
# Of an XLSX file: what all its parts, and the texts that are held in memory, may unfold to.
MAX_UNFOLDED = 100 * MEGABYTE
MAX_SHARED_TEXTS = 20 * MEGABYTE
MAX_PARTS = 500
# Blank rows that a sheet may have besides.
MAX_BLANK = 1_000
# Elements of one part, and cells of one row, read or not.
MAX_ELEMENTS = 6_000_000
MAX_CELLS = 1_000

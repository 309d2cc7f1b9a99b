"""Cells that a spreadsheet shows as they are."""

# By which spreadsheets know that a text file is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(value: object) -> object:
    """An apostrophe precedes a text that a spreadsheet would read as a formula; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value

"""Cells that stay what they are when a spreadsheet opens the file."""

import re

# A cell that begins so is calculated by spreadsheets; a telephone number or a negative number may stay.
FORMULA = re.compile(r"[=@\t\r\n＝＋－＠]|[+-](?![0-9 ()./-]*\Z)")


def as_text(value):
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value

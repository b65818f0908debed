"""Lists of people from a spreadsheet: read without the database, every fault with its row, column and reason."""

from people.rosters.cells import CellFault, day, role
from people.rosters.reading import COLUMNS, MOST_ROWS, Row, Sheet, Unreadable, decode, read

__all__ = ["COLUMNS", "MOST_ROWS", "CellFault", "Row", "Sheet", "Unreadable", "day", "decode", "read", "role"]

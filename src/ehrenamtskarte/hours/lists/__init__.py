"""Clubs' own hour lists, read as they are: bytes to table, table to columns, rows to entries, report."""

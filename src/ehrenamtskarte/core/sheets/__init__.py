"""Lists as people keep them: bytes of any spreadsheet to a table of plain text, within limits."""

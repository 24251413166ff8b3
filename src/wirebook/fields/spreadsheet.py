"""Which program's workbook a file is: readers of reports and of tables both say so, and what to do with it."""

AS_TABLE = "open it there, and save the sheet as CSV (“CSV UTF-8”)"
"""What to do with a workbook."""

_OLD = "Workbook".encode("utf-16-le")  # under which name its sheets are kept
_MARKS = ((b"xl/workbook.", "an Excel workbook"), (b"oasis.opendocument.spreadsheet", "a LibreOffice workbook"))


def workbook(data: bytes) -> str | None:
    """The workbook that some bytes are ("an Excel workbook"); none where they are no workbook."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and _OLD in data:
        return "an old Excel workbook"
    if not data.startswith(b"PK\x03\x04"):
        return None
    return next((name for mark, name in _MARKS if mark in data), None)

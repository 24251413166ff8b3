"""Which program's workbook some bytes are."""

import pytest

from wirebook.fields.spreadsheet import workbook

OLD, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
SHEETS = "Workbook".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLD + b"..." + SHEETS, "an old Excel workbook"),
        (OLD + b"... WordDocument", None),
        (b"..." + SHEETS, None),
        (ZIP + b"...xl/workbook.xml", "an Excel workbook"),
        (ZIP + b"...opendocument.text", None),
        (ZIP + b"...oasis.opendocument.spreadsheet", "a LibreOffice workbook"),
        (b"..xl/workbook.xml", None),
        (b"", None),
    ],
)
def test_which_workbook_some_bytes_are(data: bytes, name: str | None) -> None:
    assert workbook(data) == name

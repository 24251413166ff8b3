"""How a brief looks as PDF (the extra `pdf`)."""

from collections import Counter
from datetime import datetime

import fpdf

from wirebook.outputs.export.brief_forms import Bar, Brief, shades
from wirebook.outputs.export.model import Log

_SIZES = (1.0, 0.9, 0.8, 0.7)  # of letters
_SHORTER = (300, 200, 120, 80)  # characters of a footnote
_DARK, _GREY = 30, 110  # shades of text in the PDF
_LATIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "≥": ">="})


def as_pdf(brief: Brief, log: Log) -> bytes:
    """The brief as PDF on one page of A4: smaller, and at last with shorter footnotes, until it fits."""
    longest = max((len(note) for note in brief.notes), default=0)
    for size, most in (*((size, longest) for size in _SIZES), *((_SIZES[-1], most) for most in _SHORTER)):
        lost = Counter[str]()
        made = _pdf(brief, log.at, size, most, lost)
        if made.pages_count == 1:
            break
    lost["footnotes cut short, so that they stand on the page"] = sum(len(note) > most for note in brief.notes)
    log.lost += lost
    return bytes(made.output())


def _pdf(brief: Brief, at: str, scale: float, most: int, lost: Counter[str]) -> fpdf.FPDF:
    made = fpdf.FPDF(format="A4")
    made.set_creation_date(datetime.fromisoformat(at or "2000-01-01T00:00:00+00:00"))
    made.set_title(_latin(brief.title, lost))
    made.set_margins(18, 16)
    made.add_page()

    def say(text: str, size: float, *, bold: bool = False, shade: int = _DARK) -> None:
        made.set_font("helvetica", "B" if bold else "", size * scale)
        made.set_text_color(shade)
        made.multi_cell(0, size * scale * 0.46, _latin(text, lost), new_x="LMARGIN", new_y="NEXT")

    say(brief.title, 15, bold=True)
    for bar in brief.bars:
        say(bar.title, 9, bold=True)
        _pdf_bar(made, bar)
        say(" · ".join(f"{name} {size:,g}" for name, size in bar.parts), 8, shade=_GREY)
        say(bar.note + "".join(f" [{number}]" for number in bar.notes), 8, shade=_GREY)
    for name, lines in brief.sections:
        say(name, 11, bold=True)
        for line in lines:
            say(f"- {line.text}" + "".join(f" [{number}]" for number in line.notes), 9)
    for number, note in enumerate(brief.notes, 1):
        say(f"[{number}] {note if len(note) <= most else note[: most - 1] + '…'}", 6.5, shade=_GREY)
    say(brief.foot, 6.5, shade=_GREY)
    return made


def _pdf_bar(made: fpdf.FPDF, bar: Bar) -> None:
    whole, at = sum(size for _, size in bar.parts) or 1.0, made.l_margin
    for (_, size), colour in zip(bar.parts, shades(bar), strict=True):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        made.set_fill_color(red, green, blue)
        width = made.epw * size / whole
        made.rect(at, made.get_y(), width, 4, style="F")
        at += width
    made.ln(4.6)


def _latin(text: str, lost: Counter[str]) -> str:
    """A text in the letters that the fonts of every PDF reader have."""
    found = text.translate(_LATIN).encode("latin-1", "replace").decode("latin-1")
    lost["characters that the fonts of the PDF lack"] += found.count("?") - text.count("?")
    return found

"""How a brief looks: Markdown, and HTML without scripts."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_WIDTH = 40  # cells of a bar in text
_COLOURS = ("#2f6690", "#3a7d44", "#c8553d", "#8e7dbe", "#b0a084", "#5b5f97", "#7a9e9f")
_REST = "#d9d9d9"


@dataclass(frozen=True, slots=True)
class Bar:
    """A balance as a picture: its whole, its parts and what is left, by name and number."""

    title: str
    note: str
    parts: tuple[tuple[str, float], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefLine:
    """A line of the brief with the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(slots=True)
class Brief:
    """A brief before it is written."""

    title: str
    bars: list[Bar] = field(default_factory=list)
    sections: list[tuple[str, list[BriefLine]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    foot: str = ""


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown, its pictures in text, its footnotes as footnotes."""
    parts = [f"# {_marked(brief.title)}", ""]
    for bar in brief.bars:
        parts += [
            f"**{_marked(bar.title)}**",
            "",
            "```",
            *_text_bar(bar),
            "```",
            "",
            _marked(bar.note) + "".join(f"[^{number}]" for number in bar.notes),
            "",
        ]
    for name, lines in brief.sections:
        parts += [
            f"## {name}",
            "",
            *(f"- {_marked(line.text)}" + "".join(f"[^{n}]" for n in line.notes) for line in lines),
            "",
        ]
    parts += [f"[^{number}]: {_marked(note)}" for number, note in enumerate(brief.notes, 1)]
    return "\n".join([*parts, "", brief.foot, ""])


def _marked(text: str) -> str:
    """A text in which nothing is taken for a tag, a link or a footnote."""
    return text.replace("<", "&lt;").replace("[^", "\\[^").replace("](", "]\\(")


def _text_bar(bar: Bar) -> Iterator[str]:
    whole = sum(size for _, size in bar.parts) or 1.0
    longest = max((len(name) for name, _ in bar.parts), default=0)
    for name, size in bar.parts:
        yield f"{name:<{longest}} {'█' * max(1, round(_WIDTH * size / whole))} {size:,g}"


_STYLE = """body{font:15px/1.45 Georgia,serif;max-width:46em;margin:2em auto;color:#222}
h1{font-size:1.5em}h2{font-size:1.1em}small,.note,ol.notes{font-size:.82em;color:#555}
sup a{text-decoration:none}figure{margin:1em 0}@media print{body{margin:0}}"""


def as_html(brief: Brief) -> str:
    """The brief as one page without scripts, its pictures as SVG, ready for printing."""
    figures = "".join(
        f"<figure><figcaption><b>{html.escape(bar.title)}</b></figcaption>{as_svg(bar)}"
        f'<div class="note">{html.escape(bar.note)} {_marks(bar.notes)}</div></figure>'
        for bar in brief.bars
    )
    sections = "".join(
        f"<h2>{name}</h2><ul>{''.join(f'<li>{html.escape(line.text)}{_marks(line.notes)}</li>' for line in lines)}</ul>"
        for name, lines in brief.sections
    )
    notes = "".join(f'<li id="n{number}">{html.escape(note)}</li>' for number, note in enumerate(brief.notes, 1))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(brief.title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(brief.title)}</h1>{figures}{sections}"
        f'<h2>Where it stands</h2><ol class="notes">{notes}</ol>'
        f"<small>{html.escape(brief.foot)}</small></body></html>\n"
    )


def _marks(notes: Sequence[int]) -> str:
    return "".join(f'<sup><a href="#n{number}">{number}</a></sup> ' for number in notes)


def as_svg(bar: Bar) -> str:
    """A bar as a picture, its legend below it."""
    whole, at, parts = sum(size for _, size in bar.parts) or 1.0, 0.0, []
    for (name, size), colour in zip(bar.parts, shades(bar), strict=True):
        width = 640 * size / whole
        words = html.escape(f"{name} {size:,g}")
        parts.append(
            f'<rect x="{at:.1f}" y="0" width="{width:.1f}" height="22" fill="{colour}"><title>{words}</title></rect>'
        )
        at += width
    legend = " · ".join(html.escape(f"{name} {size:,g}") for name, size in bar.parts)
    label = html.escape(bar.title, quote=True)
    picture = f'<svg viewBox="0 0 640 22" width="100%" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    return f"{picture}<div>{legend}</div>"


def shades(bar: Bar) -> Iterator[str]:
    """Give a colour for each part of a bar; what is left over is grey."""
    for number, (name, _) in enumerate(bar.parts):
        yield _REST if name in ("unaccounted", "others") else _COLOURS[number % len(_COLOURS)]

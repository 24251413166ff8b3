"""What a reader says of a report that is pasted or dropped: its date, title, publisher and address, all optional."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from wirebook.intake.model import read_date
from wirebook.intake.words import words_of
from wirebook.outputs.wording import one_line

_LONGEST = 1000  # characters of a field


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the fields beside a report; "" where nothing was said."""

    published: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""

    @property
    def date(self) -> str | None:
        """The day or moment that was given, as an ISO text; none where none, or no date, stands there."""
        return read_date(self.published) if self.published else None

    @property
    def problem(self) -> str:
        """What cannot be understood of it; "" where all is well."""
        return f"“{self.published}” is no date" if self.published and self.date is None else ""

    def fields(self) -> dict[str, str]:
        """The fields by name, as a form sends them back."""
        return asdict(self)

    def above(self, text: str) -> str:
        """Put what was given at the top of a text, where it wins over the header that the text may have."""
        lines = [f"{name.capitalize()}: {value}" for name, value in self._told().items()]
        if not lines:
            return text
        key = text.partition(":")[0].strip().lower()
        gap = "\n" if key in words_of("header")["first"] else "\n\n"
        return "\n".join(lines) + gap + text

    def _told(self) -> dict[str, str]:
        return {name: value for name, value in (self.fields() | {"published": self.date or ""}).items() if value}


def given_in(form: Mapping[str, Any]) -> Given:
    """Take the fields of a form, each as one line."""
    names = ("published", "title", "publisher", "url")
    return Given(**{name: one_line(str(form.get(name) or ""))[:_LONGEST] for name in names})

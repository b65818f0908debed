"""A certificate as a value: everything the page prints, word for word, and nothing that could change it later."""

import datetime
from dataclasses import dataclass

from learning.certificates import words
from learning.certificates.codes import grouped
from learning.certificates.design import DEFAULT, Design, around, filled


@dataclass(frozen=True)
class Document:
    """What is printed. Two equal documents give the same bytes."""

    serial: str
    code: str
    language: str
    name: str
    role: str
    module_code: str
    title_en: str
    title_cy: str
    edition_number: int | None
    outcomes: tuple[str, ...]
    minutes: int
    score: int | None
    pass_mark: int | None
    completed_on: datetime.date
    issued_on: datetime.date
    expires_on: datetime.date | None
    issuer: str
    issuer_cy: str
    address: str
    is_attendance: bool = False
    design: Design = DEFAULT
    practised: tuple[tuple[str, datetime.date], ...] = ()

    @property
    def said(self) -> dict[str, str]:
        """The fixed words, in the document's first language."""
        return self.said_in(self.language)

    def said_in(self, language: str) -> dict[str, str]:
        """The fixed words of what it records: completion of a module, or attendance at a live event."""
        return words.words(language, attendance=self.is_attendance)

    def kind(self, language: str) -> str:
        """What it is called: as its design says, or as fixed."""
        own = "" if self.is_attendance else self.design.text(language, "heading")
        return own or self.said_in(language)["kind"]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What it is called, in each printed language."""
        return [(language, self.kind(language)) for language in self.languages]

    @property
    def statement(self) -> tuple[str, str, str]:
        """What stands before the name, between name and title, and after the title."""
        own = self.design.text(self.language, "attended" if self.is_attendance else "statement")
        if own:
            return around(own, self._places)
        return "", ", ".join(part for part in (self.role, self.said["has_completed"]) if part), ""

    @property
    def sentence(self) -> str:
        """One more sentence of the design's, or nothing."""
        return filled(self.design.text(self.language, "sentence"), self._places)

    @property
    def signatories(self) -> list[tuple[str, str]]:
        """Who signs by hand: name and role."""
        return [(signatory.name, signatory.role(self.language)) for signatory in self.design.signatories]

    @property
    def practice(self) -> str:
        """What was practised under supervision, and when; no word of how, or with whom."""
        return "; ".join(f"{skill} ({words.long_date(day, self.language)})" for skill, day in self.practised)

    @property
    def _places(self) -> dict[str, str]:
        language = self.language
        return {
            "name": self.name,
            "role": self.role,
            "module": self.title(language),
            "organisation": self.issuer_in(language),
            "completed": words.long_date(self.completed_on, language),
            "time": words.duration(self.minutes, language),
            "number": self.serial,
            "refresh": words.long_date(self.expires_on, language) if self.expires_on else "",
        }

    @property
    def what(self) -> str:
        """The module with its edition, or the event: `M2, edition 3`."""
        if self.edition_number is None:
            return self.module_code
        return f"{self.module_code}, {self.said['edition'].format(number=self.edition_number)}"

    @property
    def is_bilingual(self) -> bool:
        """Has a title in each language, so the fixed words are printed in both."""
        return bool(self.title_cy) and self.title_cy != self.title_en

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages printed, the holder's first."""
        if not self.is_bilingual:
            return (self.language,)
        return (self.language, "en" if self.language == "cy" else "cy")

    def title(self, language: str) -> str:
        """The module's title in the language, or the one it has."""
        return (self.title_cy if language == "cy" else self.title_en) or self.title_en or self.title_cy

    def issuer_in(self, language: str) -> str:
        """The issuer's name in the language, or the one it has."""
        return self.issuer_cy if language == "cy" and self.issuer_cy else self.issuer

    @property
    def heading(self) -> str:
        """The document's title, for its metadata and the browser's tab."""
        said = self.said
        return said["title"].format(kind=self.kind(self.language), name=self.name, module=self.title(self.language))

    @property
    def grouped_code(self) -> str:
        """The code as printed."""
        return grouped(self.code)

    @property
    def verify_url(self) -> str:
        """What the QR code opens."""
        return f"{self.address}/v/{self.code}/"

    @property
    def short_address(self) -> str:
        """What someone types who can't scan."""
        return f"{self.address.split('//', 1)[-1]}/v/"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The row of facts under the title: (label, value)."""
        said, language = self.said, self.language
        rows = [
            (said["completed"], words.long_date(self.completed_on, language)),
            (said["time"], words.duration(self.minutes, language)),
        ]
        if self.score is not None:
            rows.append((said["check"], said["score"].format(score=self.score, mark=self.pass_mark)))
        if self.expires_on:
            rows.append((said["refresh"], words.long_date(self.expires_on, language)))
        return rows

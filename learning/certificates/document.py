"""A certificate as a value: everything the page prints, word for word, and nothing that could change it later."""

import datetime
from dataclasses import dataclass

from learning.certificates import words
from learning.certificates.codes import grouped


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

    @property
    def said(self) -> dict[str, str]:
        """The fixed words, in the document's first language."""
        return self.said_in(self.language)

    def said_in(self, language: str) -> dict[str, str]:
        """The fixed words of what it records: completion of a module, or attendance at a live event."""
        return words.words(language, attendance=self.is_attendance)

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
        return said["title"].format(kind=said["kind"], name=self.name, module=self.title(self.language))

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

"""What a fit circle is made of, and the sentence that stands for the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Driver:
    """What helps to keep the behaviour going, or a strength, in words already in the reader's language."""

    system: str
    system_label: str
    text: str
    weight: str = "supporting"
    weight_label: str = ""
    evidence: str = ""

    @property
    def heading(self) -> str:
        """The system, and the weight where it says more than 'supporting'."""
        if self.weight == "supporting" or not self.weight_label:
            return self.system_label
        return f"{self.system_label} · {self.weight_label.lower()}"


@dataclass(frozen=True)
class Line:
    """One line of text and the point its middle stands on."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Node:
    """A box with a driver in it."""

    x: int
    y: int
    width: int
    height: int
    system: str
    weight: str
    head: list[Line]
    lines: list[Line]


@dataclass(frozen=True)
class Link:
    """A line from the behaviour to a driver."""

    d: str
    system: str
    weight: str


@dataclass(frozen=True)
class Core:
    """The behaviour in the middle."""

    x: int
    y: int
    radius: int
    lines: list[Line]


@dataclass(frozen=True)
class Layout:
    """The whole drawing."""

    width: int
    height: int
    size: float
    core: Core
    nodes: list[Node]
    links: list[Link]


def sentence(behaviour: str, drivers: Sequence[Driver]) -> str:
    """The whole picture in words, for people who don't see it."""
    opening = _("Fit circle. In the middle: %(behaviour)s.") % {"behaviour": behaviour.rstrip(".")}
    if not drivers:
        return opening
    parts = [f"{driver.heading.replace(' ·', ',')}: {driver.text.rstrip('.')}" for driver in drivers]
    return f"{opening} " + _("Around it: %(drivers)s.") % {"drivers": "; ".join(parts)}

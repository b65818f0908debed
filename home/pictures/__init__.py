"""Pictures of progress, each a pure function with its words; templates only draw what they return."""

from home.pictures.arches import Arch, ArchesPicture, Part, arches
from home.pictures.ring import Ring, ring

__all__ = ["Arch", "ArchesPicture", "Part", "Ring", "arches", "ring"]

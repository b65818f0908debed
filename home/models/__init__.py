"""The site shell's content: pictures and public pages."""

from home.models.pages import HomePage
from home.models.pictures import Picture, PictureRendition

__all__ = ["HomePage", "Picture", "PictureRendition"]

"""The site shell's content: pictures and public pages."""

from home.models.news import NewsIndexPage, NewsPage
from home.models.pages import ApproachesIndexPage, ContentPage, HomePage, ResearchPage
from home.models.pictures import Picture, PictureRendition
from home.models.site import Menu, SitePage
from home.models.teams import TeamPage, TeamsIndexPage

__all__ = [
    "ApproachesIndexPage",
    "ContentPage",
    "HomePage",
    "Menu",
    "NewsIndexPage",
    "NewsPage",
    "Picture",
    "PictureRendition",
    "ResearchPage",
    "SitePage",
    "TeamPage",
    "TeamsIndexPage",
]

"""What the shell shows."""

from home.views.cards import social_card
from home.views.reading import reading_settings
from home.views.search import search
from home.views.system import health, robots, sitemap
from home.views.today import today

__all__ = ["health", "reading_settings", "robots", "search", "sitemap", "social_card", "today"]

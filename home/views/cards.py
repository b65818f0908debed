"""The picture of a news post for sharing."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from home import cards
from home.models import NewsPage

A_DAY = 24 * 60 * 60


@require_safe
def social_card(request: HttpRequest, page_id: int, digest: str) -> HttpResponse:
    """The PNG of a published post; the address changes with the words, so it may be kept for ever."""
    post = get_object_or_404(NewsPage.objects.live().public().select_related("locale"), pk=page_id)
    if digest != cards.digest(*post.card_words):
        raise Http404
    key = f"social-card:{page_id}:{digest}"
    data = cache.get(key)
    if data is None:
        data = cards.draw(*post.card_words)
        cache.set(key, data, A_DAY)
    response = HttpResponse(data, content_type="image/png")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response

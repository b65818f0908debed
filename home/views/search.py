"""Search results, a page at a time."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home import search as finder
from home.forms import SearchForm

HITS_ON_A_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what it found. Too long a question is answered beside the field."""
    form = SearchForm(request.GET or None)
    words = finder.plain_words(form.cleaned_data["q"]) if form.is_valid() else ""
    language, instead = get_language() or "en", ""
    hits: list[finder.Hit] = []
    if words and request.GET.get("as") == "typed":
        hits = finder.find(request, words, language)
    elif words:
        hits, instead = finder.find_or_put_right(request, words, language)
    context = {
        "form": form,
        "words": words,
        "instead": instead,
        "typed_href": "?" + urlencode({"q": words, "as": "typed"}),
        "found": len(hits),
        "page": Paginator(hits, HITS_ON_A_PAGE).get_page(request.GET.get("page")),
        "query": urlencode({"q": words}),
    }
    return render(request, "home/search.html", context)

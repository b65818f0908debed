"""Questions from and to GIFT, beside the bank: preview, take, export. Nothing is kept between the steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from learning.gift_forms import GiftForm, PlaceForm
from learning.models import ModulePage
from learning.permissions import authoring
from learning.services.exported_gift import export_gift
from learning.services.imported_gift import Plan, import_gift, plan


@require_http_methods(["GET", "POST"])
def importing(request: HttpRequest) -> HttpResponse:
    """A file or text, then what would become of it; `take` carries out what was shown, and only that."""
    if not authoring.can_author(request.user):
        raise Http404
    if request.method == "GET":
        return _screen(request, GiftForm(initial={"language": "en", "module": request.GET.get("module")}))
    form = GiftForm(request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, form)
    data = form.cleaned_data
    if "take" in request.POST and request.POST.get("seal") == form.seal:
        actor: Any = request.user
        found = import_gift(actor=actor, text=data["text"], use=data["use"], replace=data["replace"], **form.place)
        _tell(request, found, replaced=data["replace"])
        return redirect(f"{reverse('wagtailsnippets_learning_question:list')}?module_key={data['module']}")
    if "take" in request.POST:
        messages.warning(request, _("Something was changed after the preview. This is what would be taken now."))
    shown = GiftForm(initial=data | {"language": data["language"].language_code, "module": str(data["module"])})
    return _screen(request, shown, plan=plan(text=data["text"], use=data["use"], **form.place), seal=form.seal)


@require_GET
def exporting(request: HttpRequest) -> HttpResponse:
    """The questions of a module in a language, as a file."""
    if not authoring.can_author(request.user):
        raise Http404
    form = PlaceForm(request.GET)
    if not form.is_valid():
        raise Http404
    place = form.place
    page = ModulePage.objects.filter(translation_key=place["module_key"], alias_of=None).order_by("pk").first()
    code = slugify(page.code if page else "") or "questions"
    response = HttpResponse(export_gift(**place).text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{place["locale"].language_code}.gift.txt"'
    return response


def _tell(request: HttpRequest, found: Plan, *, replaced: bool) -> None:
    count = found.new + (found.different if replaced else 0)
    text = ngettext("%(count)d question was taken.", "%(count)d questions were taken.", count)
    messages.success(request, text % {"count": count})
    if found.problems:
        text = ngettext("%(count)d item was not taken.", "%(count)d items were not taken.", len(found.problems))
        messages.warning(request, text % {"count": len(found.problems)})


def _screen(request: HttpRequest, form: GiftForm, **context: Any) -> HttpResponse:
    export_form = PlaceForm(initial={"language": "en", "module": form["module"].value()}, auto_id="export_%s")
    return render(request, "learning/admin/gift.html", {"form": form, "export_form": export_form, **context})

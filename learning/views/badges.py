"""A holder's badge, and what the world needs to check it: the issuer's profile and the public keys."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_safe

from learning.models import Certificate
from learning.services import badges
from people.decorators import record_access_required
from people.models import Organisation


@require_GET
@record_access_required
def certificate_badge(request: HttpRequest, code: str) -> HttpResponse:
    """One's own certificate as a badge: a file for a badge wallet. Nobody else gets it."""
    certificate = get_object_or_404(
        Certificate.objects.select_related("organisation"), holder_id=request.user.pk, code=code
    )
    try:
        token = badges.badge_of(certificate)
    except badges.NoBadgeError as error:
        raise Http404 from error
    response = HttpResponse(token, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{certificate.serial}.jwt")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def issuer_profile(request: HttpRequest, public_id: uuid.UUID | None = None) -> HttpResponse:
    """An organisation's profile as an issuer, or the site's own."""
    organisation = get_object_or_404(Organisation, public_id=public_id) if public_id else None
    return _for_everybody(JsonResponse(badges.profile(organisation)))


@require_safe
def badge_keys(request: HttpRequest) -> HttpResponse:
    """All public keys, as a JSON Web Key Set."""
    return _for_everybody(JsonResponse({"keys": badges.published_jwks()}))


@require_safe
def badge_key(request: HttpRequest, key_id: str) -> HttpResponse:
    """One public key: what a badge's `kid` leads to."""
    for jwk in badges.published_jwks():
        if jwk["kid"].endswith(f"/{key_id}.json"):
            return _for_everybody(JsonResponse(jwk, content_type="application/jwk+json"))
    raise Http404


def _for_everybody(response: HttpResponse) -> HttpResponse:
    """Read by programs of other sites, and kept by them for an hour."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=3600"
    return response

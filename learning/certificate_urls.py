"""Addresses of records and certificates; `fixed` ones are the same in every language."""

from django.urls import path, register_converter

from learning.views import badges, bulk, certificate_changes, certificates, designs, notes, record, verify, verify_file


class CodeConverter:
    """A certificate code as stored. Anything else is no address of this site."""

    regex = "[0-9A-HJKMNP-TV-Z]{26}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Sha256Converter(CodeConverter):
    """A SHA-256 in small letters, as browsers and `sha256sum` write it."""

    regex = "[0-9a-f]{64}"


register_converter(CodeConverter, "certificate_code")
register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("record/", record.record, name="record"),
    path("record/notes/", notes.notes, name="notes"),
    path("record/notes/<str:kind>/<int:pk>/delete/", notes.delete_note, name="delete_note"),
    path("record/export/", notes.export_own_data, name="export_own_data"),
    path("record/issued/", record.issued_certificates, name="issued_certificates"),
    path("record/team/", record.team_certificates, name="team_certificates"),
    path("record/certificates/<certificate_code:code>.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("record/certificates/<certificate_code:code>.jwt", badges.certificate_badge, name="certificate_badge"),
    path("record/certificates/<certificate_code:code>/", certificates.certificate_page, name="certificate"),
    path(
        "record/certificates/<certificate_code:code>/revoke/",
        certificate_changes.revoke_certificate,
        name="revoke_certificate",
    ),
    path(
        "record/certificates/<certificate_code:code>/correct/",
        certificate_changes.correct_certificate,
        name="correct_certificate",
    ),
    path(
        "record/certificates/<certificate_code:code>/reissue/",
        certificate_changes.reissue_certificate,
        name="reissue_certificate",
    ),
    path("team/certificates/missing/", bulk.missing, name="missing_certificates"),
    path("team/certificates/missing/<uuid:key>/", bulk.progress, name="bulk_issue"),
    path("team/designs/", designs.designs, name="certificate_designs"),
    path("team/designs/<uuid:public_id>/", designs.edit_design, name="edit_design"),
    path("team/designs/new/<uuid:organisation_id>/", designs.new_design, name="new_design"),
    path("team/designs/preview/<uuid:organisation_id>/", designs.preview_design, name="preview_design"),
    path("v/", verify.verify_form, name="verify_form"),
    path("v/file/", verify_file.check_upload, name="verify_upload"),
    path("v/file/<sha256:sha256>/", verify_file.check_sha256, name="verify_file"),
    path("v/keys/", verify_file.signing_keys, name="signing_keys"),
    path("v/<str:code>/", verify.verify, name="verify"),
]

fixed = [
    path("badges/issuer.json", badges.issuer_profile, name="site_issuer"),
    path("badges/issuers/<uuid:public_id>.json", badges.issuer_profile, name="badge_issuer"),
    path("badges/keys.json", badges.badge_keys, name="badge_keys"),
    path("badges/keys/<slug:key_id>.json", badges.badge_key, name="badge_key"),
    path("v/keys/<slug:key_id>.crt", verify_file.signing_certificate, name="signing_certificate"),
    path("v/<str:code>.json", verify.verify_json, name="verify_json"),
]

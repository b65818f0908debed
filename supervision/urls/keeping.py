"""Record keeping: what is due, held, disclosed or opened by breaking the glass; who read what; staying signed in."""

from django.urls import path

from supervision.views import break_glass, disclosures, disposal, keeping, read_log, record_pdf, staying

urlpatterns = [
    path("keeping/", keeping.keeping, name="keeping"),
    path("keeping/find/", keeping.find, name="keeping_find"),
    path("keeping/about/<str:kind>/<uuid:key>/", keeping.subject, name="keeping_subject"),
    path("keeping/about/<str:kind>/<uuid:key>/hold/", keeping.hold_place, name="hold_place"),
    path("keeping/about/<str:kind>/<uuid:key>/disclose/", disclosures.disclosure_open, name="disclosure_open"),
    path("keeping/holds/", keeping.holds, name="holds"),
    path("keeping/holds/<uuid:key>/lift/", keeping.hold_lift, name="hold_lift"),
    path("keeping/disposal/", disposal.disposal, name="disposal"),
    path("keeping/disposal/<uuid:key>/", disposal.disposal_list, name="disposal_list"),
    path("keeping/disclosures/", disclosures.disclosures, name="disclosures"),
    path("keeping/disclosures/<uuid:key>/", disclosures.disclosure, name="disclosure"),
    path("keeping/disclosures/<uuid:key>/approve/", disclosures.disclosure_approve, name="disclosure_approve"),
    path("keeping/disclosures/<uuid:key>/pack/", disclosures.disclosure_pack, name="disclosure_pack"),
    path("keeping/read-log/", read_log.read_log, name="read_log"),
    path("keeping/read-log/file/", read_log.read_log_file, name="read_log_file"),
    path("keeping/access-review/", read_log.access_review, name="access_review"),
    path("break-glass/", break_glass.break_glass, name="break_glass"),
    path("break-glass/<uuid:key>/", break_glass.break_glass_open, name="break_glass_open"),
    path("break-glass/<uuid:key>/decide/", break_glass.break_glass_decide, name="break_glass_decide"),
    path("record/<str:kind>/<uuid:key>/pdf/", record_pdf.record_pdf, name="record_pdf"),
    path("still-there/", staying.still_there, name="still_there"),
    path("idle/", staying.idle, name="idle"),
]

"""Cases: opening one, its page, its way through treatment; and record keeping, which comes before them."""

from django.urls import path

from supervision.views import cases, corrections, record_keeping, stories

urlpatterns = [
    path("record-keeping/", record_keeping.record_keeping, name="record_keeping"),
    path("teams/<uuid:public_id>/cases/new/", cases.case_open, name="case_open"),
    path("search/", stories.supervision_search, name="supervision_search"),
    path("cases/<uuid:pk>/", stories.case, name="case"),
    path("cases/<uuid:pk>/move/", cases.case_move, name="case_move"),
    path("cases/<uuid:pk>/hand-over/", cases.case_hand_over, name="case_hand_over"),
    path("cases/<uuid:pk>/hand-over/off/", cases.case_hand_over_off, name="case_hand_over_off"),
    path("cases/<uuid:pk>/readers/", stories.case_read_log, name="case_read_log"),
    path("summaries/<uuid:key>/wrong-case/", corrections.case_correct, name="case_correct"),
    path("summaries/<uuid:key>/copied/", corrections.case_record_copied, name="case_record_copied"),
]

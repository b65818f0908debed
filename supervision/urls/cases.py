"""Cases: opening one, its page, its way through treatment; and record keeping, which comes before them."""

from django.urls import path

from supervision.views import cases, record_keeping

urlpatterns = [
    path("record-keeping/", record_keeping.record_keeping, name="record_keeping"),
    path("teams/<uuid:public_id>/cases/new/", cases.case_open, name="case_open"),
    path("cases/<uuid:pk>/", cases.case, name="case"),
    path("cases/<uuid:pk>/move/", cases.case_move, name="case_move"),
    path("cases/<uuid:pk>/hand-over/", cases.case_hand_over, name="case_hand_over"),
]

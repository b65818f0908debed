"""Consultation notes, crisis consultations, individual supervision, and breaks."""

from django.urls import path

from supervision.views import (
    consultation,
    consultation_check,
    consultation_note,
    crisis,
    crisis_note,
    individual,
    individual_list,
)

urlpatterns = [
    path("consultation/", consultation.consultation, name="consultation"),
    path("consultation/<uuid:pk>/", consultation_note.consultation_note, name="consultation_note"),
    path("consultation/<uuid:pk>/draft/", consultation_note.consultation_autosave, name="consultation_autosave"),
    path("consultation/<uuid:pk>/discard/", consultation_note.consultation_discard, name="consultation_discard"),
    path("consultation/<uuid:pk>/check/", consultation_check.consultation_check, name="consultation_check"),
    path("consultation/<uuid:pk>/add/", consultation_check.consultation_add, name="consultation_add"),
    path("crisis/", crisis.crisis, name="crisis"),
    path("crisis/<uuid:pk>/", crisis_note.crisis_note, name="crisis_note"),
    path("crisis/<uuid:pk>/change/", crisis.crisis_change, name="crisis_change"),
    path("crisis/<uuid:pk>/draft/", crisis.crisis_autosave, name="crisis_autosave"),
    path("crisis/<uuid:pk>/discard/", crisis.crisis_discard, name="crisis_discard"),
    path("individual/", individual_list.individual, name="individual"),
    path("individual/<uuid:pk>/", individual.individual_session, name="individual_session"),
    path("individual/<uuid:pk>/draft/", individual.individual_autosave, name="individual_autosave"),
    path("overview/", consultation.expert_overview, name="expert_overview"),
    path("breaks/", consultation.breaks, name="supervision_breaks"),
]

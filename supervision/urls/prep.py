"""The weekly case summary and the quick notes that fall into it."""

from django.urls import path

from supervision.views import fit, prep, summaries, summary_steps

urlpatterns = [
    path("fit/", fit.fit_picture, name="fit_picture"),
    path("prep/", prep.prep, name="prep"),
    path("cases/<uuid:key>/summary/", prep.summary_begin, name="summary_begin"),
    path("summaries/<uuid:key>/", summaries.summary, name="summary"),
    path("summaries/<uuid:key>/save/", summaries.summary_autosave, name="summary_autosave"),
    path("summaries/<uuid:key>/draft/", summaries.summary_draft_drop, name="summary_draft_drop"),
    path("summaries/<uuid:key>/send/", summaries.summary_submit, name="summary_submit"),
    path("summaries/<uuid:key>/take-back/", summary_steps.summary_withdraw, name="summary_withdraw"),
    path("summaries/<uuid:key>/guidance/", summary_steps.summary_guide, name="summary_guide"),
    path("summaries/<uuid:key>/advice/", summary_steps.summary_advise, name="summary_advise"),
    path("summaries/<uuid:key>/final/", summary_steps.summary_finalise, name="summary_finalise"),
    path("summaries/<uuid:key>/add/", summary_steps.summary_add, name="summary_add"),
    path("summaries/<uuid:key>/print/", summary_steps.summary_print, name="summary_print"),
]

"""Observations, sign-offs, development plans and scores."""

from django.urls import path

from supervision.views import development_plans, measures, measures_entry, observations, practice

urlpatterns = [
    path("people/", practice.practice_team, name="practice_team"),
    path("people/<uuid:public_id>/", practice.practice, name="practice"),
    path("people/<uuid:public_id>/observe/", observations.observation_new, name="observation_new"),
    path("people/<uuid:public_id>/sign-off/", practice.sign_off, name="sign_off"),
    path("people/<uuid:public_id>/plan/", development_plans.plan_new, name="plan_new"),
    path("self-rating/", practice.self_rating, name="self_rating"),
    path("observations/<uuid:pk>/", observations.observation, name="observation"),
    path("plans/<uuid:pk>/", development_plans.development_plan, name="development_plan"),
    path("measures/", measures.measures, name="measures"),
    path("measures/new/", measures.measure_edit, name="measure_new"),
    path("measures/grid/", measures_entry.measures_grid, name="measures_grid"),
    path("measures/import/", measures_entry.measures_import, name="measures_import"),
    path("measures/target/", measures.measure_target, name="measure_target"),
    path("measures/<slug:code>/", measures.measure_edit, name="measure_edit"),
]

"""Addresses of learning and the library. `_` stands before what is done, so no unit's slug can clash with it."""

from django.urls import path

from learning.views import cases, checks, library, modules, recordings, remembering, reports, resources, units, updates

urlpatterns = [
    path("today/fresh/", remembering.keep_fresh, name="keep_fresh"),
    path("today/fresh/answers/", remembering.keep_fresh_answer, name="keep_fresh_answer"),
    path("today/fresh/<uuid:public_id>/", remembering.keep_fresh_result, name="keep_fresh_result"),
    path("learn/", modules.learn, name="learn"),
    path("learn/_/recording/<uuid:key>/", recordings.recording_file, name="recording_file"),
    path("learn/_/recording/<uuid:key>/captions/", recordings.recording_captions, name="recording_captions"),
    path("learn/<slug:module_slug>/", modules.module, name="module"),
    path("learn/<slug:module_slug>/_/start/", modules.start_module, name="start_module"),
    path("learn/<slug:module_slug>/_/noted/", updates.noted, name="update_noted"),
    path("learn/<slug:module_slug>/_/retake/", updates.retake, name="retake"),
    path("learn/<slug:module_slug>/_/move/", updates.move, name="move_edition"),
    path("learn/<slug:module_slug>/_/changes/<int:since>/", updates.changes, name="changes"),
    path("learn/<slug:module_slug>/check/", checks.final_check, name="final_check"),
    path("learn/<slug:module_slug>/check/_/begin/", checks.begin_check, name="begin_check"),
    path("learn/<slug:module_slug>/check/_/answers/", checks.answer_check, name="answer_check"),
    path("learn/<slug:module_slug>/check/<uuid:attempt_id>/", checks.check_result, name="check_result"),
    path("learn/<slug:module_slug>/_/case/<slug:slug>/", cases.vignette, name="vignette"),
    path("learn/<slug:module_slug>/_/case/<slug:slug>/choose/", cases.choose, name="vignette_choose"),
    path("learn/<slug:module_slug>/_/case/<slug:slug>/print/", cases.vignette_print, name="vignette_print"),
    path("learn/<slug:module_slug>/<slug:unit_slug>/", units.unit, name="unit"),
    path("learn/<slug:module_slug>/<slug:unit_slug>/_/save/", units.unit_save, name="unit_save"),
    path("learn/<slug:module_slug>/<slug:unit_slug>/_/position/", units.unit_position, name="unit_position"),
    path("learn/<slug:module_slug>/<slug:unit_slug>/_/print/", units.unit_print, name="unit_print"),
    path(
        "learn/<slug:module_slug>/<slug:unit_slug>/_/worksheet/<uuid:block_id>/",
        units.unit_worksheet,
        name="unit_worksheet",
    ),
    path("library/", library.library, name="library"),
    path("library/_/keep/", library.keep_resource, name="keep_resource"),
    path("library/_/ask/", reports.ask_for_resource, name="ask_for_resource"),
    path("library/_/notes/", reports.own_notes, name="own_notes"),
    path("library/<slug:slug>/_/report/", reports.report_resource, name="report_resource"),
    path("learn/<slug:module_slug>/<slug:unit_slug>/_/report/", reports.report_unit, name="report_unit"),
    path("library/<slug:slug>/", resources.resource, name="resource"),
    path("library/<slug:slug>/print/", resources.resource_print, name="resource_print"),
    path("library/<slug:slug>/worksheet/<uuid:block_id>/", resources.resource_worksheet, name="resource_worksheet"),
]

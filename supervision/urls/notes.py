"""Quick notes."""

from django.urls import path

from supervision.views import notes

urlpatterns = [
    path("", notes.quick_notes, name="quick_notes"),
    path("new/", notes.quick_note, name="quick_note"),
    path("save/", notes.quick_note_autosave, name="quick_note_autosave"),
    path("<uuid:key>/", notes.quick_note_open, name="quick_note_open"),
    path("<uuid:key>/discard/", notes.quick_note_discard, name="quick_note_discard"),
]

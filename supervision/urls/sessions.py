"""Sessions: planned, written up while they happen, shared."""

from django.urls import path

from supervision.views import autosave, editor, finishing, sessions

urlpatterns = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/plan/", sessions.session_plan, name="session_plan"),
    path("sessions/open/", sessions.session_open, name="session_open"),
    path("sessions/<uuid:session>/", sessions.session, name="session"),
    path("sessions/<uuid:session>/begin/", sessions.session_begin, name="session_begin"),
    path("sessions/<uuid:session>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<uuid:session>/finish/", finishing.session_finish, name="session_finish"),
    path("sessions/<uuid:session>/unlock/", finishing.session_unlock, name="session_unlock"),
    path("sessions/<uuid:session>/add/", finishing.session_add, name="session_add"),
    path("sessions/<uuid:session>/print/", finishing.session_print, name="session_print"),
    path("sessions/<uuid:session>/<uuid:case>/", editor.session_case, name="session_case"),
    path("sessions/<uuid:session>/<uuid:case>/autosave/", autosave.session_autosave, name="session_autosave"),
    path("sessions/<uuid:session>/<uuid:case>/draft/", editor.session_draft, name="session_draft"),
    path("sessions/<uuid:session>/<uuid:case>/action/", autosave.session_action, name="session_action"),
]

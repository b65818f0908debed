"""Actions, notices and the supervisor's monthly report."""

from django.urls import path

from supervision.views import actions, notices, report

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/new/<uuid:public_id>/", actions.action_new, name="action_new"),
    path("actions/<uuid:pk>/", actions.action_done, name="action_done"),
    path("notices/", notices.notices, name="notices"),
    path("report/<uuid:public_id>/", report.supervision_report, name="supervision_report"),
]

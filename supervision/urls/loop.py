"""Actions, notices and the supervisor's monthly report."""

from django.urls import path
from django.views.generic import RedirectView

from supervision.views import actions, report

urlpatterns = [
    path("actions/", actions.actions, name="actions"),
    path("actions/new/<uuid:public_id>/", actions.action_new, name="action_new"),
    path("actions/<uuid:pk>/", actions.action_done, name="action_done"),
    path("notices/", RedirectView.as_view(pattern_name="notifications"), name="notices"),
    path("report/<uuid:public_id>/", report.supervision_report, name="supervision_report"),
]

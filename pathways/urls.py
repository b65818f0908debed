"""Addresses of this room."""

from django.urls import path

from pathways.views import assigning, matrix, mine, overview, people, reports, requirements, routes

urlpatterns = [
    path("pathway/", mine.pathway, name="pathway"),
    path("pathway/read/", mine.acknowledge, name="acknowledge_reading"),
    path("team/", overview.overview, name="team_overview"),
    path("team/remind/", overview.remind, name="team_remind"),
    path("team/remind/<uuid:key>/undo/", overview.undo, name="team_remind_undo"),
    path("team/matrix/", matrix.people, name="team_matrix"),
    path("team/matrix.csv", matrix.as_csv, name="team_matrix_csv"),
    path("team/matrix.xlsx", matrix.as_xlsx, name="team_matrix_xlsx"),
    path("team/assign/", assigning.assign, name="assign"),
    path("team/assign/<uuid:key>/undo/", assigning.undo, name="assign_undo"),
    path("team/reports/commissioner/", reports.commissioner, name="commissioner_report"),
    path("team/reports/commissioner.pdf", reports.as_pdf, name="commissioner_report_pdf"),
    path("team/reports/commissioner.csv", reports.as_csv, name="commissioner_report_csv"),
    path("team/reports/commissioner.xlsx", reports.as_xlsx, name="commissioner_report_xlsx"),
    path("team/requirements/", requirements.index, name="requirements"),
    path("team/requirements/add/", requirements.add, name="requirement_add"),
    path("team/requirements/<uuid:public_id>/", requirements.detail, name="requirement"),
    path("team/requirements/<uuid:public_id>/change/", requirements.change, name="requirement_change"),
    path("team/requirements/<uuid:public_id>/end/", requirements.end, name="requirement_end"),
    path("team/pathways/", routes.index, name="pathways"),
    path("team/pathways/add/", routes.add, name="pathway_add"),
    path("team/pathways/<uuid:public_id>/change/", routes.change, name="pathway_change"),
    path("team/pathways/<uuid:public_id>/end/", routes.end, name="pathway_end"),
    path("team/people/<uuid:public_id>/training/", people.training, name="person_training"),
    path("team/people/<uuid:public_id>/training/assign/", people.assign, name="person_assign"),
    path("team/people/<uuid:public_id>/training/exempt/", people.exempt, name="person_exempt"),
    path("team/people/<uuid:public_id>/training/prior-learning/", people.prior, name="person_prior"),
    path("team/people/<uuid:public_id>/training/away/", people.absence, name="person_absence"),
    path("team/exemptions/<uuid:public_id>/take-back/", people.exemption_withdraw, name="exemption_withdraw"),
    path("team/absences/<uuid:public_id>/take-back/", people.absence_withdraw, name="absence_withdraw"),
]

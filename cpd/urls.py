"""Addresses of one's own log and training record."""

from django.urls import path

from cpd.views import entries, log, training

urlpatterns = [
    path("record/cpd/", log.log, name="cpd_log"),
    path("record/cpd/regulator/", log.choose_regulator, name="cpd_regulator"),
    path("record/cpd/export/", log.export_log, name="cpd_export"),
    path("record/cpd/new/<slug:kind>/", entries.new_entry, name="cpd_new"),
    path("record/cpd/<uuid:public_id>/", entries.entry, name="cpd_entry"),
    path("record/cpd/<uuid:public_id>/delete/", entries.delete_entry, name="cpd_delete"),
    path("record/cpd/<uuid:public_id>/put-back/", entries.put_back_entry, name="cpd_put_back"),
    path("record/cpd/<uuid:public_id>/evidence/", entries.evidence, name="cpd_evidence"),
    path("record/training/", training.training_record, name="training_record"),
    path("record/training/<uuid:public_id>.pdf", training.training_file, {"kind": "pdf"}, name="training_pdf"),
    path("record/training/<uuid:public_id>.csv", training.training_file, {"kind": "csv"}, name="training_csv"),
]

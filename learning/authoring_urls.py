"""Addresses below /admin/ for modules as a whole and their reviews."""

from django.urls import path

from learning.views import authoring, care, gift, reader_notes, reviewing, word

urlpatterns = [
    path("modules/", authoring.modules, name="module_states"),
    path("modules/<uuid:key>/publishing/", authoring.publishing, name="module_publishing"),
    path("modules/<uuid:key>/send/", authoring.send, name="module_send"),
    path("modules/<uuid:key>/withdraw/", authoring.withdraw, name="module_withdraw"),
    path("modules/<uuid:key>/publish/", authoring.publish, name="module_publish"),
    path("modules/<uuid:key>/preview/<slug:language>/", authoring.preview, name="module_preview"),
    path("modules/<uuid:key>/translate/<slug:language>/", authoring.translate, name="module_translate"),
    path("modules/word/", word.word_import, name="word_import"),
    path("modules/word/<uuid:key>/", word.progress, name="word_import_progress"),
    path("modules/<uuid:key>/changes/<int:old>/<int:new>/", care.module_changes, name="module_changes"),
    path("modules/<uuid:key>/retire/", care.retire, name="module_retire"),
    path("modules/<uuid:key>/take-back/", care.take_back, name="module_take_back"),
    path("needs-review/", care.needs_review, name="needs_review"),
    path("needs-review/<slug:kind>/<uuid:key>/", care.review_again, name="review_again"),
    path("reviews/", reviewing.waiting, name="module_reviews"),
    path("reviews/<int:pk>/", reviewing.review, name="module_review"),
    path("reviews/<int:pk>/decide/", reviewing.decide, name="module_review_decide"),
    path("reviews/<int:pk>/preview/<slug:language>/", reviewing.preview, name="module_review_preview"),
    path("reader-notes/", reader_notes.reader_notes, name="reader_notes"),
    path("reader-notes/<int:pk>/", reader_notes.reader_note, name="reader_note"),
    path("questions/gift/", gift.importing, name="gift_import"),
    path("questions/gift/export/", gift.exporting, name="gift_export"),
]

"""The weekly case summary and the quick notes that fall into it."""

from django.urls import path

from supervision.views import fit

urlpatterns = [path("fit/", fit.fit_picture, name="fit_picture")]

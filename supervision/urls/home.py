"""The front page of supervision."""

from django.urls import path

from supervision.views import home

urlpatterns = [path("", home.supervision, name="supervision")]

"""Addresses of live events: one's own side, and the team area's."""

from django.urls import include, path

from events.views import bookings, own, planning, register

own_patterns = [
    path("", own.index, name="events"),
    path("<uuid:public_id>/", own.detail, name="event"),
    path("<uuid:public_id>/book/", own.book, name="event_book"),
    path("<uuid:public_id>/give-up/", own.give_up, name="event_give_up"),
    path("<uuid:public_id>/sign-in/", own.sign_in, name="event_sign_in"),
    path("<uuid:public_id>/calendar.ics", own.calendar_file, name="event_calendar"),
]

team_patterns = [
    path("", planning.index, name="team_events"),
    path("add/", planning.add, name="event_add"),
    path("<uuid:public_id>/", planning.detail, name="team_event"),
    path("<uuid:public_id>/edit/", planning.edit, name="event_edit"),
    path("<uuid:public_id>/cancel/", planning.cancel, name="event_cancel"),
    path("<uuid:public_id>/book/", bookings.book_people, name="event_book_people"),
    path("<uuid:public_id>/bookings/<uuid:booking_id>/take-off/", bookings.take_off, name="event_take_off"),
    path("<uuid:public_id>/register/", register.take, name="event_register"),
    path("<uuid:public_id>/register/room/", register.room, name="event_room"),
    path("<uuid:public_id>/register.csv", register.as_csv, name="event_register_csv"),
    path("<uuid:public_id>/attest/", register.attest, name="event_attest"),
    path("<uuid:public_id>/attested/<uuid:outcome_id>/", register.correct, name="event_correct"),
]

urlpatterns = [
    path("events/", include(own_patterns)),
    path("team/events/", include(team_patterns)),
]

"""Addresses of the people room: signing in, joining, one's profile, teams."""

from allauth.socialaccount import views as sso
from django.urls import include, path

from people.views import (
    calendar,
    entry,
    invitations,
    join,
    memberships,
    notifications,
    people,
    profile,
    rosters,
    second_factor,
    teams,
)

team_patterns = [
    path("teams/", teams.index, name="team_index"),
    path("organisations/add/", teams.organisation_add, name="organisation_add"),
    path("organisations/<uuid:public_id>/", teams.organisation_edit, name="organisation_edit"),
    path("organisations/<uuid:public_id>/teams/add/", teams.add, name="team_add"),
    path("people/", people.index, name="people"),
    path("people/import/", rosters.importing, name="people_import"),
    path("people/import/template.csv", rosters.template, name="people_import_template"),
    path("people/import/<uuid:key>/", rosters.progress, name="people_import_progress"),
    path("people/<uuid:public_id>/", people.detail, name="person"),
    path("people/<uuid:public_id>/account/", people.close, name="person_account"),
    path("people/<uuid:public_id>/authoring/", people.authoring, name="person_authoring"),
    path("people/<uuid:public_id>/second-step/", second_factor.ask_reset, name="second_factor_ask_reset"),
    path("second-step-resets/<uuid:public_id>/", second_factor.decide_reset, name="second_factor_decide_reset"),
    path("memberships/<uuid:public_id>/move/", memberships.move, name="membership_move"),
    path("memberships/<uuid:public_id>/end/", memberships.end, name="membership_end"),
    path("invitations/", invitations.index, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<uuid:public_id>/resend/", invitations.resend, name="invitation_resend"),
    path("invitations/<uuid:public_id>/approve/", invitations.approve, name="invitation_approve"),
    path("invitations/<uuid:public_id>/withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path("<uuid:public_id>/", teams.detail, name="team"),
    path("<uuid:public_id>/edit/", teams.edit, name="team_edit"),
    path("<uuid:public_id>/cover/", memberships.cover, name="team_cover"),
]

urlpatterns = [
    # Before Wagtail's own: its page log-in would skip the second factor.
    path("_util/login/", entry.to_sign_in, name="wagtail_page_sign_in"),
    path(
        "_util/authenticate_with_password/<int:restriction>/<int:page>/",
        entry.to_sign_in,
        name="wagtail_shared_password",
    ),
    path("accounts/second-step/", second_factor.choose, name="second_factor"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    # Single sign-on: these answer 404 unless a provider is named. No sign-up, no connecting of further accounts.
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("accounts/single-sign-on/cancelled/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("accounts/single-sign-on/error/", sso.login_error, name="socialaccount_login_error"),
    path("join/<str:token>/", join.join, name="join"),
    path("me/", profile.profile, name="profile"),
    path("me/calendar/", calendar.calendar, name="calendar"),
    path("me/calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("me/notifications/", notifications.index, name="notifications"),
    path("me/notifications/choices/", notifications.choices, name="notification_choices"),
    path("me/notifications/<uuid:pk>/", notifications.follow, name="notification_follow"),
    path("team/", include(team_patterns)),
]

"""Signing in, joining, one's profile, teams and people."""

from typing import Any

from people.models import Invitation, Membership, RosterImport, SecondFactorReset
from tests.contracts.permissions import Row
from tests.personas import World

SIGNED_IN = "all:200 strangers:login"
FORM = {"get": SIGNED_IN, "post": SIGNED_IN}
MOVED = {"get": "all:302 strangers:login", "post": "all:302 strangers:login"}
ELSEWHERE = "others:404 reviewer:404"
OUT = "superuser:403 leaver:403 strangers:login"
ACT = f"all:405 {OUT}"


def east(world: World) -> dict[str, Any]:
    return {"public_id": world.east.public_id}


def northmoor(world: World) -> dict[str, Any]:
    return {"public_id": world.northmoor.public_id}


def therapist(world: World) -> dict[str, Any]:
    return {"public_id": world.therapist.public_id}


def membership(world: World) -> dict[str, Any]:
    return {"public_id": Membership.objects.get(user=world.therapist).public_id}


def invitation(world: World) -> dict[str, Any]:
    """A supervisor's, by the coordinator, waiting for approval."""
    made, _new = Invitation.objects.get_or_create(
        email="invited@hearth.example",
        organisation=world.northmoor,
        team=world.east,
        role="supervisor",
        defaults={"name": "Invited", "invited_by": world.coordinator},
    )
    return {"public_id": made.public_id}


def reset(world: World) -> dict[str, Any]:
    """The therapist's, asked for by the supervisor."""
    made, _new = SecondFactorReset.objects.get_or_create(
        user=world.therapist, defaults={"reason": "Met in person", "requested_by": world.supervisor}
    )
    return {"public_id": made.public_id}


def roster(world: World) -> dict[str, Any]:
    """The coordinator's, on its way."""
    made, _new = RosterImport.objects.get_or_create(actor=world.coordinator, total=3)
    return {"key": made.pk}


def team_form(may: str) -> dict[str, str]:
    """A form about East for those named; the team's others are told no, everybody else finds nothing."""
    words = f"all:403 {ELSEWHERE} {may} {OUT}"
    return {"get": words, "post": words}


ENTRY = [
    Row("admin_sign_in", get="all:login", post="all:login"),
    Row("admin_password_reset", get="all:302", post="all:302"),
    *(
        Row(
            name,
            get="all:404 coordinator:302 reviewer:302 admin:302 superuser:302 strangers:login",
            post="all:404 coordinator:302 reviewer:302 admin:302 superuser:302 strangers:login",
        )
        for name in ("admin_people", "admin_groups")
    ),
    Row("wagtail_page_sign_in", get="all:login", post="all:login"),
    Row("wagtail_shared_password", get="all:login", post="all:login", kwargs={"restriction": 1, "page": 1}),
    Row("account_login", get="all:302 strangers:200", post="all:302 strangers:200"),
    Row("account_logout", get="all:200 strangers:302", post="all:302"),
    Row("account_inactive", get="all:200", post="all:405"),
    Row("account_signup", get="all:302 strangers:200", post="all:302 strangers:200"),
    Row("account_reauthenticate", **FORM),
    Row("account_email", get=SIGNED_IN, post="all:302 strangers:login"),
    Row("account_email_verification_sent", get="all:200", post="all:405"),
    Row("account_change_password", **FORM),
    Row("account_set_password", **MOVED),
    Row("account_reset_password", get="all:200", post="all:200"),
    Row("account_confirm_login_code", **MOVED),
    Row("account_confirm_email", get="all:200", post="all:404", kwargs={"key": "x-y"}),
    Row("account_reset_password_from_key_done", get="all:200", post="all:405"),
    Row("account_reset_password_from_key", get="all:200", post="all:200", kwargs={"uidb36": "a", "key": "x-y"}),
    Row("account_reset_password_done", get="all:200", post="all:405"),
    Row("openid_connect_login", get="all:404", post="all:404", kwargs={"provider_id": "organisation"}),
    Row("openid_connect_callback", get="all:404", post="all:404", kwargs={"provider_id": "organisation"}),
    Row("socialaccount_login_cancelled", get="all:200", post="all:405"),
    Row("socialaccount_login_error", get="all:401", post="all:405"),
    Row("join", get="all:404", post="all:404", kwargs={"token": "nothing"}),
]
SECOND_FACTOR = [
    Row("second_factor", get=SIGNED_IN, post="all:405 strangers:login"),
    Row("mfa_index", get=SIGNED_IN, post="all:405 strangers:login"),
    Row("mfa_authenticate", **MOVED),
    Row("mfa_reauthenticate", **MOVED),
    Row("mfa_activate_totp", **MOVED),
    Row("mfa_deactivate_totp", get="all:404 strangers:login", post="all:404 strangers:login"),
    Row("mfa_view_recovery_codes", get="all:404 strangers:login", post="all:405 strangers:login"),
    Row("mfa_generate_recovery_codes", **MOVED),
    Row("mfa_download_recovery_codes", get="all:404 strangers:login", post="all:404 strangers:login"),
    Row("mfa_list_webauthn", get=SIGNED_IN, post="all:405 strangers:login"),
    Row("mfa_add_webauthn", **MOVED),
    Row("mfa_reauthenticate_webauthn", **MOVED),
    Row("mfa_remove_webauthn", get="all:302|404 strangers:login", post="all:302|404 strangers:login", kwargs={"pk": 1}),
    Row("mfa_edit_webauthn", get="all:302|404 strangers:login", post="all:302|404 strangers:login", kwargs={"pk": 1}),
    Row("mfa_login_webauthn", get="all:302 strangers:login|200", post="all:302|login|200"),
    Row("usersessions_list", get=SIGNED_IN, post="all:302 strangers:login"),
    Row("profile", **FORM),
]
MAY_LIST = "all:200 therapist:403 teammate:403 reviewer:403 other_therapist:403"
NOT_SEEN = "teammate:404 reviewer:404 others:404"
BOTH_LEADS = "coordinator:200 manager:200"
TEAM = [
    Row("team_index", get=f"all:200 {OUT}", post=ACT),
    Row("organisation_add", get="all:403 admin:200 strangers:login", post="all:403 admin:200 strangers:login"),
    *(
        Row(name, get=f"all:403 {may} strangers:login", post=f"all:403 {may} strangers:login", kwargs=northmoor)
        for name, may in (("organisation_edit", "admin:200"), ("team_add", f"{BOTH_LEADS} admin:200"))
    ),
    Row("team", get=f"all:200 {ELSEWHERE} {OUT}", post=ACT, kwargs=east),
    Row("team_edit", **team_form(f"{BOTH_LEADS} admin:200"), kwargs=east),
    Row("team_cover", **team_form(f"{BOTH_LEADS} supervisor:200"), kwargs=east),
    Row("people", get=f"{MAY_LIST} {OUT}", post=ACT),
    Row("person", get=f"all:200 {NOT_SEEN} {OUT}", post=ACT, kwargs=therapist),
    *(
        Row(name, get=ACT, post=f"all:403 {NOT_SEEN} admin:302 {OUT}", kwargs=therapist)
        for name in ("person_account", "person_authoring")
    ),
    Row(
        "second_factor_ask_reset",
        get=f"all:403 {NOT_SEEN} supervisors:200 {BOTH_LEADS} admin:200 {OUT}",
        post=f"all:403 {NOT_SEEN} supervisors:200 {BOTH_LEADS} admin:200 {OUT}",
        kwargs=therapist,
    ),
    Row(
        "second_factor_decide_reset",
        get=ACT,
        post=f"all:403 {NOT_SEEN} backup:302 coordinator:302 manager:302 admin:302 {OUT}",
        kwargs=reset,
    ),
    *(
        Row(
            name,
            get=f"all:403 {NOT_SEEN} {BOTH_LEADS} {OUT}",
            post=f"all:403 {NOT_SEEN} {BOTH_LEADS} {OUT}",
            kwargs=membership,
        )
        for name in ("membership_move", "membership_end")
    ),
    Row("invitations", get=f"all:200 {OUT}", post=ACT),
    Row(
        "invite",
        get=f"all:403 supervisor:200 other_supervisor:200 {BOTH_LEADS} admin:200 {OUT}",
        post=f"all:403 supervisor:200 other_supervisor:200 {BOTH_LEADS} admin:200 {OUT}",
    ),
    *(
        Row(
            name,
            get=f"all:403 supervisor:200 other_supervisor:200 {BOTH_LEADS} admin:200 {OUT}",
            post=f"all:403 supervisor:200 other_supervisor:200 {BOTH_LEADS} admin:200 {OUT}" if posts else ACT,
        )
        for name, posts in (("people_import", True), ("people_import_template", False))
    ),
    Row("people_import_progress", get=f"all:404 coordinator:200 {OUT}", post=ACT, kwargs=roster),
    Row(
        "invitation_resend",
        get=ACT,
        post=f"all:404 supervisor:403 admin:403 coordinator:302 manager:302 {OUT}",
        kwargs=invitation,
    ),
    Row(
        "invitation_approve",
        get=ACT,
        post=f"all:404 supervisor:403 coordinator:403 manager:302 admin:302 {OUT}",
        kwargs=invitation,
    ),
    Row(
        "invitation_withdraw",
        get=ACT,
        post=f"all:404 supervisor:403 coordinator:302 manager:302 admin:302 {OUT}",
        kwargs=invitation,
    ),
]
ROWS = ENTRY + SECOND_FACTOR + TEAM

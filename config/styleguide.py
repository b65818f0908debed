"""Every component and every block on one page, for developers and for the tests that look at them."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail import blocks

from home import pictures
from learning.blocks import UnitBody

THEMES = ("auto", "light", "dark")
TONES = ("", "due", "over", "ok", "info", "plum", "pine")


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name", help_text="As it should be printed on certificates.")
    team = forms.ChoiceField(label="Team", choices=[("a", "Team A"), ("b", "Team B")])
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    size = forms.ChoiceField(
        label="Size of text",
        choices=[("m", "Medium"), ("l", "Large")],
        widget=forms.RadioSelect,
        help_text="Your choice.",
    )
    agree = forms.BooleanField(label="I have read this", help_text="Nobody else sees it.")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show all there is; `?theme=`, `?size=`, `?tint=` and `?spacing=` show it as someone prefers to read it."""
    reading = {
        key: request.GET[key]
        for key in ("theme", "size", "tint", "spacing", "font", "decorations")
        if key in request.GET
    }
    context: dict[str, Any] = {
        "reading": reading,
        "tones": TONES,
        "form": ExampleForm(),
        "wrong": ExampleForm({"name": ""}, prefix="wrong"),
        "body": preview_body(),
        "ring": pictures.ring(4, 7, "Finding the fit"),
        "arches": pictures.arches(
            [
                pictures.Part("Orientation, 5 days", 5, 5),
                pictures.Part("Core modules", 4, 7),
                pictures.Part("Supervised practice", 35, 100, "35%"),
            ]
        ),
        "page": _page(),
        "steps": STEPS,
        "tasks": TASKS,
        "crumbs": [("Learning", "#learning"), ("Core modules", "#core")],
        **SHELL,
    }
    return render(request, "styleguide.html", context)


def preview_body() -> blocks.StreamValue:
    """Every block once, with the value its author sees in the block picker."""
    body = UnitBody()
    children = [(name, block.get_preview_value(), f"preview-{name}") for name, block in body.child_blocks.items()]
    return blocks.StreamValue(body, children)


def _page() -> "Page[int]":
    return Paginator(range(90), 10).page(4)


STEPS = [
    {"title": "What “fit” means", "note": "7 min", "href": "#1", "state": "done"},
    {"title": "Strengths as levers", "note": "6 min", "href": "#2", "state": "done"},
    {"title": "Fit circles in practice", "note": "11 min", "href": "#3", "state": "now", "current": True},
    {"title": "From drivers to goals", "note": "12 min", "href": "#4", "state": ""},
    {"title": "Final check", "note": "10 questions", "state": "", "tag": "Locked", "tone": ""},
]
TASKS = [
    {
        "title": "Safety planning refresher",
        "href": "#t1",
        "note": "About 25 min",
        "icon": "shield",
        "arch": "honey",
        "tag": "Due 30 Nov",
        "tone": "due",
    },
    {
        "title": "Quarter 4 booster: peers and school",
        "href": "#t2",
        "note": "12 Jan",
        "icon": "calendar",
        "arch": "sky",
        "tag": "Booked",
        "tone": "info",
    },
    {
        "title": "Information governance (yearly)",
        "href": "#t3",
        "note": "Valid until 31 Jan",
        "icon": "check",
        "tag": "In date",
        "tone": "ok",
    },
]
NAV = [
    {"label": "Today", "href": "#today", "icon": "today", "current": True},
    {"label": "Learning", "href": "#learn", "icon": "learn"},
    {"label": "Library", "href": "#library", "icon": "library"},
    {"label": "Record", "href": "#record", "icon": "certificate"},
    {"label": "Team", "href": "#team", "icon": "team"},
]
SHELL: dict[str, Any] = {
    "nav_items": NAV,
    "tab_items": NAV,
    "language_links": [
        {"code": "en", "label": "English", "href": "/styleguide/", "current": True},
        {"code": "cy", "label": "Cymraeg", "href": "/cy/styleguide/", "current": False},
    ],
    "account": {
        "name": "Carys Price",
        "initials": "CP",
        "new": 2,
        "items": [
            {"label": "Your profile", "href": "#me", "icon": "account"},
            {"label": "Notices", "href": "#notices", "icon": "supervision", "new": 2},
            {"label": "Reading settings", "href": "#reading", "icon": "settings"},
            {"label": "Sign out", "href": "#out", "icon": "lock"},
        ],
    },
    "footer_items": [{"label": "Accessibility", "href": "#a"}, {"label": "Privacy", "href": "#p"}],
}

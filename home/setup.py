"""What the site needs before anything is written in it: two languages, a front page in each, and its address."""

from collections.abc import Callable

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.importing.pages import key_of
from home.models import HomePage

PORT = 80


def set_up(report: Callable[[str], None] = lambda line: None) -> None:
    """Make what is missing. Run again, it changes nothing."""
    made = [home_page(code) for code, _name in settings.LANGUAGES]
    _site(HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE))
    if any(made):
        report("front pages made")


def home_page(code: str) -> bool:
    """A front page in the language, if there is none; whether it was made."""
    locale, _created = Locale.objects.get_or_create(language_code=code)
    if HomePage.objects.filter(locale=locale).exists():
        return False
    english = HomePage.objects.exclude(locale=locale).first()
    root = Page.objects.get(depth=1)
    slug = "home" if code == settings.LANGUAGE_CODE else f"home-{code}"
    for stranger in Page.objects.filter(depth=2, slug=slug):
        stranger.slug = f"{slug}-before"
        stranger.save(update_fields=["slug"])
    page = HomePage(
        title="Hearth",
        slug=slug,
        locale=locale,
        translation_key=english.translation_key if english else key_of("home"),
    )
    root.add_child(instance=page)
    page.save_revision().publish()
    return True


def _site(home: HomePage) -> None:
    """The default site starts at the front page; Wagtail's welcome page goes."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", port=PORT, root_page=home, is_default_site=True)
    elif site.root_page_id != home.pk:
        site.root_page = home.page_ptr
        site.save()
    for welcome in Page.objects.filter(depth=2, slug__endswith="-before"):
        welcome.delete()

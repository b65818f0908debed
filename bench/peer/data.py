"""Fills an empty peer with a course of lessons and enrolled people, and prints as JSON what to ask of its server.

Run as `python -m bench.peer.data LESSONS`, with the lesson's HTML sections as JSON on standard input.
"""

import json
import sys
from typing import Any

import django

PEOPLE = 200


def main() -> None:
    """Make everything and describe it."""
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after django.setup

    call_command("migrate", verbosity=0)
    course = make_course(int(sys.argv[1]), json.load(sys.stdin))
    learner = make_people(course)
    print(json.dumps(describe(course, learner)))


def make_course(lessons: int, sections: list[str]) -> Any:
    """A course at the site's root whose lessons all have the same words."""
    from wagtail.models import Page, Site  # noqa: PLC0415 - after django.setup
    from wagtail_lms.models import CoursePage, H5PLessonPage  # noqa: PLC0415 - after django.setup

    home = Site.objects.get(is_default_site=True).root_page
    course = home.add_child(instance=CoursePage(title="Course", slug="course", description="<p>A course.</p>"))
    for number in range(1, lessons + 1):
        body = [("paragraph", section) for section in sections]
        course.add_child(instance=H5PLessonPage(title=f"Lesson {number}", slug=f"lesson-{number}", body=body))
    return Page.objects.get(pk=course.pk).specific


def make_people(course: Any) -> Any:
    """Everybody is enrolled and has finished the first lesson; the first one is the learner."""
    from django.contrib.auth.models import User  # noqa: PLC0415 - after django.setup
    from wagtail_lms.models import CourseEnrollment, H5PLessonCompletion  # noqa: PLC0415 - after django.setup

    people = User.objects.bulk_create(User(username=f"person{number}", password="!") for number in range(PEOPLE))
    lesson = course.get_children().first().specific
    CourseEnrollment.objects.bulk_create(CourseEnrollment(user=person, course=course) for person in people)
    H5PLessonCompletion.objects.bulk_create(H5PLessonCompletion(user=person, lesson=lesson) for person in people)
    return people[0]


def describe(course: Any, learner: Any) -> dict[str, Any]:
    """What the bench asks: paths and the learner's session."""
    from django.test import Client  # noqa: PLC0415 - after django.setup

    client = Client()
    client.force_login(learner)
    return {
        "cookies": {"sessionid": client.cookies["sessionid"].value},
        "pages": {"peer_lesson": f"/{course.slug}/lesson-1/", "peer_course": f"/{course.slug}/"},
    }


if __name__ == "__main__":
    main()

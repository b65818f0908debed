"""The browser's own player plays what the house serves: nothing is loaded before it is started."""

import base64

from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page, expect

from learning.models import EditionUnit, UnitPage
from learning.rendering import render_unit_body
from learning.services import editions
from learning.services.importing import import_module
from learning.services.importing_resources import import_resources
from tests.factories import make_edition, make_module, make_unit, rewriting
from tests.journeys.conftest import DEMO, Open
from tests.learning.media.files import make_recording
from tests.personas import World

# A second of moving colour, recorded by the browser itself.
FILM = """async () => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 160, height: 90});
    const ink = canvas.getContext('2d');
    const timer = setInterval(() => { ink.fillStyle = `hsl(${performance.now() % 360} 60% 40%)`; ink.fillRect(0, 0, 160, 90); }, 40);
    const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm'});
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    await new Promise((done) => setTimeout(done, 1500));
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    clearInterval(timer);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
}"""

# Whether time has passed in the player within ten seconds, and what it complains of.
PLAYED = """player => new Promise((done) => {
    const tell = () => done([player.currentTime > 0.3, player.error && player.error.message]);
    player.addEventListener('timeupdate', () => player.currentTime > 0.3 && tell());
    setTimeout(tell, 10000);
})"""


def plays(page: Page, player: str) -> None:
    """Start it by keyboard; time passes in it, and it has no complaint."""
    page.locator(player).focus()
    page.keyboard.press("Space")
    assert page.locator(player).evaluate(PLAYED) == [True, None]


def test_a_sound_of_the_demo_is_played_and_its_words_and_size_come_first(places: World, visit: Open) -> None:
    import_resources(actor=places.coordinator, folder=DEMO / "resources", publish=True)
    report = import_module(actor=places.coordinator, folder=DEMO / "modules" / "m5")
    editions.publish(actor=places.coordinator, module_key=report.module_key, reviewed_by=places.reviewer)
    unit = EditionUnit.objects.get(slug="caregivers-as-coaches")
    page = visit(places, "therapist", viewport={"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/_/recording/" in request.url else None)
    page.goto(f"/learn/m5/{unit.slug}/", wait_until="networkidle")
    expect(page.get_by_text("1 minute, 145")).to_be_visible()
    page.get_by_text("Transcript", exact=True).click()
    expect(page.get_by_text("nobody speaks")).to_be_visible()
    page.get_by_text("Words with their times").click()
    expect(page.get_by_text("[The tone rises.]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []
    plays(page, "audio")
    assert asked


def test_a_video_is_played_with_its_captions(places: World, visit: Open) -> None:
    page = visit(places, "therapist")
    page.goto("/today/")
    film = SimpleUploadedFile("door.webm", base64.b64decode(page.evaluate(FILM)))
    recording = make_recording(file=film, duration=2)
    module = make_module("C1", units=0)
    unit: UnitPage = make_unit(module, number=1, body=[("video", {"recording": recording})])
    edition = make_edition(module)
    with rewriting():
        EditionUnit.objects.filter(edition=edition).update(html=render_unit_body(unit))
    page.goto(f"/learn/{module.slug}/{unit.slug}/")
    expect(page.get_by_text("Is now still a good time?")).to_be_hidden()
    plays(page, "video")
    assert page.locator("video").evaluate("video => [...video.textTracks[0].cues].map(cue => cue.text)") == [
        "Is now still a good time?"
    ]

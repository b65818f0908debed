// In a unit: remembers the place, takes you back to it, and checks answers without leaving the page.
// Everything here also works without this file, by the page's own form.
const unit = document.querySelector(".unit");
const form = document.querySelector("#unit-form");
const token = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;

function goToReached() {
  const id = location.hash.startsWith("#b-") ? location.hash.slice(1) : "";
  const block = id && document.getElementById(id);
  if (!block) return;
  const heading = block.querySelector("h2, h3, legend") || block;
  heading.tabIndex = -1;
  block.scrollIntoView();
  heading.focus({ preventScroll: true });
}

function rememberPlace() {
  let reached = unit.dataset.reached;
  let told = reached;
  const tell = () => {
    if (!reached || reached === told) return;
    told = reached;
    const body = new URLSearchParams({ position: reached, csrfmiddlewaretoken: token });
    navigator.sendBeacon?.(unit.dataset.positionHref, body);
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) reached = entry.target.id.slice(2);
  }, { rootMargin: "0px 0px -60% 0px" });
  document.querySelectorAll(".unit-body > .block[id^='b-']").forEach((block) => watcher.observe(block));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  addEventListener("pagehide", tell);
  setInterval(tell, 5000);
}

async function checkInPlace(button) {
  const data = new FormData(form, button);
  data.set("client_id", crypto.randomUUID());
  const words = button.textContent;
  const slow = setTimeout(() => { button.textContent = button.dataset.busy || words; }, 400);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
    const place = document.getElementById(`a-${button.value}`);
    const holder = document.createElement("div");
    holder.innerHTML = await answer.text();
    const fresh = holder.firstElementChild;
    if (answer.status === 422) { place.replaceChildren(fresh); return; }
    place.replaceWith(fresh);
    fresh.focus();
  } catch {
    form.requestSubmit(button);
  } finally {
    clearTimeout(slow);
    button.textContent = words;
  }
}

if (unit && form) {
  goToReached();
  rememberPlace();
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target !== form || button?.name !== "check" || button.dataset.plain) return;
    event.preventDefault();
    button.dataset.plain = "1";
    checkInPlace(button).finally(() => delete button.dataset.plain);
  });
  const outline = document.querySelector(".outline");
  if (outline && matchMedia("(max-width: 63.99rem)").matches) outline.open = false;
}

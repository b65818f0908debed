// The session editor saves itself for its author a moment after the last key, says so in words, and tries again when
// there is no connection. Saving for good goes through the same gate, so that no typed word leaves the page unkept.
// Without this file the page's own buttons save.
const form = document.querySelector("#case-form");
const state = document.querySelector("#save-state");
const alert = document.querySelector("#save-alert");
const PAUSE = 800;
const WAITS = [2000, 4000, 8000, 15000];
let asked = 0;
let kept = 0;
let failures = 0;
let timer = 0;
let running = null;
let leaving = false;

function say(text, trouble) {
  state.querySelector("span").textContent = text;
  state.toggleAttribute("data-unsaved", asked !== kept || Boolean(trouble));
  state.toggleAttribute("data-lost", Boolean(trouble));
  if (trouble && alert.textContent !== text) alert.textContent = text;
  if (!trouble) alert.textContent = "";
}

async function freshToken() {
  const page = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
  const holder = new DOMParser().parseFromString(await page.text(), "text/html");
  const token = holder.querySelector("#case-form [name=csrfmiddlewaretoken]");
  if (token) form.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
  return Boolean(token);
}

async function send(again = true) {
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  if (answer.ok && isJson && !answer.redirected) return answer.json();
  if (again && !answer.redirected && answer.status === 403 && await freshToken()) return send(false);
  if (answer.status === 409 || answer.status === 404) throw new Error("closed");
  throw new Error(answer.redirected || answer.status === 403 ? "signedout" : "offline");
}

async function keep() {
  clearTimeout(timer);
  if (running) return running;
  running = (async () => {
    const now = asked;
    try {
      const told = await send();
      kept = now;
      failures = 0;
      say(asked === kept ? told.text : form.dataset.typing);
      return true;
    } catch (trouble) {
      const words = form.dataset[trouble.message] || form.dataset.offline;
      say(words, true);
      timer = setTimeout(keep, WAITS[Math.min(failures++, WAITS.length - 1)]);
      return false;
    } finally {
      running = null;
    }
  })();
  const done = await running;
  if (done && asked !== kept && !leaving) later();
  return done;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, failures ? WAITS[Math.min(failures, WAITS.length - 1)] : PAUSE);
}

function changed(event) {
  if (event?.target?.name === "quick") return;
  asked += 1;
  if (!failures) say(form.dataset.typing);
  later();
}

// Saving for good: first kept as a draft, then sent. What can't be kept now stays on the page and is tried again.
async function save(event) {
  if (leaving) return;
  event.preventDefault();
  const button = event.submitter;
  if (!failures) say(form.dataset.saving);
  asked += 1;
  while (running) await running;
  if (!(await keep())) return;
  leaving = true;
  clearTimeout(timer);
  form.requestSubmit(button || undefined);
}

function countMinutes() {
  const minutes = form.querySelector("[name=minutes]");
  const button = document.querySelector("#timer");
  const rest = 30 * 60;
  let seconds = 0;
  let quiet = 0;
  button.hidden = false;
  button.addEventListener("click", () => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true")));
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { quiet = 0; }, { passive: true });
  setInterval(() => {
    quiet += 1;
    if (button.getAttribute("aria-pressed") !== "true" || quiet > rest || document.activeElement === minutes) return;
    seconds += 1;
    if (seconds % 60) return;
    minutes.value = String(Number(minutes.value || 0) + 1);
    changed();
  }, 1000);
}

if (form && state) {
  form.addEventListener("input", changed);
  document.querySelectorAll("[form=case-form]").forEach((field) => field.addEventListener("input", changed));
  form.addEventListener("submit", save);
  addEventListener("online", () => { failures = 0; if (asked !== kept) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && asked !== kept) keep(); });
  addEventListener("beforeunload", (event) => { if (!leaving && asked !== kept) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  countMinutes();
  const words = form.querySelectorAll("textarea, input:not([type=checkbox], [type=radio])");
  if ([...words].some((field) => field.name !== "quick" && field.value !== field.defaultValue)) changed(); // typed before this file came
}

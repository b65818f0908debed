// A form saves itself as a draft a moment after the last key, says so in words, and tries again when the line was lost.
// Unsent text lives in this page only. Without this file the form's own button saves.
const form = document.querySelector("form[data-autosave]");
const state = form?.querySelector("[data-autosave-state]");
const PAUSE = 1200;
const AGAIN = 4000;

if (form && state) {
  let timer = 0;
  let changed = 0;
  let kept = 0;
  let busy = false;
  let lost = false;
  let leaving = false;

  const say = (text, kind) => {
    state.className = `saved ${kind}`;
    if (state.textContent !== text) state.textContent = text;
  };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(keep, wait); };

  async function keep(keepalive = false) {
    if (busy || kept === changed) return kept === changed;
    busy = true;
    const now = changed;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, keepalive, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
      if (answer.type === "opaqueredirect" || answer.status === 401) { say(form.dataset.signedOut, "lost"); return false; }
      if (answer.status >= 500) throw new Error(answer.status);
      const told = await answer.json();
      lost = false;
      kept = now;
      say(told.text, answer.ok ? "" : "lost");
      return answer.ok;
    } catch {
      lost = true;
      say(form.dataset.lost, "lost");
      later(AGAIN);
      return false;
    } finally {
      busy = false;
      if (!lost && kept !== changed) later(PAUSE);
    }
  }

  const typed = () => {
    changed += 1;
    if (!lost) { say(form.dataset.typing, "typing"); later(PAUSE); }
  };
  form.addEventListener("input", typed);
  if ([...form.elements].some((field) => field.matches("textarea, input:not([type=checkbox], [type=radio])") && field.value !== field.defaultValue)) typed(); // before this file came
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && kept !== changed && keep(true));
  addEventListener("beforeunload", (event) => { if (!leaving && kept !== changed) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (lost) {
      event.preventDefault();
      const button = event.submitter;
      keep().then((ok) => ok && form.requestSubmit(button));
      return;
    }
    leaving = true;
    clearTimeout(timer);
    setTimeout(() => { leaving = false; }, 8000);
  });
}

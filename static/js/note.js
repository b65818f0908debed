// A private note on a unit saves itself a moment after the last key. Without this file the button keeps it.
const note = document.querySelector("#own-note");
const state = document.querySelector("#note-state");
const unitForm = document.querySelector("#unit-form");

if (note && state && unitForm) {
  let kept = note.defaultValue;
  let timer = 0;
  const keep = async () => {
    const text = note.value;
    if (text === kept) return;
    const token = unitForm.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ note: text, keep_note: "1", csrfmiddlewaretoken: token });
    const headers = { "X-Requested-With": "fetch" };
    try {
      const answer = await fetch(unitForm.action, { method: "POST", body, headers, keepalive: true });
      if (answer.status !== 204) throw new Error(answer.status);
      kept = text;
      const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      state.textContent = `${note.dataset.saved} ${time}`;
    } catch {
      state.textContent = note.dataset.unsaved;
    }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(keep, 1500); };
  note.addEventListener("input", later);
  if (note.value !== kept) later(); // typed before this file came
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
}

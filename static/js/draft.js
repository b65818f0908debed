// Keeps a draft of a form on the server a moment after the last key, and says so. Without this file the buttons save.
const form = document.querySelector("form[data-draft]");
const state = document.querySelector("#draft-state");

if (form && state) {
  let timer = 0;
  let waiting = false;
  const keep = async () => {
    clearTimeout(timer);
    if (!waiting) return;
    waiting = false;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      state.textContent = (await answer.json()).text;
      state.classList.toggle("error", !answer.ok);
    } catch {
      waiting = true;
      state.textContent = form.dataset.unsaved;
      state.classList.add("error");
      timer = setTimeout(keep, 5000);
    }
  };
  const typed = () => { waiting = true; clearTimeout(timer); timer = setTimeout(keep, 1500); };
  form.addEventListener("input", typed);
  if ([...form.elements].some((field) => field.matches("textarea, input:not([type=checkbox], [type=radio])") && field.value !== field.defaultValue)) typed(); // before this file came
  form.addEventListener("submit", () => { waiting = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  const quick = form.querySelector("#id_quick");
  quick?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector('[name="line"][value="quick"]').click();
  });
}

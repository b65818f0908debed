// In the final check: saves each answer as it is given and says so. The page's own form works without this file.
const form = document.querySelector("#check-form");

function say(card, words, failed) {
  const state = card.querySelector(".savestate");
  state.textContent = words;
  state.classList.toggle("error", failed);
}

function answerOf(card) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "attempt"]) data.set(name, form.elements[name].value);
  for (const field of card.querySelectorAll("[name]")) {
    const off = (field.type === "radio" || field.type === "checkbox") && !field.checked;
    if (!off) data.append(field.name, field.value);
  }
  return data;
}

// One at a time, so that an earlier answer never arrives after a later one.
const waiting = new Set();
let busy = false;

async function saveAll() {
  if (busy) return;
  busy = true;
  for (const card of waiting) {
    waiting.delete(card);
    await save(card);
  }
  busy = false;
}

async function save(card) {
  const words = form.dataset;
  const tell = (text, failed) => waiting.has(card) || say(card, text, failed);
  try {
    const answer = await fetch(form.action, { method: "POST", body: answerOf(card), headers: { "X-Requested-With": "fetch" } });
    const told = await answer.json();
    const problem = told.problem || (told.problems && Object.values(told.problems)[0]);
    tell(problem || words.saved, Boolean(problem));
  } catch {
    tell(words.failed, true);
  }
}

form?.addEventListener("change", (event) => {
  const card = event.target.closest("section");
  if (!card) return;
  waiting.add(card);
  say(card, form.dataset.saving, false);
  saveAll();
});

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

async function save(card) {
  const words = form.dataset;
  say(card, words.saving, false);
  const turn = (card.saves = (card.saves || 0) + 1);
  try {
    const answer = await fetch(form.action, { method: "POST", body: answerOf(card), headers: { "X-Requested-With": "fetch" } });
    const told = await answer.json();
    if (turn !== card.saves) return;
    const problem = told.problem || (told.problems && Object.values(told.problems)[0]);
    say(card, problem || words.saved, Boolean(problem));
  } catch {
    if (turn === card.saves) say(card, words.failed, true);
  }
}

form?.addEventListener("change", (event) => {
  const card = event.target.closest("section");
  if (card) save(card);
});

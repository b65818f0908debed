// In the editor of a case: offers every key that the case has wherever a choice has to lead somewhere.
const list = document.createElement("datalist");
list.id = "case-keys";

function offer() {
  const options = [];
  for (const key of document.querySelectorAll("input[name^='scenes-'][name$='-value-key'], input[name^='endings-'][name$='-value-key']")) {
    if (!key.value) continue;
    const words = document.querySelector(`[name='${key.name.replace(/-key$/, "-text")}']`)?.value || "";
    const option = document.createElement("option");
    option.value = key.value;
    option.label = `${key.value}: ${words.slice(0, 60)}`;
    options.push(option);
  }
  list.replaceChildren(...options);
}

document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("[data-contentpath=scenes]")) return;
  document.body.append(list);
  document.addEventListener("focusin", (event) => event.target.matches?.("[data-case-target]") && offer());
});

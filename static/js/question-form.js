// A question's form in the admin: only what fits the kind is offered. What is there already stays in sight.
(() => {
  const kind = () => document.querySelector("select[data-groups]");

  function fit() {
    const select = kind();
    if (!select) return;
    const wanted = JSON.parse(select.dataset.groups)[select.value];
    for (const group of document.querySelectorAll(".w-combobox__optgroup")) {
      const label = group.querySelector(".w-combobox__optgroup-label");
      group.hidden = Boolean(label) && label.textContent.trim() !== wanted;
    }
    const unit = document.querySelector("#id_unit_of_answer");
    const panel = unit && unit.closest(".w-panel");
    if (panel) panel.hidden = select.value !== "numeric" && !unit.value;
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!kind()) return;
    fit();
    document.addEventListener("change", (event) => event.target === kind() && fit());
    new MutationObserver(fit).observe(document.body, { childList: true, subtree: true });
  });
})();

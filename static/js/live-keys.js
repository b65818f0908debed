// Keys of the session editor. They can be switched off in the reading settings; none takes Tab, Escape or a letter
// away from a field. Everything they do can be done with a button.
const form = document.querySelector("#case-form");
const dialog = document.querySelector("#keys");
const TYPED = "input:not([type=radio]):not([type=checkbox]):not([type=button]), textarea, select";

function goTo(number) {
  const section = document.querySelector(`#section-${number}`);
  const field = section?.querySelector("input:checked, input:not([type=hidden]), textarea, select, button");
  const first = number === "1" ? [...section.querySelectorAll("[data-goal]")].find((goal) => !goal.querySelector(":checked"))?.querySelector("[type=radio]") : null;
  (first || field)?.focus();
  section?.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

function judge(goal, number) {
  const choice = goal.querySelectorAll("[type=radio]")[number - 1];
  if (!choice) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  const goals = [...form.querySelectorAll("[data-goal]")];
  const next = goals[goals.indexOf(goal) + 1];
  (next?.querySelector(":checked") || next?.querySelector("[type=radio]") || choice).focus();
}

function carry(goal) {
  const key = goal.querySelector("[name$='-key']").value;
  document.querySelector(`[data-carry="${key}"]:not([hidden])`)?.click();
}

function onChord(event) {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter") return () => form.requestSubmit(form.querySelector("[name=save][value=next]"));
    if (event.key === "s" && !event.altKey) return () => form.requestSubmit(form.querySelector("[name=save][value=stay]"));
    return null;
  }
  if (!event.altKey || event.shiftKey) return null;
  const digit = /^Digit([1-6])$/.exec(event.code);
  if (digit) return () => goTo(digit[1]);
  if (event.code === "KeyA") return () => document.querySelector("#id_quick").focus();
  if (event.code === "KeyG") return () => document.querySelector("#add-goal").click();
  return null;
}

function onPlain(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPED) || dialog.open) return null;
  const goal = event.target.closest("[data-goal]");
  if (goal && /^[1-4]$/.test(event.key)) return () => judge(goal, Number(event.key));
  if (goal && event.key === "c") return () => carry(goal);
  return event.key === "?" ? () => dialog.showModal() : null;
}

if (form && dialog) {
  const button = document.querySelector("#show-keys");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  if (form.dataset.keys !== "off") {
    document.addEventListener("keydown", (event) => {
      const act = onChord(event) || onPlain(event);
      if (!act || event.repeat) return;
      event.preventDefault();
      act();
    });
  }
}

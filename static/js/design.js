// Keeps the preview beside a certificate's design up to date, and says what is wrong beside its field, a moment after
// typing. Without this file the buttons do it; where the browser shows no PDF in a page, they open it in a new one.
const form = document.querySelector("#design-form");
const frame = document.querySelector("#design-frame");
const buttons = [...document.querySelectorAll('[formtarget="preview"]')];
let button = buttons[0];
let waiting = 0;

const say = (field, words) => {
  const id = `${field.id.replace(/_\d+$/, "")}_error`;
  const holder = field.closest(".field");
  const old = document.getElementById(id);
  if (!words.length) {
    if (old?.dataset.live) {
      old.remove();
      holder.classList.remove("wrong");
      field.removeAttribute("aria-invalid");
    }
    return;
  }
  const list = old ?? Object.assign(document.createElement("ul"), { className: "wrongs", id });
  list.dataset.live = "1";
  list.replaceChildren(...words.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  if (!old) field.before(list);
  holder.classList.add("wrong");
  field.setAttribute("aria-invalid", "true");
};

const look = async () => {
  const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const { errors } = await answer.json();
  for (const field of form.querySelectorAll("input[type=text], input[type=file]")) say(field, field.value ? (errors[field.id] ?? []) : []);
  if (!Object.keys(errors).length && navigator.pdfViewerEnabled) form.requestSubmit(button);
};

for (const one of buttons) one.addEventListener("click", () => { button = one; });
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 700);
});
if (navigator.pdfViewerEnabled) look();
else {
  frame.hidden = true;
  for (const one of buttons) one.formTarget = "_blank";
}

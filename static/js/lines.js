// Repeated lines of a form without going to the server: one more, one less, and the fit circle drawn again while typing.
// Without this file the same buttons send the form, and the page comes back with the lines changed.
const number = (box) => 1 + Math.max(-1, ...[...box.querySelectorAll("[data-line] [name]")].map((field) => Number(field.name.match(/-(\d+)-/)?.[1] ?? -1)));

function addLine(box, system) {
  const fresh = box.querySelector("template").content.cloneNode(true);
  const next = String(number(box));
  for (const element of fresh.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name);
      if (value.includes("__n__")) element.setAttribute(name, value.replaceAll("__n__", next));
    }
  }
  const line = fresh.querySelector("[data-line]");
  const key = crypto.randomUUID().replaceAll("-", "");
  line.querySelector("[data-key]").value = key;
  line.querySelector("[data-remove]").value = `${box.dataset.lines}:remove:${key}`;
  const select = system && line.querySelector("[name$='-system']");
  if (select) { select.value = system; line.classList.add(system); }
  box.querySelector("[data-rows]").append(fresh);
  line.querySelector("textarea, input:not([type=hidden]), select")?.focus();
}

function removeLine(box, line) {
  const next = line.nextElementSibling || line.previousElementSibling;
  line.remove();
  (next?.querySelector("textarea, input:not([type=hidden]), select") || box.querySelector("[data-add]"))?.focus();
}

async function draw(box) {
  const form = box.closest("form");
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith(`${box.dataset.lines}-`) || name === "csrfmiddlewaretoken") body.append(name, value);
  }
  body.append("prefix", box.dataset.lines);
  try {
    const answer = await fetch(form.dataset.fitPicture, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) box.querySelector(".fitpictures").innerHTML = await answer.text();
  } catch { /* The picture stays as it was; the form has everything. */ }
}

for (const box of document.querySelectorAll("[data-lines]")) {
  const form = box.closest("form");
  const pictured = box.querySelector(".fitpictures");
  let timer = 0;
  const changed = () => {
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (!pictured) return;
    clearTimeout(timer);
    timer = setTimeout(() => draw(box), 500);
  };
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=line]");
    if (!button || !form) return;
    event.preventDefault();
    if (button.dataset.add !== undefined) addLine(box, button.dataset.add);
    else removeLine(box, button.closest("[data-line]"));
    changed();
  });
  if (pictured) box.addEventListener("input", (event) => { if (event.target !== box) { clearTimeout(timer); timer = setTimeout(() => draw(box), 500); } });
  box.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith("-system")) return;
    const row = event.target.closest("[data-line]");
    row.className = `fitrow ${event.target.value}`;
  });
}

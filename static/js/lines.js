// Repeated lines of a form without going to the server: one more, one less, choices that know new lines, outcomes by
// one key, and the fit circle drawn again while typing. Without this file the same buttons send the form instead.
const FIRST = "textarea, input:not([type=hidden]), select";
const boxes = [...document.querySelectorAll("[data-lines]")];
const boxOf = (prefix) => boxes.find((box) => box.dataset.lines === prefix);
const linesIn = (box) => [...box.querySelectorAll("[data-rows] > [data-line]")];
const numberIn = (line) => Number(line.querySelector("[data-key]").name.match(/-(\d+)-key$/)?.[1] ?? -1);

function addLine(box) {
  const fresh = box.querySelector("template").content.cloneNode(true);
  const next = String(1 + Math.max(-1, ...linesIn(box).map(numberIn)));
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
  box.querySelector("[data-rows]").append(fresh);
  return line;
}

function removeLine(box, line) {
  const next = line.nextElementSibling || line.previousElementSibling;
  const carries = line.querySelector("[data-carries]")?.value;
  if (carries) document.querySelector(`button[data-carry="${carries}"]`)?.removeAttribute("hidden");
  line.remove();
  (next?.querySelector(FIRST) || box.querySelector("[data-add]"))?.focus();
}

// A choice offers the lines of another list as they are now, those too that nobody has saved yet.
function offer(select) {
  const box = boxOf(select.dataset.offers);
  if (!box) return;
  const chosen = select.value;
  const options = linesIn(box).flatMap((line) => {
    const text = line.querySelector("[name$='-text']").value.trim();
    const open = line.querySelector("[name$='-is_open']");
    const key = line.querySelector("[data-key]").value;
    return text && (!open || open.checked || key === chosen) ? [new Option(text.slice(0, 90), key)] : [];
  });
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

function choose(select, key) {
  if (!select || !key) return;
  offer(select);
  select.value = key;
}

function carryOn(button) {
  const box = boxOf("next");
  const line = addLine(box);
  line.querySelector("[name$='-text']").value = button.dataset.text;
  line.querySelector("[data-carries]").value = button.dataset.carry;
  choose(line.querySelector("[name$='-driver']"), button.dataset.driver);
  choose(line.querySelector("[name$='-overarching']"), button.dataset.overarching);
  button.hidden = true;
  line.querySelector(FIRST).focus();
  return box;
}

async function draw(box) {
  const form = box.closest("form");
  const body = new URLSearchParams({ prefix: box.dataset.lines });
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith(`${box.dataset.lines}-`) || name === "csrfmiddlewaretoken") body.append(name, value);
  }
  try {
    const answer = await fetch(form.dataset.fitPicture, { method: "POST", body, redirect: "error", headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) box.querySelector(".fitpictures").innerHTML = await answer.text();
  } catch { /* The picture stays as it was; the form has everything. */ }
}

for (const box of boxes) {
  const pictured = box.querySelector(".fitpictures");
  let timer = 0;
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=line]");
    if (!button || button.dataset.carry) return;
    event.preventDefault();
    if (button.dataset.remove !== undefined) {
      removeLine(box, button.closest("[data-line]"));
    } else {
      const line = addLine(box);
      const system = line.querySelector("[name$='-system']");
      if (system && button.dataset.add) { system.value = button.dataset.add; line.classList.add(button.dataset.add); }
      line.querySelector(system && button.dataset.add ? "textarea" : FIRST).focus();
    }
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (pictured) box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => draw(box), 500); });
  box.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("-system")) event.target.closest("[data-line]").className = `fitrow ${event.target.value}`;
  });
  box.addEventListener("focusin", (event) => { if (event.target.dataset.offers) offer(event.target); });
}

// A goal that is carried on becomes a line of this week with its words, its driver and where it came from.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-carry]");
  if (!button || !boxOf("next")) return;
  event.preventDefault();
  carryOn(button).dispatchEvent(new Event("input", { bubbles: true }));
});

// With an outcome in focus, the keys 1 to 4 choose it.
document.addEventListener("keydown", (event) => {
  const group = event.target.closest?.("[data-outcomes]");
  const radio = group?.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (!radio || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  radio.click();
  radio.focus();
});

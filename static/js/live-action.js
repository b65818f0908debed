// The quick line for an action: while it is typed, the server says what it means; Enter then adds exactly that, once.
const form = document.querySelector("#case-form");
const line = document.querySelector("#id_quick");
const meant = document.querySelector("#quick-meant");
const button = document.querySelector("#quick-button");
const asks = document.querySelector("#quick-asks");
const answer = document.querySelector("#id_quick_not_a_name");
let timer = 0;
let key = crypto.randomUUID();
let shown = "";

async function ask(add) {
  const text = line.value;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ quick: text, "action-key": key, csrfmiddlewaretoken: token, ...(answer.checked ? { "quick-not-a-name": "on" } : {}), ...(add ? { act: "add" } : {}) });
  const reply = await fetch(form.dataset.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  if (reply.redirected || !reply.headers.get("Content-Type")?.includes("json")) throw new Error(reply.status);
  return { text, status: reply.status, told: await reply.json() };
}

function tag(words, tone) {
  const mark = document.createElement("span");
  mark.className = `tag ${tone}`;
  mark.textContent = words;
  return mark;
}

function show({ text, told }) {
  if (text !== line.value) return;
  shown = told.problem ? "" : text;
  asks.hidden = !told.asks;
  if (!text.trim()) { meant.replaceChildren(); return; }
  meant.replaceChildren(told.problem ? tag(told.problem, "over") : tag(told.words, "pine"), ` ${told.text}`);
}

const look = () => ask(false).then(show).catch(() => { meant.textContent = form.dataset.offline; });

async function enter() {
  clearTimeout(timer);
  if (!line.value.trim()) return;
  try {
    if (shown !== line.value) { await look(); return; }
    const { status, told } = await ask(true);
    if (status !== 201) { show({ text: line.value, told }); return; }
    document.querySelector("#actions").insertAdjacentHTML("beforeend", told.html);
    meant.replaceChildren(tag(told.words, "ok"));
    line.value = "";
    shown = "";
    answer.checked = false;
    asks.hidden = true;
    key = crypto.randomUUID();
    line.focus();
  } catch {
    meant.textContent = form.dataset.offline;
  }
}

async function takeBack(undo) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(form.dataset.action, { method: "POST", body: new URLSearchParams({ act: undo.value, csrfmiddlewaretoken: token }), headers: { "X-Requested-With": "fetch" } });
    meant.replaceChildren(tag((await answer.json()).words, answer.ok ? "ok" : "over"));
    if (answer.ok) undo.closest("li").remove();
    else undo.remove();
    line.focus();
  } catch {
    meant.textContent = form.dataset.offline;
  }
}

if (form && line && button) {
  document.querySelector("#actions").addEventListener("click", (event) => {
    const undo = event.target.closest("button[value^='undo:']");
    if (!undo) return;
    event.preventDefault();
    takeBack(undo);
  });
  answer.addEventListener("change", look);
  line.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    enter();
  });
  button.addEventListener("click", (event) => { event.preventDefault(); enter(); });
}

// Warns two minutes before a confidential page signs out. Any request of this page's scripts counts as being there;
// a page with [data-stays-open] (a session that is written up) says so by itself.
const box = document.getElementById("still-there");
const form = box?.querySelector("form");
let seen = Date.now();
let before = null;

function show(yes) {
  if (box.hidden !== yes) return;
  if (yes) before = document.activeElement;
  box.hidden = !yes;
  if (yes) box.querySelector("button").focus();
  else before?.focus?.();
}

async function stay() {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 204) seen = Date.now();
  return answer?.status === 204;
}

async function look() {
  const quiet = (Date.now() - seen) / 1000;
  if (quiet > Number(box.dataset.seconds) + 2) {
    if (!document.querySelector("[data-stays-open]")) location.assign(box.dataset.page);
  } else if (quiet > Number(box.dataset.warn)) {
    if (!document.querySelector("[data-stays-open]") || !(await stay())) show(true);
  } else show(false);
}

if (box) {
  form.addEventListener("submit", async (event) => { event.preventDefault(); if (await stay()) show(false); else form.submit(); });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (["fetch", "xmlhttprequest", "beacon"].includes(entry.initiatorType)) seen = Math.max(seen, performance.timeOrigin + entry.startTime);
  }).observe({ type: "resource" });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
}

// The button says how many are ticked; the undo strip goes when its time is up. Without this file both still work.
const form = document.querySelector("#chase-form");
const button = form?.querySelector("button[data-many]");
const say = () => {
  const ticked = form.querySelectorAll("[name=people]:checked").length;
  const words = ticked === 0 ? button.dataset.none : ticked === 1 ? button.dataset.one : button.dataset.many;
  button.textContent = words.replace("{n}", ticked);
};
form?.addEventListener("change", say);
if (form) say();

const strip = document.querySelector("form.undo");
let left = Number(strip?.dataset.seconds);
const tick = () => {
  left -= 1;
  if (left > 0) return setTimeout(tick, 1000);
  strip.querySelector("button").remove();
  strip.querySelector("[data-left]").remove();
};
if (strip) setTimeout(tick, 1000);

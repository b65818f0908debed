// A block of cells pasted into the grid lands cell by cell; what does not fit stays in the clipboard.
const form = document.querySelector("[data-grid]");

form?.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const rows = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
  if (!(event.target instanceof HTMLInputElement) || (rows.length === 1 && rows[0].length === 1)) return;
  event.preventDefault();
  const lines = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll(".pair input")]);
  const top = lines.findIndex((line) => line.includes(event.target));
  const left = lines[top].indexOf(event.target);
  rows.forEach((cells, down) => cells.forEach((cell, right) => {
    const field = lines[top + down]?.[left + right];
    if (field) field.value = cell.trim();
  }));
});

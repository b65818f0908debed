// A button that copies a read-only field; without a script one marks the text and copies it by hand.
for (const field of document.querySelectorAll("input[data-copy]")) {
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn sm";
  button.textContent = field.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "saved";
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = field.dataset.copied;
    } catch {
      said.textContent = field.dataset.marked;
    }
  });
  document.getElementById("copy").append(button, said);
}

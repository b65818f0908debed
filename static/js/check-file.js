// Checks a file on the checking page without sending it: only its SHA-256 leaves the browser. Without this file the form
// uploads, and so it does where a browser can't compute a SHA-256.
const form = document.querySelector("#file-check");
if (form && window.crypto?.subtle) {
  const field = form.querySelector("input[type=file]");
  const says = form.querySelector("[data-says]");
  says.textContent = form.dataset.here;

  const check = async (file) => {
    says.textContent = form.dataset.reading;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    location.assign(`${form.action}${hex}/`);
  };

  // A file that can't be read here, being too large or gone, is left to the form.
  const tryFile = (file) => check(file).catch(() => form.submit());

  form.addEventListener("submit", (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    tryFile(field.files[0]);
  });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    tryFile(field.files[0]);
  });
}

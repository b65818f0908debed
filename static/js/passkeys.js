// Passkey buttons show where the browser has passkeys, and say so when none was given.
if (window.PublicKeyCredential) {
  document.querySelectorAll("#passkey_login, #passkey_now").forEach((button) => { button.hidden = false; });
}
document.addEventListener("allauth.error", (event) => {
  const problem = document.querySelector("#passkey-problem");
  if (!problem) return;
  event.preventDefault();
  problem.hidden = true;
  requestAnimationFrame(() => { problem.hidden = false; });
});

// Leaves the teams whose name has what is typed. Without this file the button asks the server.
const field = document.querySelector("[data-glance]");
const count = document.querySelector("#glance-count");

field?.addEventListener("input", () => {
  const wanted = field.value.trim().toLocaleLowerCase();
  const teams = [...document.querySelectorAll(".glance")];
  for (const team of teams) team.hidden = !team.dataset.name.toLocaleLowerCase().includes(wanted);
  count.textContent = String(teams.filter((team) => !team.hidden).length);
});

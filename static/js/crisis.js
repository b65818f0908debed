// On the crisis form: the minute at which the safeguarding route was followed is now, unless somebody types another.
const form = document.querySelector("#crisis-form");

form?.addEventListener("change", (event) => {
  const time = form.querySelector('[name="route_time"]');
  if (event.target.name !== "route" || event.target.value !== "yes" || time.value) return;
  time.value = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
});

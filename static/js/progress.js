// While work goes on in the background: looks again every second until it is over. Without this file the page has a link.
const look = async () => {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page && page.querySelector("#progress");
  if (fresh) document.querySelector("#progress").replaceWith(fresh);
  if (!fresh || !("over" in fresh.dataset)) setTimeout(look, 1000);
};
setTimeout(look, 1000);

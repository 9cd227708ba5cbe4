// Leaving: the tab is blank at once and goes to a neutral page, in the place of this one in the
// history, so that Back does not lead here.

let goal = "";

// The address to leave to: `wanted` if it is an https address, else the server's.
export function exitAddress(wanted, usual) {
  try {
    return new URL(wanted).protocol === "https:" ? wanted : usual;
  } catch {
    return usual;
  }
}

// Empties the page and goes. What the page itself would ask before it is left is not asked.
export function leave(address) {
  goal = address;
  window.onbeforeunload = null;
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
  const page = document.documentElement;
  page.removeAttribute("style");
  page.replaceChildren();
  go();
}

function go() {
  if (window.top === window) {
    location.replace(goal);
    return;
  }
  try {
    window.top.document.documentElement.hidden = true;
    window.top.document.body.hidden = true;
  } catch {
    // a page of another origin around the frame: it cannot be emptied, only left
  }
  try {
    window.top.location.replace(goal);
  } catch {
    location.replace("about:blank"); // a frame that may not leave can at least be empty
  }
}

// A browser that keeps the emptied page in its back/forward cache leaves it again.
window.addEventListener("pageshow", (event) => {
  if (goal && event.persisted) go();
});

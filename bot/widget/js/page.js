// The script of the pages without a chat: their way out leaves as the chat's does.

import { FACTS } from "./facts.js";
import { exitAddress, leave } from "./leaving.js";
import { onThreeShifts } from "./shift.js";

const away = document.querySelector("[data-leave]");
const spoken = document.querySelector("[data-spoken]");

if (away) {
  const go = () => leave(exitAddress(away.dataset.leave, FACTS.exit));
  away.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  onThreeShifts({
    signal: new AbortController().signal,
    done: go,
    counted: (left) => (spoken.textContent = spoken.dataset[left === 1 ? "one" : "two"]),
    cancelled: () => (spoken.textContent = spoken.dataset.off),
  });
}

// Shift three times within five seconds. Only the key itself counts, pressed and let go with nothing
// in between: not a capital letter, not a held key, not Shift and a click, not a keyboard on screen.

const TIMES = 3;
const WITHIN = 5000; // milliseconds
const LONGEST_PRESS = 1000;

// Calls `counted(left)` at each press that counts, `done()` at the last, `cancelled()` when the
// presses do not add up. Stops when `signal` aborts.
export function onThreeShifts({ counted, done, cancelled, signal }) {
  let presses = [];
  let down = 0; // when Shift was pressed alone, 0 when it is not
  let touched = !matchMedia("(any-pointer: fine)").matches; // touch is all there is
  let timer = 0;

  const reset = () => {
    down = 0;
    clearTimeout(timer);
    if (presses.length) cancelled();
    presses = [];
  };
  const listen = (type, handler) => window.addEventListener(type, handler, { capture: true, signal });

  listen("pointerdown", (event) => {
    touched = event.pointerType === "touch" || event.pointerType === "pen";
    reset();
  });
  listen("blur", (event) => event.target === window && reset());
  listen("keydown", (event) => {
    if (!isShift(event) || touched || event.ctrlKey || event.altKey || event.metaKey) reset();
    else if (!event.repeat) down = event.timeStamp;
  });
  listen("keyup", (event) => {
    if (!isShift(event) || !down) return;
    const held = event.timeStamp - down;
    down = 0;
    if (held > LONGEST_PRESS) return reset();
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN);
    clearTimeout(timer);
    if (presses.length >= TIMES) {
      presses = [];
      done();
      return;
    }
    counted(TIMES - presses.length);
    timer = setTimeout(reset, WITHIN - (event.timeStamp - presses[0]));
  });
}

// A key of a real keyboard has a place on it; those of a keyboard on screen have none.
function isShift(event) {
  return event.key === "Shift" && /^Shift(Left|Right)$/.test(event.code) && !event.isComposing;
}

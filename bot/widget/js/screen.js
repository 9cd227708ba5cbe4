// Fits the chat to what is seen of the screen: a keyboard on it takes half, a page that is too wide
// or a pinch shows a part. --seen-left, -right, -top and -bottom: how much is not seen on that side.

const FRAMED = window.top !== window;
const WHOLE = () => ({ width: innerWidth, height: innerHeight, offsetLeft: 0, offsetTop: 0 });
const SHORT = 430; // pixels: less than this scrolls as a whole

export function followScreen(part, signal) {
  const screen = window.visualViewport;
  const fit = () => {
    const { width, height, offsetLeft, offsetTop } = screen ?? WHOLE();
    const pinched = (screen?.scale ?? 1) > 1.05;
    for (const node of [part.layer, part.panel]) {
      node.toggleAttribute("data-short", !pinched && height < SHORT);
      if (pinched) continue;
      const seen = { width, height, left: offsetLeft, top: offsetTop, right: innerWidth - width - offsetLeft };
      if (!FRAMED) seen.bottom = innerHeight - height - offsetTop;
      for (const [name, pixels] of Object.entries(seen)) {
        node.style.setProperty(`--seen-${name}`, `${Math.max(0, Math.floor(pixels))}px`);
      }
    }
    hold(part.leave, pinched ? screen : null);
  };
  fit();
  for (const type of ["resize", "scroll"]) screen?.addEventListener(type, fit, { signal });
  window.addEventListener("resize", fit, { signal });
  if (FRAMED) followFrame(part.layer, signal);
}

// A frame that is higher than what is seen of it: the way out stays in the part that is seen.
function followFrame(layer, signal) {
  const steps = Array.from({ length: 51 }, (_, step) => step / 50);
  const watch = new IntersectionObserver(([{ intersectionRect: seen }]) => {
    if (seen.height < 60) return;
    layer.style.setProperty("--seen-bottom", `${Math.max(0, Math.round(innerHeight - seen.bottom))}px`);
  }, { threshold: steps });
  watch.observe(document.documentElement);
  signal.addEventListener("abort", () => watch.disconnect());
}

// The way out stays in the corner of a pinched screen, in its ordinary size.
function hold(node, screen) {
  node.style.transform = "";
  if (!screen) return;
  const { left, top, width } = node.getBoundingClientRect();
  const edge = Math.min(8, Math.max(0, screen.width * screen.scale - width));
  const right = screen.offsetLeft + screen.width - (width + edge) / screen.scale;
  node.style.transformOrigin = "0 0";
  node.style.transform = `translate(${right - left}px, ${screen.offsetTop + 8 / screen.scale - top}px) scale(${1 / screen.scale})`;
}

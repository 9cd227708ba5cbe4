// Silence: when to ask whether the visitor is still there, and when the conversation is over.

const TYPED_LATELY = 60000; // milliseconds

export class Idle {
  constructor(warn, over) {
    this.warn = warn;
    this.over = over;
    this.warnSeconds = 120;
    this.end = 0;
    this.typedAt = 0;
  }

  // The server said how long it remembers from now on (seconds).
  start({ idle_seconds: seconds, warn_seconds: before }) {
    this.stop();
    if (!(seconds > 0)) return;
    if (before > 0) this.warnSeconds = before;
    this.end = Date.now() + seconds * 1000;
    const untilWarning = seconds - (this.warnSeconds < seconds ? this.warnSeconds : seconds / 2);
    this.timers = [setTimeout(() => this.remind(), untilWarning * 1000), setTimeout(() => this.over(), seconds * 1000)];
  }

  stop() {
    (this.timers ?? []).forEach(clearTimeout);
    this.end = 0;
    this.warned = false;
  }

  get left() {
    return Math.max(0, (this.end - Date.now()) / 1000); // seconds
  }

  // Timers sleep with the device: when it wakes, what should be gone goes.
  check() {
    if (this.end && Date.now() > this.end) this.over();
  }

  // Somebody types: that is being there. Writing long is no reason to be asked, or cut off.
  active(extend) {
    this.typedAt = Date.now();
    this.extend = extend;
    if (this.warned) this.renew();
  }

  remind() {
    if (this.extend && Date.now() - this.typedAt < TYPED_LATELY) {
      this.renew();
      return;
    }
    this.warned = true;
    this.warn();
  }

  renew() {
    this.warned = false;
    this.extend();
  }
}

"use strict";

// Times are the emulator's, by the hotline's clock: the browser may be set to another.
const zone = { timeZone: document.body.dataset.timeZone };
const short = { ...zone, hour: "2-digit", minute: "2-digit" };

export const clock = (time) => new Date(time).toLocaleTimeString("da-DK", short);
export const clockWithSeconds = (time) => new Date(time).toLocaleTimeString("da-DK", zone);

let ahead = NaN; // of the browser's timer, in milliseconds

export function setClock(time) {
  ahead = Date.parse(time) - performance.now();
}

// NaN until the emulator has told it.
export const now = () => performance.now() + ahead;

export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

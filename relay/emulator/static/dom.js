"use strict";

export const clock = (time) =>
  new Date(time).toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
export const clockWithSeconds = (time) => new Date(time).toLocaleTimeString("da-DK");

export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Keeps the page as the log is now: asks every two seconds for the part that changes, and lets
// clocks run. Rests while nobody looks.
const GAP = 2000;
const part = document.querySelector("[data-live]");
const news = Object.assign(document.createElement("p"), { className: "news" });
news.setAttribute("role", "status");
part.after(news);
const address = new URL(location.href);
address.searchParams.set("fragment", "1");
// "h", "t": the one unit whose letter is not the same in every language of the pages.
const HOUR = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "hour", unitDisplay: "narrow" })
  .formatToParts(1).find((part) => part.type === "unit").value;
let tag = "", ahead = 0, seen = Date.now(), timer = 0, asking = false;

function tick() {
  for (const clock of part.querySelectorAll("[data-running]")) {
    const all = Math.max(0, Math.floor((Date.now() + ahead - Date.parse(clock.dateTime)) / 1000));
    clock.textContent = span(all);
  }
}

function span(all) {
  const [d, h, m, s] = [all / 86400, (all / 3600) % 24, (all / 60) % 60, all % 60].map(Math.floor);
  const two = (figure) => String(figure).padStart(2, "0");
  if (d) return `${d} d ${h} ${HOUR}`;
  return h ? `${h} ${HOUR} ${two(m)} min` : `${m} min ${two(s)} s`;
}

function show(html) {
  const focused = part.contains(document.activeElement) && path(document.activeElement);
  const unfolded = [...part.querySelectorAll("details[open]")].map((fold) => fold.id);
  const before = part.querySelector("[data-say]")?.textContent.trim();
  part.innerHTML = html;
  tick();
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (focused) part.querySelector(focused)?.focus({ preventScroll: true });
  document.title = part.querySelector("[data-title]")?.dataset.title ?? document.title;
  const after = part.querySelector("[data-say]")?.textContent.trim();
  if (after && after !== before) news.textContent = after;
}

function path(element) {
  if (element.matches("summary")) return `#${CSS.escape(element.parentElement.id)} > summary`;
  const link = element.getAttribute("href");
  return link && `[href="${CSS.escape(link)}"]`;
}

async function ask() {
  const headers = tag ? { "If-None-Match": tag } : {};
  const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(8000) });
  if (answer.status === 401) return location.reload();
  if (!answer.ok && answer.status !== 304) throw new Error(answer.status);
  ahead = Date.parse(answer.headers.get("Date")) - Date.now() || 0;
  const html = answer.status === 200 ? await answer.text() : null;
  if (getSelection().isCollapsed) {
    if (html !== null) show(html);
    tag = answer.headers.get("ETag") ?? tag;
  }
  seen = Date.now();
  if (document.body.classList.contains("is-lost")) news.textContent = "";
  document.body.classList.remove("is-lost");
}

async function round() {
  clearTimeout(timer);
  if (document.hidden || asking) return;
  asking = true;
  // Words that somebody is selecting are not taken from under their hand.
  if (getSelection().isCollapsed) {
    try {
      await ask();
    } catch {
      const zone = { timeZone: part.dataset.zone }; // as all times on the page
      const time = new Date(seen).toLocaleTimeString(document.documentElement.lang, zone);
      document.body.classList.add("is-lost");
      news.textContent = part.dataset.lost.replace("{time}", time);
    }
  }
  asking = false;
  timer = setTimeout(round, GAP);
}

document.addEventListener("visibilitychange", round);
setInterval(tick, 1000);
tick();
round();
// Browsers without ::details-content print what is folded only while it is open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...part.querySelectorAll(".fold:not([open])")];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));

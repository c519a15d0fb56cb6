"use strict";

import { clock, element, now, write } from "./dom.js";

const LINGER = 8000; // milliseconds a call stays on the screen after its end
const TICKS = {
  queued: ["·", "queued"],
  sent: ["✓", "sent"],
  delivered: ["✓✓", "delivered"],
  undelivered: ["✗", "undelivered"],
  failed: ["✗", "failed"],
};
const WORDS = "ringet|løst|videre|fortryd|nej|called|fixed|pass|undo|no"; // beside a code, in an answer
const ENDS = {
  completed: "Call",
  busy: "Call declined",
  "no-answer": "Missed call",
  failed: "Call failed",
  canceled: "Missed call",
};

export class Phone {
  constructor(handset, { ask, changed }) {
    this.ask = ask;
    this.changed = changed; // what the page tells of all phones
    this.number = handset.phone;
    this.owner = handset.name;
    this.unread = 0;
    this.rings = false;
    this.isFresh = true; // what is there already makes no noise
    this.bubbles = new Map();
    this.closed = new Set();
    this.call = null;
    const root = document.getElementById("phone-template").content.firstElementChild.cloneNode(true);
    this.root = root;
    this.find = (selector) => root.querySelector(selector);
    this.name(handset);
    this.listen();
  }

  name(handset) {
    const id = `phone-${handset.phone.slice(1)}`;
    const title = this.find("h3");
    title.id = id;
    this.root.id = `${id}-handset`;
    title.textContent = handset.name;
    this.root.setAttribute("aria-labelledby", id);
    this.root.classList.toggle("staff", handset.staff);
    this.find(".avatar").textContent = handset.name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => word[0] ?? "")
      .join("");
    this.find(".number").textContent = handset.phone;
    this.find(".chat").setAttribute("aria-label", `Messages on the phone of ${handset.name}`);
    this.find(".transcript").setAttribute("aria-label", `Call on the phone of ${handset.name}`);
    this.find(".dial").setAttribute("aria-label", `Call the hotline as ${handset.name}`);
    this.find("textarea").setAttribute("aria-label", `Text the hotline as ${handset.name}`);
    this.find(".composer button").setAttribute("aria-label", `Send as ${handset.name}`);
  }

  listen() {
    const form = this.find("form");
    const area = this.find("textarea");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(area.value);
    });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send(area.value);
      }
    });
    this.find(".dial").addEventListener("click", () =>
      this.ask("POST", "emulator/calls", { from: this.number }),
    );
    for (const act of ["answer", "decline", "hang-up"]) {
      this.find(`.${act}`).addEventListener("click", () => this.use(act));
    }
    this.find(".close").addEventListener("click", () => this.close());
    for (const key of "123456789*0#") {
      const button = element("button", "", key);
      button.type = "button";
      button.setAttribute("aria-label", { "*": "star", "#": "hash" }[key] ?? key);
      button.addEventListener("click", () => this.use("press", { digits: key }));
      this.find(".keypad").append(button);
    }
    for (const kind of ["pointerdown", "focusin"]) {
      this.root.addEventListener(kind, () => this.mark(0));
    }
  }

  async send(body) {
    if (!body.trim()) return;
    const area = this.find("textarea");
    area.value = "";
    if (!(await this.ask("POST", "emulator/texts", { from: this.number, body }))) area.value = body;
  }

  use(act, data = {}) {
    if (this.call) this.ask("POST", `emulator/calls/${this.call.sid}/${act}`, data);
  }

  close() {
    if (this.call) this.closed.add(this.call.sid);
    this.showCall(this.call);
    this.find("textarea").focus();
  }

  mark(count) {
    this.unread = count;
    const badge = this.find(".unread");
    badge.hidden = count === 0;
    write(badge, count ? String(count) : "");
    badge.title = `${count} unread`;
    this.root.classList.toggle("has-unread", count > 0);
    this.changed();
  }

  buzz() {
    this.root.classList.remove("buzz");
    void this.root.offsetWidth; // begins the animation anew
    this.root.classList.add("buzz");
  }

  update(handset) {
    const items = [
      ...handset.texts.map((text) => ({ at: text.received_at, sid: text.sid, text })),
      ...handset.calls
        .filter((call) => call.is_over)
        .map((call) => ({ at: call.ended_at, sid: call.sid, call })),
    ].sort((a, b) => a.at.localeCompare(b.at));
    write(this.find(".note"), handset.note);
    this.find(".note").title = handset.note;
    const before = this.bubbles.size;
    for (const item of items) this.show(item);
    if (this.bubbles.size !== before) this.find(".chat").scrollTop = 0; // its end
    this.suggest(handset);
    this.showCall(handset.calls.at(-1) ?? null);
    this.isFresh = false;
  }

  show(item) {
    const known = this.bubbles.get(item.sid);
    const mark = JSON.stringify([item.text?.status, item.text?.webhook, item.text?.body]);
    if (known?.mark === mark) return;
    const node = item.text ? bubble(item.text) : callEvent(item.call);
    if (known) known.node.replaceWith(node);
    else this.find(".texts").append(node);
    const wasThere = known?.arrived ?? this.isFresh;
    const arrived = item.text?.status === "delivered" && item.text.direction !== "inbound";
    this.bubbles.set(item.sid, { node, mark, arrived: arrived || wasThere });
    if (arrived && !wasThere) {
      this.buzz();
      if (!this.root.contains(document.activeElement)) this.mark(this.unread + 1);
    }
  }

  suggest(handset) {
    let words = handset.staff ? answers(handset.texts.at(-1)) : [];
    if (!handset.staff && handset.texts.length === 0) words = [sample(handset)];
    if (handset.opted_out) words = ["START"];
    const chips = this.find(".chips");
    if (chips.dataset.words === words.join("|")) return;
    chips.dataset.words = words.join("|");
    chips.replaceChildren(
      ...words.map((word) => {
        const chip = element("button", "", word);
        chip.type = "button";
        chip.title = `Send “${word}”`;
        chip.addEventListener("click", () => this.send(word));
        return chip;
      }),
    );
  }

  showCall(call) {
    const isNew = call && call.sid !== this.call?.sid;
    this.call = call;
    const pane = this.find(".call");
    const age = call?.is_over ? now() - Date.parse(call.ended_at) : 0;
    const isOver = Boolean(call?.is_over);
    const shown =
      call && call.status !== "queued" && !this.closed.has(call.sid) && age < LINGER && !(isOver && this.isFresh);
    pane.hidden = !shown;
    for (const covered of this.root.querySelectorAll(".screen, .chips, .composer")) {
      covered.inert = Boolean(shown);
    }
    const isIncoming = Boolean(shown) && call.direction === "outbound-api";
    const rings = isIncoming && call.status === "ringing";
    if (rings && !this.root.classList.contains("ringing")) this.buzz();
    this.root.classList.toggle("ringing", rings);
    if (rings !== this.rings) {
      this.rings = rings;
      this.changed();
    }
    this.root.classList.toggle("talking", Boolean(shown) && !rings && !isOver);
    if (!shown) return;
    if (isNew) this.find(".transcript").replaceChildren();
    write(this.find(".caller"), `Hotline ${document.body.dataset.hotline}`);
    write(this.find(".call-state"), callState(call, rings));
    write(this.find(".keyed"), call.keyed);
    this.find(".bell").hidden = !rings;
    this.find(".answer").hidden = !rings;
    this.find(".decline").hidden = !rings;
    this.find(".hang-up").hidden = rings || isOver;
    this.find(".close").hidden = !isOver;
    this.find(".keypad").hidden = rings || isOver;
    this.find(".transcript").hidden = rings;
    this.transcribe(call.lines);
  }

  transcribe(lines) {
    const list = this.find(".transcript");
    for (const line of lines.slice(list.children.length)) {
      list.append(element("p", `said-by-${line.speaker}`, line.text));
      list.scrollTop = list.scrollHeight;
    }
  }
}

// What the text a phone got last asks to be answered; none once it has been answered.
function answers(last) {
  const body = last?.direction === "inbound" ? "" : (last?.body ?? "");
  const code = /\b(?:svar|svara|antworte|reply|answer)\s+(\d{2,4})\b/i.exec(body)?.[1];
  if (!code) return [];
  const offered = body.matchAll(new RegExp(`\\b${code}\\b(?: (?:${WORDS})\\b|(?! \\p{L})|(?= (?:for|to) ))`, "gu"));
  return [...new Set([...offered].map(([words]) => words))];
}

function callState(call, rings) {
  if (rings) return "is calling …";
  if (call.is_over) return call.answered_at ? "call ended" : (ENDS[call.status] ?? call.status);
  if (call.status === "ringing") return "ringing …";
  return call.awaits_keys ? "waits for keys" : "connected";
}

function callEvent(call) {
  const missed = !call.answered_at;
  const words = ENDS[call.status] ?? call.status;
  const seconds = missed ? 0 : Math.round((Date.parse(call.ended_at) - Date.parse(call.answered_at)) / 1000);
  const length = missed ? "" : ` ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return element("div", missed ? "event missed" : "event", `☎ ${words}${length} · ${clock(call.ended_at)}`);
}

function bubble(text) {
  const mine = text.direction === "inbound";
  const [sign, title, kind] = tick(text, mine);
  const node = element("div", `bubble ${mine ? "mine" : "theirs"} ${kind}`);
  node.append(element("div", "words", text.body || (text.media.length ? "(picture)" : "(erased)")));
  const meta = element("div", "meta");
  meta.append(element("time", "", clock(text.received_at)));
  const mark = element("span", `tick ${kind}`, sign);
  mark.title = title;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", title);
  meta.append(mark);
  if (text.copies > 1) meta.append(element("span", "", `shown ${text.copies} times`));
  const parts = `${text.segments} ${text.segments === 1 ? "segment" : "segments"} ${text.alphabet}`;
  meta.append(element("span", "size", parts));
  if (mine) meta.prepend(meta.lastChild);
  node.append(meta);
  return node;
}

function tick(text, mine) {
  if (mine) {
    if (text.webhook === "answered") return ["✓", "the relay has it", "delivered"];
    if (text.webhook === "failed") return ["✗ 11200", "the relay could not be reached", "broken"];
    return ["·", "on its way to the relay", "pending"];
  }
  const [sign, word] = TICKS[text.status] ?? ["·", text.status];
  if (!text.error_code) return [sign, word, text.status === "delivered" ? "delivered" : "pending"];
  return [`${sign} ${text.error_code}`, `${word}: ${text.error ?? "unknown"}`, "broken"];
}

const english = (name, shop, phone) =>
  `${name} from ${shop}: checkout shows error 500, nobody can pay. Call ${phone}`;

// By the country of the phone; elsewhere English.
const SAMPLES = {
  "+45": (name, shop, phone) =>
    `${name} fra ${shop}: kassen giver fejl 500, ingen kan betale. Ring ${phone}`,
  "+46": (name, shop, phone) =>
    `${name} från ${shop}: kassan visar fel 500, ingen kan betala. Ring ${phone}`,
  "+47": (name, shop, phone) =>
    `${name} fra ${shop}: kassen gir feil 500, ingen får betalt. Ring ${phone}`,
  "+49": (name, shop, phone) =>
    `${name} von ${shop}: die Kasse zeigt Fehler 500, niemand kann bezahlen. Bitte ${phone} anrufen`,
};

function sample(handset) {
  const shop = handset.note.includes(".") ? handset.note : "lampehuset.dk";
  const name = handset.name.split(" ")[0];
  const country = Object.keys(SAMPLES).find((code) => handset.phone.startsWith(code));
  return (SAMPLES[country] ?? english)(name, shop, handset.phone);
}

"use strict";

import { clockWithSeconds, element, now, setClock, write } from "./dom.js";
import { Phone } from "./phone.js";

const POLL = 700; // milliseconds

const phones = new Map();
let etag = "";

const byId = (id) => document.getElementById(id);

async function ask(method, path, data) {
  const request = { method, headers: { "Content-Type": "application/json" } };
  if (data !== undefined) request.body = JSON.stringify(data);
  try {
    const response = await fetch(path, request);
    const answer = response.status === 204 ? {} : await response.json();
    byId("problem").textContent = response.ok ? "" : answer.error;
    if (response.ok) await refresh();
    return response.ok;
  } catch {
    byId("problem").textContent = "The emulator does not answer.";
    return false;
  }
}

function showNews() {
  const all = [...phones.values()];
  const called = all.filter((phone) => phone.rings);
  const unread = all.reduce((sum, phone) => sum + phone.unread, 0);
  const names = called.map((phone) => phone.owner).join(", ");
  const news = names ? `☎ ${names} – ` : unread ? `(${unread}) ` : "";
  document.title = `${news}Telephone emulator`;
  const bar = byId("rings");
  if (bar.dataset.names === names) return;
  bar.dataset.names = names;
  bar.replaceChildren(
    ...called.map((phone) => {
      const link = element("a", "", `☎ ${phone.owner} is being called`);
      link.href = `#${phone.root.id}`;
      return link;
    }),
  );
}

function addPhone(handset) {
  const phone = new Phone(handset, { ask, changed: showNews });
  phones.set(handset.phone, phone);
  byId(handset.staff ? "crew" : "merchants").append(phone.root);
  byId("fault-form").elements.phone.append(new Option(handset.name, handset.phone));
}

function showFaults(faults, handsets) {
  const options = byId("fault-form").elements.trouble;
  const names = new Map(handsets.map((handset) => [handset.phone, handset.name]));
  const lines = faults.map((fault) => {
    const option = [...options.options].find((one) => one.value === fault.trouble);
    const figure = {
      code: ` (${fault.code})`,
      refusal: ` (${fault.code})`,
      seconds: ` (${fault.seconds} s)`,
      how: ` (${fault.how})`,
    }[option?.dataset.takes];
    const who = fault.phone ? (names.get(fault.phone) ?? fault.phone) : "everybody";
    const often = fault.times === null ? "until cleared" : `${fault.times} more`;
    return `${option?.textContent ?? fault.trouble}${figure ?? ""}: ${who}, ${often}`;
  });
  const list = byId("faults");
  list.hidden = lines.length === 0;
  byId("clear-faults").hidden = lines.length === 0;
  list.replaceChildren(...lines.map((line) => element("li", "", line)));
}

function route(path) {
  const cell = element("td");
  // A long route may break after a slash, nowhere else.
  for (const part of path.split(/(?<=\/)/)) cell.append(part, element("wbr"));
  return cell;
}

function showDeliveries(deliveries) {
  byId("no-deliveries").hidden = deliveries.length > 0;
  byId("deliveries").replaceChildren(
    ...deliveries.map((one) => {
      const row = element("tr");
      const status = element("td", one.error ? "bad" : "good", one.error || String(one.status));
      const ms = element("td", "figure", one.status === null && !one.ms ? "–" : String(one.ms));
      row.append(element("td", "", clockWithSeconds(one.at)), route(one.route), status, ms);
      row.title = `${one.kind} ${one.sid}`;
      return row;
    }),
  );
}

function showClock() {
  if (!Number.isNaN(now())) write(byId("clock"), clockWithSeconds(now()));
}

async function refresh() {
  const connection = byId("connection");
  try {
    const response = await fetch("emulator/state", { headers: etag ? { "If-None-Match": etag } : {} });
    connection.classList.remove("lost");
    write(connection, "connected");
    setClock(response.headers.get("Emulator-Time"));
    showClock();
    if (response.status === 200) {
      etag = response.headers.get("ETag") ?? "";
      const state = await response.json();
      for (const handset of state.handsets) {
        if (!phones.has(handset.phone)) addPhone(handset);
        phones.get(handset.phone).update(handset);
      }
      showFaults(state.faults, state.handsets);
      showDeliveries(state.deliveries);
    } else {
      for (const phone of phones.values()) phone.showCall(phone.call);
    }
  } catch {
    connection.classList.add("lost");
    write(connection, "the emulator does not answer");
    etag = "";
  }
}

function chooseFields() {
  const form = byId("fault-form");
  const takes = form.elements.trouble.selectedOptions[0].dataset.takes;
  for (const label of form.querySelectorAll("[data-for]")) {
    label.hidden = label.dataset.for !== takes;
    label.querySelector("select, input").disabled = label.hidden;
  }
}

function readFault(form) {
  const fields = form.elements;
  const fault = { trouble: fields.trouble.value };
  if (fields.phone.value) fault.phone = fields.phone.value;
  if (fields.times.value) fault.times = Number(fields.times.value);
  const takes = fields.trouble.selectedOptions[0].dataset.takes;
  if (takes === "code") fault.code = Number(fields.code.value);
  if (takes === "seconds") fault.seconds = Number(fields.seconds.value);
  if (takes === "how") fault.how = fields.how.value;
  if (takes === "refusal") [fault.status, fault.code] = fields.refusal.value.split(" ").map(Number);
  return fault;
}

function start() {
  const faults = byId("fault-form");
  faults.elements.trouble.addEventListener("change", chooseFields);
  chooseFields();
  faults.addEventListener("submit", (event) => {
    event.preventDefault();
    ask("POST", "emulator/faults", readFault(faults));
  });
  byId("clear-faults").addEventListener("click", () => ask("DELETE", "emulator/faults"));
  byId("handset-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, phone, staff } = event.target.elements;
    const data = { name: name.value, phone: phone.value, staff: staff.checked };
    if (await ask("POST", "emulator/handsets", data)) event.target.reset();
  });
  const again = () => refresh().finally(() => setTimeout(again, POLL));
  again();
  setInterval(showClock, 250);
}

start();

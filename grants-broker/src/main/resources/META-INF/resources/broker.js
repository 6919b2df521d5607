// The pages work without this. It adds: the reader's own time, a countdown, copying, tabs, and searching while typing.
"use strict";

const say = text => { document.getElementById("say").textContent = text; };

function times() {
  const format = new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "short"});
  const clock = new Intl.DateTimeFormat(undefined, {hour: "2-digit", minute: "2-digit"});
  document.querySelectorAll("time[data-when]").forEach(time => { time.textContent = format.format(new Date(time.dateTime)); });
  document.querySelectorAll("time[data-expires]").forEach(time => {
    const ends = new Date(time.dateTime);
    time.textContent = clock.format(ends);
    countDown(time.closest("p").querySelector("[data-left]"), ends, time.dataset.of || "Your credentials");
  });
}

// Speaks at ten and at two minutes, and at the end; says nothing in between.
function countDown(left, ends, what) {
  const spoken = new Set();
  const told = [[10, "expire in 10 minutes"], [2, "expire in 2 minutes"], [0, "have expired"]];
  told.forEach(([minutes]) => { if (ends - Date.now() < (minutes - 0.5) * 60000) { spoken.add(minutes); } });
  const tick = () => {
    const minutes = Math.max(0, Math.ceil((ends - Date.now()) / 60000));
    left.textContent = minutes >= 90 ? `${Math.floor(minutes / 60)} hours ${minutes % 60 ? `${minutes % 60} minutes` : ""}` : minutes === 1 ? "1 minute" : `${minutes} minutes`;
    for (const [at, words] of told) {
      if (minutes <= at && !spoken.has(at)) { spoken.add(at); say(`${what} ${words}.`); }
    }
    if (minutes > 0) { setTimeout(tick, 5000); }
  };
  tick();
}

function copying() {
  document.querySelectorAll("button[data-copy]").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        say("Copied.");
        const words = button.innerHTML;
        button.textContent = "Copied";
        setTimeout(() => { button.innerHTML = words; }, 2000);
      } catch {
        say("Your browser does not allow copying here. Show the lines and copy them yourself.");
        const hidden = document.getElementById(button.dataset.copy).closest("details");
        if (hidden) { hidden.open = true; }
      }
    });
  });
}

function tabs() {
  document.querySelectorAll("[data-tabs]").forEach(group => {
    const panels = [...group.querySelectorAll("[data-tab]")];
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.dataset.tabs);
    const buttons = panels.map((panel, index) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab-${panel.id}`;
      tab.textContent = panel.dataset.tab;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(index));
      list.append(tab);
      return tab;
    });
    const choose = index => panels.forEach((panel, at) => {
      panel.hidden = at !== index;
      buttons[at].setAttribute("aria-selected", String(at === index));
      buttons[at].tabIndex = at === index ? 0 : -1;
    });
    list.addEventListener("keydown", event => {
      const at = buttons.indexOf(document.activeElement);
      const next = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1}[event.key];
      if (next === undefined || at < 0) { return; }
      event.preventDefault();
      const index = (next + buttons.length) % buttons.length;
      choose(index);
      buttons[index].focus();
    });
    group.classList.add("tabbed");
    group.prepend(list);
    choose(0);
  });
}

function searching() {
  const field = document.querySelector("input[data-filter]");
  if (!field || field.value) { return; }
  const rows = [...document.getElementById(field.dataset.filter).children];
  let later;
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach(row => {
      row.hidden = !row.dataset.text.toLowerCase().includes(words);
      shown += row.hidden ? 0 : 1;
    });
    clearTimeout(later);
    later = setTimeout(() => { document.getElementById("count").textContent = `${shown} of ${rows.length} shown`; }, 400);
  });
}

// What was posted is not asked for once more by a reload, and a page brought back by the Back button is fetched anew.
if (document.querySelector("[data-tabs]")) { history.replaceState(null, "", location.href); }
window.addEventListener("pageshow", event => { if (event.persisted) { location.reload(); } });
times();
copying();
tabs();
searching();

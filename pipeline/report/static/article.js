// An article's page: what a mark stands for, all mentions of an entity, links to any record and stretch of text.
"use strict";
(() => {
  const holder = document.getElementById("data");
  const data = JSON.parse(holder.textContent);
  const root = holder.dataset.root;
  const text = document.getElementById("text");
  const card = document.getElementById("card");
  const byId = new Map(data.records.map((record, number) => [record.id, number]));
  const marks = new Map();
  for (const mark of text.querySelectorAll("[data-r]")) {
    for (const number of mark.dataset.r.split(" ").filter(Boolean).map(Number)) {
      if (!marks.has(number)) marks.set(number, []);
      marks.get(number).push(mark);
    }
  }
  // Code points and UTF-16 units part where a text has characters beyond the basic plane.
  const characters = Array.from(data.text);
  const slice = (start, end) => characters.slice(start, end).join("");

  const { make } = window.dom;
  const { range, highlight } = window.spans;

  function facts(found) {
    const list = make("dl", null, { class: "facts" });
    for (const [label, ...parts] of found) {
      list.append(make("dt", label));
      const line = make("dd");
      parts.forEach(([words, href]) => {
        if (!href) { line.append(make("bdi", words)); return; }
        const link = make("a", null, { href: href.startsWith("http") ? href : root + href });
        link.append(make("bdi", words));
        line.append(link);
      });
      list.append(line);
    }
    return list;
  }

  const state = { number: null, entity: null, data, slice, byId, marks };
  const listeners = [];

  function clear() {
    for (const mark of text.querySelectorAll(".lit, .picked")) mark.classList.remove("lit", "picked");
    window.spans.clear();
  }

  function light(entity) {
    data.records.forEach((record, number) => {
      if (record.e === entity) for (const mark of marks.get(number) || []) mark.classList.add("lit");
    });
  }

  function scrollTo(element) {
    const box = element.getBoundingClientRect();
    const sheet = window.matchMedia("(max-width: 60rem)").matches ? window.innerHeight * 0.45 : 0;
    if (box.top < 80 || box.bottom > window.innerHeight - sheet - 20) {
      const middle = (window.innerHeight - sheet) / 2;
      window.scrollBy({ top: box.top - middle, behavior: "auto" });
    }
  }

  function show(number, { scroll = true, focus = false, address = true } = {}) {
    const record = data.records[number];
    clear();
    state.number = number;
    state.entity = record.e || null;
    const entity = record.e ? data.entities[record.e] : null;
    if (record.e) light(record.e);
    for (const one of record.es || []) light(one);
    const core = told(number);
    if (record.k !== "mention" && record.k !== "time") highlight(record.at);
    if (record.k === "mention" || record.k === "time" || record.g) for (const mark of core) mark.classList.add("picked");
    card.replaceChildren();
    const close = make("button", "×", { type: "button", class: "close", "aria-label": "Close" });
    close.addEventListener("click", hide);
    const title = make("h2", entity ? entity.name : record.title, { dir: "auto" });
    card.append(close, title);
    if (entity) {
      card.append(facts([...entity.f, ...record.f]));
    } else {
      const words = make("p", null, { dir: "auto" });
      words.append("“" + slice(...record.at[0]) + "”");
      if (record.k === "statement" || record.k === "relation") card.append(words);
      card.append(facts(record.f));
    }
    const page = pageOf(record);
    if (page) {
      const whole = make("p");
      whole.append(make("a", "Its page", { href: page }));
      card.append(whole);
    }
    const here = siblings(number);
    if (here.length) card.append(make("h3", "Also in these words"), here.reduce((list, other) => { list.append(opener(other)); return list; }, make("ul", null, { class: "also" })));
    card.hidden = false;
    const [first] = core;
    if (first && scroll) scrollTo(first);
    if (first && focus && first.matches("a")) first.focus({ preventScroll: true });
    if (!address) return;
    history.replaceState(null, "", "#" + record.id);
    for (const listener of listeners) listener(number);
  }

  const pageOf = (record) => (record.e || record.k === "event" ? `${root}${window.dom.page(record.e || record.id)}` : null);

  // The marks that stand for a record: of an event only those over its trigger, for its clause holds those of other events.
  function told(number) {
    const record = data.records[number], own = marks.get(number) || [];
    const words = record.g && range(...record.g);
    const found = words ? own.filter((mark) => words.intersectsNode(mark)) : [];
    return found.length ? found : own;
  }

  // Other records over the same words, so that nested and overlapping marks can all be reached.
  function siblings(number) {
    const found = new Set();
    for (const mark of told(number)) for (const other of mark.dataset.r.split(" ").map(Number)) found.add(other);
    found.delete(number);
    return [...found].slice(0, 12);
  }

  function opener(number) {
    const record = data.records[number], item = make("li");
    const button = make("button", null, { type: "button" });
    button.append(make("small", record.k), " ", make("bdi", record.e ? data.entities[record.e].name : record.title));
    button.addEventListener("click", () => show(number, { scroll: false }));
    item.append(button);
    return item;
  }

  function hide() {
    clear();
    card.hidden = true;
    state.number = null;
    history.replaceState(null, "", location.pathname + location.search);
    for (const listener of listeners) listener(null);
  }

  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-r]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection()).length) return;
    const number = Number(mark.dataset.r.split(" ")[0]);
    if (mark.dataset.r === "" || Number.isNaN(number)) return;
    event.preventDefault();
    show(number, { scroll: false });
  });

  let hovered = null;
  text.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-r]");
    if (mark === hovered || state.number !== null || !window.matchMedia("(hover: hover) and (min-width: 60rem)").matches) return;
    hovered = mark;
    if (!mark || mark.dataset.r === "") return;
    show(Number(mark.dataset.r.split(" ")[0]), { scroll: false, address: false });
    state.number = null;
  });

  for (const box of document.querySelectorAll("[data-layer]")) {
    box.addEventListener("change", () => document.body.classList.toggle("hide-" + box.dataset.layer, !box.checked));
  }
  for (const link of document.querySelectorAll("aside [data-e]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(data.records.findIndex((record) => record.e === link.dataset.e));
    });
  }
  // On paper nothing can be opened.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = document.querySelectorAll("aside details:not([open])");
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
  document.querySelector("aside").addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(link.getAttribute("href"));
  });

  function follow(hash) {
    const place = /^#char=(\d+),(\d+)$/.exec(hash);
    if (place) {
      clear();
      const found = range(Number(place[1]), Number(place[2]));
      history.replaceState(null, "", hash);
      if (!found) return;
      highlight([[Number(place[1]), Number(place[2])]]);
      scrollTo(found);
      return;
    }
    const number = byId.get(decodeURIComponent(hash.slice(1)));
    if (number !== undefined) show(number, { focus: true });
  }
  window.addEventListener("hashchange", () => follow(location.hash));

  // Keyboard: the records in the order of the text, all kinds or one.
  const order = data.records.map((record, number) => [record.at[0][0], record.at[0][1], number]).sort((a, b) => a[0] - b[0] || b[1] - a[1]).map((item) => item[2]);
  const kinds = ["all", "mention", "time", "event", "statement", "relation"];
  state.kind = "all";
  const spoken = document.getElementById("spoken");

  function step(by) {
    const wanted = order.filter((number) => state.kind === "all" || data.records[number].k === state.kind);
    if (!wanted.length) return;
    const at = wanted.indexOf(state.number);
    const next = at < 0 ? (by > 0 ? 0 : wanted.length - 1) : (at + by + wanted.length) % wanted.length;
    show(wanted[next], { focus: true });
  }
  function turn(by) {
    state.kind = kinds[(kinds.indexOf(state.kind) + by + kinds.length) % kinds.length];
    spoken.textContent = `j and k go through: ${state.kind === "all" ? "all records" : state.kind + "s"}`;
  }
  const help = document.getElementById("help");
  const helpButton = document.getElementById("help-button");
  helpButton.addEventListener("click", () => {
    help.hidden = !help.hidden;
    helpButton.setAttribute("aria-expanded", String(!help.hidden));
    if (!help.hidden) help.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "]") turn(1);
    else if (event.key === "[") turn(-1);
    else if (event.key === "?") helpButton.click();
    else if (event.key === "Escape") hide();
    else if (event.key === "o" && state.number !== null && pageOf(data.records[state.number])) location.href = pageOf(data.records[state.number]);
    else return;
    event.preventDefault();
  });

  window.reading = { state, show, step, told, text, onShow: (listener) => listeners.push(listener) };
  if (location.hash.length > 1) follow(location.hash);
})();

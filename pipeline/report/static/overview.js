// The overview: filters over every entity, event and statement, lists that grow on demand. Its address keeps the filters.
"use strict";
(() => {
  const { documents, entities, events, statements, findings } = window.dateline;
  const $ = (selector) => document.querySelector(selector);
  const { make } = window.dom;
  const { fold, MOST } = window.searching;
  const { rows, near } = window;
  const PAGE = 40, LINE = 2.2, DAY = 86400000;
  const count = (number) => number.toLocaleString("en");

  // What is compared with a query is only made once somebody asks.
  const kept = {};
  const folded = {
    get names() { return (kept.names ??= entities.map((row) => fold(row[1]))); },
    get entities() { return (kept.entities ??= entities.map((row) => fold([row[1], ...row[7], ...row[8]].join(" ")))); },
    get events() { return (kept.events ??= events.map((row) => fold(row[1]))); },
    get statements() { return (kept.statements ??= statements.map((row) => fold(row[3]))); },
    get findings() { return (kept.findings ??= findings.map((row) => fold(`${row[1]} ${row[3]}`))); },
  };
  const FIELDS = ["query", "who", "type", "from", "to", "article"];
  const wanted = {};
  let kind = "";

  documents.forEach((row) => $("#article").append(make("option", `${row[1]} (${row[2]})`, { value: row[2] })));
  const numbers = new Map(documents.map((row, number) => [row[2], number]));
  for (const type of [...new Set(events.map((row) => row[2]))].sort()) $("#type").append(make("option", type, { value: type }));
  // A list of thousands slows every key stroke in the field; the most mentioned are enough to choose from.
  entities.slice(0, 400).forEach((row) => $("#who-list").append(make("option", null, { value: row[1] })));

  // Lists that show a page at a time, the first once its section is near; until then they take as much room.
  function paged(section, found, render, holder) {
    const list = section.querySelector(holder), more = section.querySelector(".more");
    let shown = 0;
    const grow = () => {
      const next = found.slice(shown, shown + PAGE);
      list.append(...next.map(render));
      shown += next.length;
      more.hidden = shown >= found.length;
      more.textContent = `Show more (${count(found.length - shown)} left)`;
    };
    more.onclick = grow;
    section.querySelector("h2 small").textContent = section.id === "found" && found.length >= MOST ? `the first ${MOST}` : count(found.length);
    section.style.minHeight = `${Math.min(PAGE, found.length) * LINE}rem`;
    return () => {
      list.replaceChildren();
      shown = 0;
      grow();
      section.style.minHeight = "";
    };
  }

  const inPeriod = (row) => {
    if (wanted.from === null && wanted.to === null) return true;
    if (row[6] === null && row[7] === null) return false;
    return (wanted.to === null || row[6] === null || row[6] <= wanted.to) && (wanted.from === null || row[7] === null || row[7] >= wanted.from);
  };

  function selected() {
    const { words } = wanted;
    const has = (text) => words.every((word) => text.includes(word));
    const chosenEvents = events.filter((row, n) =>
      (!wanted.type || row[2] === wanted.type) && (wanted.article === null || row[8] === wanted.article) && inPeriod(row) &&
      (wanted.who === null || row[9].includes(wanted.who) || row[10] === wanted.who || row[12] === wanted.who) && (!words.length || has(folded.events[n])));
    const chosenStatements = statements.filter((row, n) =>
      (!wanted.type || row[8] === wanted.type) && (wanted.article === null || row[4] === wanted.article) && inPeriod(row) &&
      (wanted.who === null || row[1] === wanted.who || row[9] === wanted.who) && (!words.length || has(folded.statements[n])));
    const chosenFindings = findings.filter((row, n) => (wanted.article === null || row[0] === wanted.article) && (!words.length || has(folded.findings[n])));
    const narrowed = wanted.type || wanted.from !== null || wanted.to !== null || wanted.who !== null;
    const taking = new Set();
    if (narrowed) for (const row of chosenEvents) for (const one of [...row[9], row[10], row[12]]) if (one !== null) taking.add(one);
    if (wanted.who !== null) taking.add(wanted.who);
    const chosenEntities = [];
    entities.forEach((row, n) => {
      if ((wanted.article === null || row[6].includes(wanted.article)) && (!narrowed || taking.has(n)) && (!words.length || has(folded.entities[n]))) chosenEntities.push(n);
    });
    return { events: chosenEvents, statements: chosenStatements, findings: chosenFindings, entities: chosenEntities, any: narrowed || words.length > 0 || wanted.article !== null };
  }

  function searchTexts() {
    const section = $("#found"), { words } = wanted;
    section.hidden = !words.length;
    const found = (words.length && window.searching.passages(words, wanted.article)) || [];
    if (words.length) paged(section, found, window.searching.row, "ol")();
    return found;
  }

  // An article stays in the list while something that is found is in it.
  const articles = [...document.querySelectorAll("#documents tbody tr")];
  function listArticles(found, passages) {
    const told = new Set([...found.events.map((row) => row[8]), ...found.statements.map((row) => row[4]), ...passages.map((row) => row[0])]);
    for (const n of found.entities) if (wanted.words.length || wanted.who === n) for (const one of entities[n][6]) told.add(one);
    const shown = articles.map((row, number) => !found.any || (wanted.article === null ? told.has(number) : wanted.article === number));
    $("#documents h2 small").textContent = count(shown.filter(Boolean).length);
    near($("#documents"), () => articles.forEach((row, number) => { row.hidden = !shown[number]; }));
  }

  function listEntities(found) {
    const kinds = new Map();
    for (const n of found) kinds.set(entities[n][2], (kinds.get(entities[n][2]) || 0) + 1);
    if (kind && !kinds.has(kind)) kind = "";
    const buttons = [["", found.length], ...[...kinds].sort((a, b) => b[1] - a[1])].map(([one, number]) => {
      const button = make("button", `${one ? rows.spaced(one) : "all"} ${count(number)}`, { type: "button", "aria-pressed": String(kind === one) });
      button.addEventListener("click", () => {
        kind = one;
        listEntities(found);
        $('.kinds [aria-pressed="true"]').focus();
      });
      return button;
    });
    $(".kinds").replaceChildren(...buttons);
    near($("#entities"), paged($("#entities"), found.filter((n) => !kind || entities[n][2] === kind), rows.entity, "tbody"));
  }

  let shown = null;
  function update() {
    const found = (shown = selected());
    window.timeline.axis($(".axis"), found.events);
    paged($("#timeline"), found.events, rows.event, ".track")();
    listEntities(found.entities);
    near($("#statements"), paged($("#statements"), found.statements, rows.statement, "ol"));
    near($("#findings"), paged($("#findings"), found.findings, rows.finding, "ul"));
    listArticles(found, searchTexts());
    draw();
    const counts = [[found.events, "event"], [found.entities, "name"], [found.statements, "statement"]];
    $("#told").textContent = counts.some(([some]) => some.length) ? counts.map(([some, word]) => `${count(some.length)} ${some.length === 1 ? word : word + "s"}`).join(", ") : "No event, name or statement is as the filters say.";
  }

  function draw() {
    near($("#graph"), () => window.graph($("#graph"), shown.events));
    window.map($("#map"), shown.entities);
  }
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) draw();
    width = window.innerWidth;
  });

  // The number of the entity of that very name, else of the first whose names hold the words; none has -1.
  function entityOf(words) {
    const exact = folded.names.indexOf(words);
    return exact < 0 ? folded.entities.findIndex((text) => text.includes(words)) : exact;
  }
  function read() {
    const field = (name) => $("#" + name).value.trim(), who = fold(field("who"));
    const day = (name) => (field(name) ? Date.parse(field(name)) / DAY : null);
    Object.assign(wanted, {
      words: fold(field("query")).split(/\s+/).filter(Boolean), who: who ? entityOf(who) : null, type: field("type"), from: day("from"), to: day("to"),
      article: numbers.get(field("article")) ?? null,
    });
    if (wanted.words.length) window.searching.load(update);
  }
  const changed = () => {
    read();
    const told = new URLSearchParams(FIELDS.map((name) => [name, $("#" + name).value]).filter(([, value]) => value)).toString();
    if (told || location.hash.includes("=")) history.replaceState(null, "", told ? "#" + told : location.pathname + location.search);
    update();
  };
  // Whoever comes back, or is sent the address, finds the same filters.
  function restore() {
    if (!location.hash.includes("=")) return;
    const told = new URLSearchParams(location.hash.slice(1));
    for (const name of FIELDS) $("#" + name).value = told.get(name) || "";
  }

  // Whoever types goes on typing; whoever chooses has chosen.
  let pending = 0;
  const after = (wait) => () => { clearTimeout(pending); pending = setTimeout(changed, wait); };
  $("#query").addEventListener("focus", () => window.searching.load(update));
  for (const name of FIELDS) $("#" + name).addEventListener("input", after(name === "query" || name === "who" ? 120 : 0));
  $("#filters").addEventListener("submit", (event) => event.preventDefault());
  $("#filters").addEventListener("reset", () => { kind = ""; after(0)(); });
  window.addEventListener("hashchange", () => { if (location.hash.includes("=")) { restore(); changed(); } });
  restore();
  read();
  update();
})();

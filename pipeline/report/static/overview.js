// The overview: filters over every entity, event and statement, lists that grow on demand, search in the texts.
"use strict";
(() => {
  const { documents, entities, events, statements, findings } = window.dateline;
  const $ = (selector) => document.querySelector(selector);
  const { make, page, when } = window.dom;
  const fold = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const spaced = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2");
  const PAGE = 40, MOST = 500;

  // What is compared with a query is only made once somebody asks: it takes longer than all else on the page.
  const kept = {};
  const folded = {
    get entities() { return (kept.entities ??= entities.map((row) => fold([row[1], ...row[7], ...row[8]].join(" ")))); },
    get events() { return (kept.events ??= events.map((row) => fold(row[1]))); },
    get statements() { return (kept.statements ??= statements.map((row) => fold(row[3]))); },
    get findings() { return (kept.findings ??= findings.map((row) => fold(`${row[1]} ${row[3]}`))); },
  };
  const wanted = { query: "", who: null, type: "", from: "", to: "", article: null, kind: "" };

  documents.forEach((row, number) => $("#article").append(make("option", `${row[1]} (${row[2]})`, { value: number })));
  for (const type of [...new Set(events.map((row) => row[2]))].sort()) $("#type").append(make("option", type, { value: type }));
  // A list of thousands slows every key stroke in the field; the most mentioned are enough to choose from.
  entities.slice(0, 400).forEach((row) => $("#who-list").append(make("option", null, { value: row[1] })));

  // Lists that show a page at a time.
  function paged(section, rows, render, holder) {
    const list = section.querySelector(holder);
    const more = section.querySelector(".more");
    let shown = 0;
    const grow = () => {
      const next = rows.slice(shown, shown + PAGE);
      list.append(...next.map(render));
      shown += next.length;
      more.hidden = shown >= rows.length;
      more.textContent = `Show more (${rows.length - shown} left)`;
    };
    list.replaceChildren();
    section.querySelector("h2 small").textContent = rows.length < MOST || section.id !== "found" ? rows.length.toLocaleString("en") : `the first ${MOST}`;
    more.onclick = grow;
    grow();
  }

  const inPeriod = (row) => {
    if (!wanted.from && !wanted.to) return true;
    if (!row[6] && !row[7]) return false;
    return (!wanted.to || !row[6] || row[6] <= wanted.to) && (!wanted.from || !row[7] || row[7] >= wanted.from);
  };

  function selected() {
    const words = fold(wanted.query).split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.includes(word));
    const chosenEvents = events.filter((row, n) =>
      (!wanted.type || row[2] === wanted.type) && (wanted.article === null || row[8] === wanted.article) && inPeriod(row) &&
      (wanted.who === null || row[9].includes(wanted.who) || row[10] === wanted.who || row[12] === wanted.who) && (!words.length || has(folded.events[n])));
    const chosenStatements = statements.filter((row, n) =>
      (!wanted.type || row[8] === wanted.type) && (wanted.article === null || row[4] === wanted.article) && inPeriod(row) &&
      (wanted.who === null || row[1] === wanted.who || row[9] === wanted.who) && (!words.length || has(folded.statements[n])));
    const chosenFindings = findings.filter((row, n) => (wanted.article === null || row[0] === wanted.article) && (!words.length || has(folded.findings[n])));
    const narrowed = wanted.type || wanted.from || wanted.to || wanted.who !== null;
    const taking = new Set();
    if (narrowed) for (const row of chosenEvents) for (const one of [...row[9], row[10], row[12]]) if (one !== null) taking.add(one);
    if (wanted.who !== null) taking.add(wanted.who);
    const chosenEntities = [];
    entities.forEach((row, n) => {
      if ((wanted.article === null || row[6].includes(wanted.article)) && (!narrowed || taking.has(n)) && (!words.length || has(folded.entities[n]))) chosenEntities.push(n);
    });
    return { events: chosenEvents, statements: chosenStatements, findings: chosenFindings, entities: chosenEntities, words, any: narrowed || words.length > 0 || wanted.article !== null };
  }

  function eventRow(row) {
    const item = make("li", null, { class: `event ${row[4]}${row[12] !== null ? " told" : ""}` });
    const told = make("a", null, { href: page(row[0]) });
    told.append(make("bdi", row[1]));
    const words = make("span");
    const notes = [row[2] + (row[3] ? ` / ${row[3]}` : "")];
    if (row[4] !== "happened") notes.push(row[4]);
    if (row[12] !== null) notes.push(`as told by ${entities[row[12]][1]}`);
    words.append(told, " ", make("small", notes.join(" · ")));
    item.append(when(row[5]), words, window.timeline.bar(row));
    return item;
  }

  function entityRow(number) {
    const row = entities[number];
    const line = make("tr");
    const name = make("td");
    const link = make("a", null, { href: page(row[0]), class: `dot ${row[2].toLowerCase()}` });
    link.append(make("bdi", row[1]));
    name.append(link);
    const others = make("td");
    others.append(make("bdi", [...row[8].slice(0, 2), ...row[7].slice(0, 3)].join("; ")));
    line.append(name, make("td", [spaced(row[3] || row[2]), row[4]].filter(Boolean).join(" · ")), others, make("td", row[5], { class: "number" }), make("td", row[6].length, { class: "number" }));
    return line;
  }

  function statementRow(row) {
    const item = make("li");
    const link = make("a", null, { href: `${page(documents[row[4]][0])}#${row[0]}` });
    const who = make("b");
    who.append(make("bdi", row[1] === null ? "not told" : entities[row[1]][1]));
    link.append(who, " ", make("span", row[3], { dir: "auto" }));
    item.append(link, " ", make("small", [row[2], row[5], documents[row[4]][1]].filter(Boolean).join(" · ")));
    return item;
  }

  function findingRow(row) {
    const item = make("li", null, { class: row[2] });
    item.append(make("b", row[2]), " ", make("span", row[3], { dir: "auto" }), " ", make("small", row[1]), " ");
    if (row[0] !== null) item.append(make("a", documents[row[0]][2], { href: page(documents[row[0]][0]) + (row[4] === null ? "" : `#char=${row[4]},${row[5]}`) }));
    return item;
  }

  // Folding changes lengths: the place in the text is found character by character, what is folded away going with what it stands on.
  function unfolded(text, at) {
    let units = 0, length = 0;
    for (const character of text) {
      const more = fold(character).length;
      if (length + more > at) break;
      length += more;
      units += character.length;
    }
    return units;
  }

  function foundRow([number, start, text, from, length]) {
    const item = make("li");
    const at = unfolded(text, from), to = unfolded(text, from + length);
    const points = (units) => start + Array.from(text.slice(0, units)).length;
    const link = make("a", null, { href: `${page(documents[number][0])}#char=${points(at)},${points(to)}` });
    const words = make("span", (at > 80 ? "…" : "") + text.slice(Math.max(0, at - 80), at), { dir: "auto" });
    words.append(make("mark", text.slice(at, to)), text.slice(to, to + 120) + (text.length > to + 120 ? "…" : ""));
    link.append(words);
    item.append(link, " ", make("small", documents[number][1]));
    return item;
  }

  // The texts are only loaded once somebody searches.
  let texts = null;
  let loading = false;
  function loadTexts() {
    if (texts || loading) return;
    loading = true;
    const script = make("script", null, { src: "data/search.js" });
    script.onload = () => {
      texts = window.datelineText.map((row) => [row, fold(row[2])]);
      update();
    };
    document.head.append(script);
  }

  // Passages with every word of the query, shown where the words stand together, else at the first of them.
  function searchTexts(words) {
    const section = $("#found");
    section.hidden = !words.length;
    const rows = [], whole = new RegExp(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("\\s+"));
    for (const [[number, start, text], folded] of words.length && texts ? texts : []) {
      if (wanted.article !== null && number !== wanted.article) continue;
      if (!words.every((word) => folded.includes(word))) continue;
      const together = whole.exec(folded);
      rows.push(together ? [number, start, text, together.index, together[0].length] : [number, start, text, folded.indexOf(words[0]), words[0].length]);
      if (rows.length >= MOST) break;
    }
    if (words.length && texts) paged(section, rows, foundRow, "ol");
    return rows;
  }

  // An article stays in the list while something that is found is in it.
  const articles = [...document.querySelectorAll("#documents tbody tr")];
  function listArticles(found, passages) {
    const told = new Set([...found.events.map((row) => row[8]), ...found.statements.map((row) => row[4]), ...passages.map((row) => row[0])]);
    for (const n of found.entities) if (found.words.length || wanted.who === n) for (const one of entities[n][6]) told.add(one);
    articles.forEach((row, number) => { row.hidden = found.any && !(wanted.article === null ? told.has(number) : wanted.article === number); });
    $("#documents h2 small").textContent = articles.filter((row) => !row.hidden).length;
  }

  function update() {
    const found = selected();
    const kinds = new Map();
    for (const n of found.entities) kinds.set(entities[n][2], (kinds.get(entities[n][2]) || 0) + 1);
    const buttons = [["", found.entities.length], ...[...kinds].sort((a, b) => b[1] - a[1])].map(([kind, count]) => {
      const button = make("button", `${kind ? spaced(kind) : "all"} ${count}`, { type: "button", "aria-pressed": String(wanted.kind === kind) });
      button.addEventListener("click", () => { wanted.kind = kind; update(); });
      return button;
    });
    $(".kinds").replaceChildren(...buttons);
    window.timeline.axis($(".axis"), found.events);
    paged($("#timeline"), found.events, eventRow, ".track");
    paged($("#entities"), found.entities.filter((n) => !wanted.kind || entities[n][2] === wanted.kind), entityRow, "tbody");
    paged($("#statements"), found.statements, statementRow, "ol");
    paged($("#findings"), found.findings, findingRow, "ul");
    listArticles(found, searchTexts(found.words));
    const counts = [[found.events, "event"], [found.entities, "name"], [found.statements, "statement"]];
    $("#told").textContent = counts.some(([rows]) => rows.length) ? counts.map(([rows, word]) => `${rows.length.toLocaleString("en")} ${rows.length === 1 ? word : word + "s"}`).join(", ") : "No event, name or statement is as the filters say.";
    draw(found);
  }

  let shown = null;
  function draw(found) {
    shown = found;
    window.graph($("#graph"), found.events);
    window.map($("#map"), found.entities);
  }
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (shown && window.innerWidth !== width) draw(shown);
    width = window.innerWidth;
  });

  let pending = 0;
  const soon = () => { clearTimeout(pending); pending = setTimeout(update, 120); };
  $("#query").addEventListener("focus", loadTexts);
  $("#query").addEventListener("input", (event) => { wanted.query = event.target.value; loadTexts(); soon(); });
  $("#who").addEventListener("input", (event) => {
    const words = fold(event.target.value.trim());
    let found = words ? entities.findIndex((row) => fold(row[1]) === words) : -1;
    if (words && found < 0) found = folded.entities.findIndex((text) => text.includes(words));
    wanted.who = words ? found : null;
    soon();
  });
  for (const name of ["type", "from", "to"]) $("#" + name).addEventListener("input", (event) => { wanted[name] = event.target.value; soon(); });
  $("#article").addEventListener("input", (event) => { wanted.article = event.target.value === "" ? null : Number(event.target.value); soon(); });
  $("#filters").addEventListener("submit", (event) => event.preventDefault());
  $("#filters").addEventListener("reset", () => {
    Object.assign(wanted, { query: "", who: null, type: "", from: "", to: "", article: null, kind: "" });
    soon();
  });
  update();
  if (document.readyState === "complete") update();
})();

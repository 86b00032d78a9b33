// Pictures of the overview: bars of the timeline, the graph of who with whom, the map of places.
"use strict";
(() => {
  const { entities } = window.dateline;
  const SPACE = "http://www.w3.org/2000/svg";
  const draw = (tag, attributes, words) => {
    const element = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (words !== undefined) element.textContent = words;
    return element;
  };
  const page = (id) => `${id}/index.html`;
  const DAY = 86400000;
  const day = (text) => Date.parse(text + "T00:00:00Z") / DAY;
  const WIDTH = 270;
  const view = { first: 0, last: 1 };
  const place = (at) => 100 * Math.max(0, Math.min(1, (at - view.first) / Math.max(1, view.last - view.first)));

  // The bulk of the dates sets the scale; what lies far outside is drawn at its edge.
  function scale(events) {
    const days = events.flatMap((row) => [row[6], row[7]].filter(Boolean).map(day)).sort((a, b) => a - b);
    if (!days.length) { Object.assign(view, { first: 0, last: 1 }); return; }
    const cut = (share) => days[Math.min(days.length - 1, Math.floor(share * days.length))];
    Object.assign(view, days.length > 40 ? { first: cut(0.04), last: cut(0.98) } : { first: days[0], last: days[days.length - 1] });
    if (view.last - view.first < 30) { view.first -= 15; view.last += 15; }
  }

  function axis(holder, events) {
    scale(events);
    const svg = draw("svg", { viewBox: `0 0 ${WIDTH} 58` });
    const bins = new Array(45).fill(0);
    for (const row of events) {
      const at = row[6] && row[7] ? (day(row[6]) + day(row[7])) / 2 : row[6] || row[7] ? day(row[6] || row[7]) : null;
      if (at === null) continue;
      const share = (at - view.first) / Math.max(1, view.last - view.first);
      if (share >= 0 && share <= 1) bins[Math.min(44, Math.floor(share * 45))] += 1;
    }
    const most = Math.max(1, ...bins);
    bins.forEach((count, n) => { if (count) svg.append(draw("rect", { x: 4 + (n * (WIDTH - 8)) / 45, y: 38 - (36 * count) / most, width: (WIDTH - 8) / 45 - 1, height: (36 * count) / most })); });
    svg.append(draw("line", { x1: 0, x2: WIDTH, y1: 38.5, y2: 38.5 }));
    const name = (at) => new Date(at * DAY).toISOString().slice(0, 7);
    [0, 0.5, 1].forEach((share) => svg.append(draw("text", { x: 4 + share * (WIDTH - 8), y: 52, "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle" }, name(view.first + share * (view.last - view.first)))));
    holder.replaceChildren(svg);
  }

  function bar(row) {
    const svg = draw("svg", { "aria-hidden": "true" });
    svg.append(draw("line", { x1: 0, x2: "100%", y1: 7, y2: 7 }));
    if (!row[6] && !row[7]) return svg;
    const from = row[6] ? place(day(row[6])) : 0;
    const to = row[7] ? place(day(row[7])) : 100;
    const look = `bar${row[11] > 2 ? " strife" : ""}${row[12] !== null || row[4] !== "happened" ? " hollow" : ""}`;
    if (row[6] === row[7]) svg.append(draw("circle", { cx: `${from}%`, cy: 7, r: 4.5, class: look }));
    else svg.append(draw("rect", { x: `${Math.min(from, to - 2)}%`, y: 3, width: `${Math.max(2, to - from)}%`, height: 8, rx: 2, class: look + " interval" }));
    return svg;
  }

  // The graph takes longest; it waits until somebody scrolls near it.
  const waiting = new Map();
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const work = entry.isIntersecting && waiting.get(entry.target);
      if (!work) continue;
      near.unobserve(entry.target);
      waiting.delete(entry.target);
      work();
    }
  }, { rootMargin: "400px" });
  function whenNear(section, work) {
    waiting.set(section, work);
    near.unobserve(section);
    near.observe(section);
  }
  const graph = (section, events) => whenNear(section, () => drawGraph(section, events));

  const named = (row) => (row[1].length > 26 ? row[1].slice(0, 25) + "…" : row[1]);
  const NODES = 45;
  function drawGraph(section, events) {
    const pairs = new Map();
    for (const row of events) {
      const who = row[9];
      for (let i = 0; i < who.length; i += 1) for (let j = i + 1; j < who.length; j += 1) {
        const key = who[i] * 1e6 + who[j];
        const pair = pairs.get(key) || { source: who[i], target: who[j], count: 0, strife: 0 };
        pair.count += 1;
        if (row[11] > 2) pair.strife += 1;
        pairs.set(key, pair);
      }
    }
    const ranked = [...pairs.values()].sort((a, b) => b.count - a.count || a.source - b.source || a.target - b.target);
    const weight = new Map();
    for (const pair of ranked) for (const one of [pair.source, pair.target]) weight.set(one, (weight.get(one) || 0) + pair.count);
    const chosen = new Set([...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NODES).map((item) => item[0]));
    const links = ranked.filter((pair) => chosen.has(pair.source) && chosen.has(pair.target)).slice(0, 160).map((pair) => ({ ...pair }));
    const joined = new Set(links.flatMap((link) => [link.source, link.target]));
    const nodes = [...chosen].filter((id) => joined.has(id)).map((id) => ({ id, size: 4 + 2.2 * Math.sqrt(weight.get(id)) }));
    section.querySelector("h2 small").textContent = ranked.length > links.length ? `${links.length} of ${ranked.length} pairs` : `${links.length} pairs`;
    const W = 1000, H = 620;
    const forces = d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id((node) => node.id).distance(85).strength((link) => Math.min(0.7, 0.12 + link.count * 0.05)))
      .force("charge", d3.forceManyBody().strength(-420))
      .force("x", d3.forceX(W / 2).strength(0.07)).force("y", d3.forceY(H / 2).strength(0.13))
      .force("apart", d3.forceCollide((node) => Math.max(node.size + 16, named(entities[node.id]).length * 2.6))).stop();
    for (let n = 0; n < 260; n += 1) forces.tick();
    const svg = draw("svg", { viewBox: `0 0 ${W} ${H}`, role: "group", "aria-label": "Graph of who takes part in events with whom" });
    for (const node of nodes) { const half = 12 + named(entities[node.id]).length * 3.7; node.x = Math.max(half, Math.min(W - half, node.x)); node.y = Math.max(22, Math.min(H - 26, node.y)); }
    for (const link of links) svg.append(draw("line", { x1: link.source.x, y1: link.source.y, x2: link.target.x, y2: link.target.y, class: `edge${link.strife * 2 > link.count ? " strife" : ""}`, "stroke-width": Math.min(9, 1 + 1.1 * Math.sqrt(link.count)) }));
    for (const node of nodes) {
      const row = entities[node.id];
      const link = draw("a", { href: page(row[0]), "aria-label": `${row[1]}, ${weight.get(node.id)} meetings of two in events` });
      link.append(draw("circle", { cx: node.x, cy: node.y, r: node.size, class: `node ${row[2].toLowerCase()}` }), draw("text", { x: node.x, y: node.y + node.size + 13, "text-anchor": "middle", "font-size": 13 }, named(row)));
      svg.append(link);
    }
    section.querySelector(".picture").replaceChildren(...(nodes.length ? [svg] : []));
    section.querySelector(".pairs").replaceChildren(...ranked.slice(0, 100).map((pair) => {
      const item = document.createElement("li");
      const [a, b] = [entities[pair.source], entities[pair.target]].map((row) => { const link = document.createElement("a"); link.href = page(row[0]); link.textContent = row[1]; return link; });
      item.append(a, " and ", b, `: ${pair.count} event${pair.count === 1 ? "" : "s"}, ${pair.strife} of conflict`);
      return item;
    }));
  }

  let whole = false;
  let places = [];
  function map(section, chosen) {
    places = chosen.filter((n) => entities[n][9] !== null);
    section.querySelector("h2 small").textContent = String(places.length);
    frame();
  }
  function frame() {
    const svg = document.getElementById("world");
    let box = [-180, -90, 360, 180];
    const fitted = places.filter((n) => entities[n][5] > 0);
    if (!whole && fitted.length) {
      const lon = fitted.map((n) => entities[n][10]), lat = fitted.map((n) => -entities[n][9]);
      const [x0, x1, y0, y1] = [Math.min(...lon), Math.max(...lon), Math.min(...lat), Math.max(...lat)];
      const width = Math.min(360, Math.max(20, (x1 - x0) * 1.2, (y1 - y0) * 2.4));
      const left = Math.max(-180, Math.min(180 - width, (x0 + x1 - width) / 2));
      box = [left, Math.max(-90, Math.min(90 - width / 2, (y0 + y1 - width / 2) / 2)), width, width / 2];
    }
    svg.setAttribute("viewBox", box.join(" "));
    const unit = box[2] / 1000;
    const taken = [];
    const marks = [...places].sort((a, b) => entities[b][5] - entities[a][5]).map((n) => {
      const row = entities[n];
      const [x, y, r] = [row[10], -row[9], (3 + 1.8 * Math.sqrt(row[5])) * unit];
      const link = draw("a", { href: page(row[0]), "aria-label": `${row[1]}, ${row[5]} mentions` });
      link.append(draw("title", {}, `${row[1]}, ${row[5]} mentions`), draw("circle", { cx: x, cy: y, r }));
      // A label only where it hides no other one.
      const label = { x: x + r + 3 * unit, y: y + 4 * unit, w: row[1].length * 7.2 * unit, h: 14 * unit };
      const free = taken.every((other) => label.x + label.w < other.x || other.x + other.w < label.x || Math.abs(label.y - other.y) > label.h);
      if (free && x >= box[0] && x <= box[0] + box[2]) {
        taken.push(label);
        link.append(draw("text", { x: label.x, y: label.y, "font-size": 13 * unit, "stroke-width": 3 * unit }, row[1]));
      }
      return link;
    });
    svg.querySelector(".places").replaceChildren(...marks.reverse());
  }
  for (const [id, all] of [["map-fit", false], ["map-world", true]]) {
    document.getElementById(id).addEventListener("click", () => {
      whole = all;
      document.getElementById("map-fit").setAttribute("aria-pressed", String(!all));
      document.getElementById("map-world").setAttribute("aria-pressed", String(all));
      frame();
    });
  }
  window.pictures = { axis, bar, graph, map };
})();

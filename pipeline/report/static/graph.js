// The graph of the overview: who takes part in events with whom. d3-force lays it out.
"use strict";
(() => {
  const { entities } = window.dateline;
  const { make, draw, page } = window.dom;
  const { SIZE, width, placed, layers } = window.placing;
  const named = (row) => (row[1].length > 28 ? row[1].slice(0, 27) + "…" : row[1]);
  const NODES = 45, LINKS = 160, PAIRS = 100, TICKS = 260, EDGE = 12;

  function pairsOf(events) {
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
    return [...pairs.values()].sort((a, b) => b.count - a.count || a.source - b.source || a.target - b.target);
  }

  // Stretched to fill the picture, by no more than twice.
  function fitted(nodes, W, H) {
    for (const [axis, size, room] of [["x", W, (node) => Math.max(node.size, Math.min(60, width(named(entities[node.id])) / 2))], ["y", H, (node) => node.size + SIZE]]) {
      const low = Math.min(...nodes.map((node) => node[axis])), high = Math.max(...nodes.map((node) => node[axis]));
      const pad = EDGE + Math.max(...nodes.map(room));
      const stretch = Math.min(2, (size - 2 * pad) / Math.max(1, high - low));
      for (const node of nodes) node[axis] = size / 2 + (node[axis] - (low + high) / 2) * stretch;
    }
  }

  function graph(section, events) {
    const holder = section.querySelector(".picture");
    const W = Math.max(280, holder.clientWidth), H = Math.round(W * (W < 600 ? 1.2 : 0.62));
    const ranked = pairsOf(events);
    const weight = new Map();
    for (const pair of ranked) for (const one of [pair.source, pair.target]) weight.set(one, (weight.get(one) || 0) + pair.count);
    const room = Math.min(NODES, Math.round((W * H) / 8000));
    const chosen = new Set([...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, room).map((item) => item[0]));
    const links = ranked.filter((pair) => chosen.has(pair.source) && chosen.has(pair.target)).slice(0, LINKS).map((pair) => ({ ...pair }));
    const joined = new Set(links.flatMap((link) => [link.source, link.target]));
    const nodes = [...chosen].filter((id) => joined.has(id)).map((id) => ({ id, size: Math.min(22, 4 + 2.2 * Math.sqrt(weight.get(id))) }));
    section.querySelector("h2 small").textContent = ranked.length > links.length ? `${links.length} of ${ranked.length} pairs` : `${links.length} pairs`;
    section.querySelector(".pairs").replaceChildren(...ranked.slice(0, PAIRS).map(pairRow));
    holder.hidden = !nodes.length;
    if (!nodes.length) { holder.replaceChildren(); return; }
    const forces = d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id((node) => node.id).distance(85).strength((link) => Math.min(0.7, 0.12 + link.count * 0.05)))
      .force("charge", d3.forceManyBody().strength(-420))
      .force("x", d3.forceX(W / 2).strength(0.07)).force("y", d3.forceY(H / 2).strength((0.07 * W) / H))
      .force("apart", d3.forceCollide((node) => Math.max(node.size + 16, width(named(entities[node.id])) * 0.4))).stop();
    for (let n = 0; n < TICKS; n += 1) forces.tick();
    fitted(nodes, W, H);
    const svg = draw("svg", { viewBox: `0 0 ${W} ${H}`, role: "group", "aria-label": "Graph of who takes part in events with whom" });
    for (const { source, target, count, strife } of links) svg.append(draw("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y, class: `edge${strife * 2 > count ? " strife" : ""}`, "stroke-width": Math.min(9, 1 + 1.1 * Math.sqrt(count)) }));
    const labels = placed(nodes.map((node) => ({ x: node.x, y: node.y, r: node.size, words: named(entities[node.id]) })), { x: 4, y: 4, w: W - 8, h: H - 8 });
    const linked = nodes.map((node) => {
      const row = entities[node.id];
      const link = draw("a", { href: page(row[0]), "aria-label": `${row[1]}, ${weight.get(node.id)} meetings of two in events` });
      link.append(draw("title", {}, row[1]), draw("circle", { cx: node.x, cy: node.y, r: node.size, class: `node ${row[2].toLowerCase()}` }));
      return link;
    });
    const names = nodes.map((node, number) => {
      const { x, y } = labels[number] || { x: node.x, y: node.y - node.size - 5 };
      return draw("text", { x, y, "text-anchor": "middle", "font-size": SIZE, "stroke-width": 3 }, named(entities[node.id]));
    });
    svg.append(...layers(linked, names, labels));
    holder.replaceChildren(svg);
  }

  function pairRow(pair) {
    const item = make("li");
    const [a, b] = [pair.source, pair.target].map((one) => {
      const link = make("a", null, { href: page(entities[one][0]) });
      link.append(make("bdi", entities[one][1]));
      return link;
    });
    item.append(a, " and ", b, `: ${pair.count} event${pair.count === 1 ? "" : "s"}, ${pair.strife} of conflict`);
    return item;
  }
  window.graph = graph;
})();

// The timeline of the overview: its axis, and for each event a dot for a day, a bar for the days within which it may lie.
"use strict";
(() => {
  const { draw } = window.dom;
  const DAY = 86400000;
  const BINS = 45, TOP = 2, FLOOR = 38;
  const view = { first: 0, last: 1 };
  const share = (at) => (at - view.first) / Math.max(1, view.last - view.first);
  const place = (at) => 100 * Math.max(0, Math.min(1, share(at)));

  // The middle four fifths of the dates set the scale, with half as much room on either side; the few beyond it stand at its edge.
  function scale(events) {
    const days = events.flatMap((row) => [row[6], row[7]].filter((day) => day !== null)).sort((a, b) => a - b);
    if (!days.length) return false;
    const cut = (part) => days[Math.min(days.length - 1, Math.floor(part * days.length))];
    const [low, high] = days.length > 20 ? [cut(0.1), cut(0.9)] : [days[0], days[days.length - 1]];
    const room = Math.max(15, (high - low) / 2);
    view.first = Math.max(days[0], low - room);
    view.last = Math.min(days[days.length - 1], high + room);
    if (view.last - view.first < 30) { view.first -= 15; view.last += 15; }
    return true;
  }

  function axis(holder, events) {
    holder.parentElement.hidden = !scale(events);
    if (holder.parentElement.hidden) return;
    const svg = draw("svg");
    const bins = new Array(BINS).fill(0);
    for (const row of events) {
      const at = row[6] !== null && row[7] !== null ? (row[6] + row[7]) / 2 : (row[6] ?? row[7]);
      if (at === null || share(at) < 0 || share(at) > 1) continue;
      bins[Math.min(BINS - 1, Math.floor(share(at) * BINS))] += 1;
    }
    const most = Math.max(1, ...bins);
    bins.forEach((count, n) => {
      const height = ((FLOOR - TOP) * count) / most;
      if (count) svg.append(draw("rect", { x: `${(100 * n) / BINS}%`, width: `${80 / BINS}%`, y: FLOOR - height, height }));
    });
    svg.append(draw("line", { x1: 0, x2: "100%", y1: FLOOR + 0.5, y2: FLOOR + 0.5 }));
    const month = (at) => new Date(at * DAY).toISOString().slice(0, 7);
    for (const [part, anchor] of [[0, "start"], [0.5, "middle"], [1, "end"]]) {
      svg.append(draw("text", { x: `${100 * part}%`, y: 52, "text-anchor": anchor }, month(view.first + part * (view.last - view.first))));
    }
    holder.replaceChildren(svg);
  }

  const UNREAL = ["planned", "hypothetical", "negated"];
  function bar(row) {
    const svg = draw("svg", { "aria-hidden": "true" });
    svg.append(draw("line", { x1: 0, x2: "100%", y1: 7, y2: 7 }));
    const [first, last] = [row[6], row[7]];
    if (first === null && last === null) return svg;
    const look = `bar${row[11] > 2 ? " strife" : ""}${row[12] !== null ? " told" : ""}${UNREAL.includes(row[4]) ? " unreal" : ""}`;
    const before = last !== null && last < view.first, after = first !== null && first > view.last;
    if (before || after) {
      const edge = draw("svg", { x: before ? 0 : "100%", overflow: "visible" });
      edge.append(draw("path", { d: before ? "M0 7l8 -5v10z" : "M0 7l-8 -5v10z", class: look + " beyond" }));
      svg.append(edge);
    } else if (first === last) {
      svg.append(draw("circle", { cx: `${place(first)}%`, cy: 7, r: 4.5, class: look }));
    } else {
      const from = first === null ? 0 : place(first), to = last === null ? 100 : place(last);
      svg.append(draw("rect", { x: `${Math.max(0, Math.min(from, to - 2))}%`, y: 3, width: `${Math.max(2, to - from)}%`, height: 8, rx: 2, class: look + " interval" }));
    }
    return svg;
  }
  window.timeline = { axis, bar };
})();

// The map of the overview: places on a bundled outline, in degrees; one unit is a pixel on the screen.
"use strict";
(() => {
  const { entities } = window.dateline;
  const { draw, page } = window.dom;
  const { SIZE, placed, layers } = window.placing;
  const svg = document.getElementById("world");
  const LEAST = 20;
  let whole = false;
  let places = [];

  // The part of the world to show: left, top, width and height in degrees, twice as wide as high, on a phone less so.
  function frame() {
    const named = places.filter((n) => entities[n][5] > 0);
    if (whole || !named.length) return [-180, -90, 360, 180];
    const aspect = svg.parentElement.clientWidth < 600 ? 1.6 : 2;
    const lon = named.map((n) => entities[n][10]), lat = named.map((n) => -entities[n][9]);
    const [x0, x1, y0, y1] = [Math.min(...lon), Math.max(...lon), Math.min(...lat), Math.max(...lat)];
    const width = Math.min(360, 180 * aspect, Math.max(LEAST, (x1 - x0) * 1.25, (y1 - y0) * 1.25 * aspect));
    const within = (middle, size, limit) => Math.max(-limit, Math.min(limit - size, middle - size / 2));
    return [within((x0 + x1) / 2, width, 180), within((y0 + y1) / 2, width / aspect, 90), width, width / aspect];
  }

  function show() {
    const box = frame();
    svg.setAttribute("viewBox", box.join(" "));
    const unit = box[2] / Math.max(280, svg.parentElement.clientWidth);
    const ranked = [...places].sort((a, b) => entities[b][5] - entities[a][5]);
    const marks = ranked.map((n) => ({ x: (entities[n][10] - box[0]) / unit, y: (-entities[n][9] - box[1]) / unit, r: Math.min(14, 3 + 1.3 * Math.sqrt(entities[n][5])), words: entities[n][1] }));
    const labels = placed(marks, { x: 0, y: 0, w: box[2] / unit, h: box[3] / unit });
    const linked = ranked.map((n, number) => {
      const row = entities[n], told = `${row[1]}, ${row[5]} mentions`;
      const link = draw("a", { href: page(row[0]), "aria-label": told });
      link.append(draw("title", {}, told), draw("circle", { cx: row[10], cy: -row[9], r: marks[number].r * unit }));
      return link;
    });
    const names = ranked.map((n, number) => {
      const mark = marks[number], at = labels[number] || { x: mark.x, y: mark.y - mark.r - 5 };
      return draw("text", { x: box[0] + at.x * unit, y: box[1] + at.y * unit, "text-anchor": "middle", "font-size": SIZE * unit, "stroke-width": 3 * unit }, entities[n][1]);
    });
    svg.querySelector(".places").replaceChildren(...layers(linked, names, labels));
  }

  function map(section, chosen) {
    places = chosen.filter((n) => entities[n][9] !== null);
    section.querySelector("h2 small").textContent = places.length.toLocaleString("en");
    window.near(section, show);
  }
  for (const [id, all] of [["map-fit", false], ["map-world", true]]) {
    document.getElementById(id).addEventListener("click", () => {
      whole = all;
      document.getElementById("map-fit").setAttribute("aria-pressed", String(!all));
      document.getElementById("map-world").setAttribute("aria-pressed", String(all));
      show();
    });
  }
  window.map = map;
})();

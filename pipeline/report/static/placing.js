// Where names stand in a picture so that none hides another or a mark, in pixels.
"use strict";
window.placing = (() => {
  const SIZE = 13, HEIGHT = 15, GAP = 4;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${SIZE}px system-ui, sans-serif`;
  const width = (words) => pen.measureText(words).width;
  const meet = (a, b) => Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

  // Marks {x, y, r, words} come with the most important first. The first place round a mark that is free is taken, else the one
  // that hides least of lesser marks. A name that other names leave no place gets null, and shows when its mark is pointed at.
  function placed(marks, bounds) {
    const circles = marks.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
    const taken = [];
    return marks.map((mark, number) => {
      const w = width(mark.words) + 2 * GAP, { x, y, r } = mark, slant = r * 0.7 + 2;
      const places = [
        [x - w / 2, y + r + GAP / 2], [x + r, y - HEIGHT / 2], [x - r - w, y - HEIGHT / 2], [x - w / 2, y - r - GAP / 2 - HEIGHT],
        [x + slant, y + slant], [x - slant - w, y + slant], [x + slant, y - slant - HEIGHT], [x - slant - w, y - slant - HEIGHT],
      ].map(([left, top]) => ({ x: left, y: top, w, h: HEIGHT }));
      const inside = (box) => box.x >= bounds.x && box.y >= bounds.y && box.x + box.w <= bounds.x + bounds.w && box.y + box.h <= bounds.y + bounds.h;
      const open = places.filter((box) => inside(box) && !taken.some((other) => meet(box, other)) && !circles.slice(0, number).some((other) => meet(box, other)));
      const hides = (box) => circles.slice(number + 1).reduce((sum, other) => sum + meet(box, other), 0);
      const free = open.find((box) => !hides(box)) || open.sort((a, b) => hides(a) - hides(b))[0];
      if (!free) return null;
      taken.push(free);
      return { x: free.x + w / 2, y: free.y + SIZE - 1 };
    });
  }
  // The links of all marks, then on top of them those names that have a place: of the screen reader's links there is one a mark.
  function layers(links, names, labels) {
    return [...links.map((link, n) => { if (!labels[n]) { link.classList.add("crowded"); link.append(names[n]); } return link; }), ...links.flatMap((link, n) => {
      if (!labels[n]) return [];
      const shown = window.dom.draw("a", { href: link.getAttribute("href"), tabindex: -1, "aria-hidden": "true" });
      shown.append(names[n]);
      return [shown];
    })];
  }
  return { SIZE, width, placed, layers };
})();

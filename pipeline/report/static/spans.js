// Stretches of the article's text by code points, as records have them: a browser counts in other units, and in elements.
"use strict";
window.spans = (() => {
  const text = document.getElementById("text");
  const length = (words) => Array.from(words).length;

  // The range of a stretch that begins in a passage, or null.
  function range(start, end) {
    for (const block of text.querySelectorAll("[data-start]")) {
      let at = Number(block.dataset.start);
      if (start < at || start >= at + length(block.textContent)) continue;
      const found = document.createRange();
      let begun = false;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const points = Array.from(node.data);
        if (!begun && start < at + points.length) {
          found.setStart(node, points.slice(0, start - at).join("").length);
          begun = true;
        }
        if (begun) found.setEnd(node, points.slice(0, Math.max(0, Math.min(end - at, points.length))).join("").length);
        if (end <= at + points.length) break;
        at += points.length;
      }
      return begun ? found : null;
    }
    return null;
  }

  function highlight(places) {
    if (!CSS.highlights) return;
    CSS.highlights.set("passage", new Highlight(...places.map(([start, end]) => range(start, end)).filter(Boolean)));
  }
  const clear = () => CSS.highlights?.delete("passage");

  // First code point of a range, or null outside the text.
  function startOf(chosen) {
    const node = chosen.startContainer;
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!block) return null;
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(chosen.startContainer, chosen.startOffset);
    return Number(block.dataset.start) + length(before.cloneContents().textContent);
  }
  return { range, highlight, clear, startOf, length };
})();

// What every page's scripts build elements with.
"use strict";
window.dom = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  function filled(element, words, attributes) {
    if (words !== undefined && words !== null) element.textContent = words;
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
    return element;
  }
  const make = (tag, words, attributes = {}) => filled(document.createElement(tag), words, attributes);
  const draw = (tag, attributes = {}, words) => filled(document.createElementNS(SPACE, tag), words, attributes);
  const page = (id) => `${id}/index.html`;
  // A date in EDTF; a line may break after the slash of an interval, not within a day.
  function when(edtf) {
    const time = make("time", null, { class: edtf ? null : "undated" });
    const ends = (edtf || "undated").split("/");
    ends.forEach((end, number) => time.append(make("span", number < ends.length - 1 ? end + "/" : end)));
    return time;
  }
  return { make, draw, page, when };
})();

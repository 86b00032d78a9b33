// Leads from the id of a mention, time, statement or relation on to its place in its article.
"use strict";
(async () => {
  const { root } = document.currentScript.dataset;
  const asked = /\/((?:mention|time|statement|relation)\/([0-9a-f]{2})[0-9a-f]*)(?:\/|\/index\.html)?$/.exec(location.pathname);
  if (!asked) return;
  const answer = await fetch(`${root}data/places/${asked[2]}.json`);
  const article = answer.ok ? (await answer.json())[asked[1]] : null;
  if (article) location.replace(`${root}${article}/index.html#${asked[1]}`);
})();

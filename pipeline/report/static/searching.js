// Search in the texts of all articles, accents and case aside; a find leads to the very words.
"use strict";
window.searching = (() => {
  const { documents } = window.dateline;
  const { make, page } = window.dom;
  const MOST = 500;
  // Most words are plain, for which the short way gives the same.
  const fold = (words) => (/[^\x00-\x7f]/.test(words) ? words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase() : words.toLowerCase());

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

  function row([number, start, text, from, length]) {
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
  function load(then) {
    if (texts || loading) return;
    loading = true;
    const script = make("script", null, { src: "data/search.js" });
    script.onload = () => {
      texts = window.datelineText.map((passage) => [passage, fold(passage[2])]);
      then();
    };
    document.head.append(script);
  }

  // Passages with every word of the query, shown where the words stand together, else at the first of them; null until loaded.
  function passages(words, article) {
    if (!texts) return null;
    const rows = [], whole = new RegExp(words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("\\s+"));
    for (const [[number, start, text], folded] of texts) {
      if (article !== null && number !== article) continue;
      if (!words.every((word) => folded.includes(word))) continue;
      const together = whole.exec(folded);
      rows.push(together ? [number, start, text, together.index, together[0].length] : [number, start, text, folded.indexOf(words[0]), words[0].length]);
      if (rows.length >= MOST) break;
    }
    return rows;
  }
  return { MOST, fold, row, load, passages };
})();

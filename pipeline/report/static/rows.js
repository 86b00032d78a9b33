// How a line of each of the overview's lists looks.
"use strict";
window.rows = (() => {
  const { documents, entities } = window.dateline;
  const { make, page, when } = window.dom;
  const spaced = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2");

  function event(row) {
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

  function entity(number) {
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

  function statement(row) {
    const item = make("li");
    const link = make("a", null, { href: `${page(documents[row[4]][0])}#${row[0]}` });
    const who = make("b");
    who.append(make("bdi", row[1] === null ? "Somebody" : entities[row[1]][1]));
    link.append(who, " ");
    if (row[10]) link.append(make("i", row[10]), " ");
    link.append(make("span", row[2] === "direct" ? `“${row[3]}”` : row[3], { dir: "auto" }));
    item.append(link, " ", make("small", [row[2], row[5], documents[row[4]][1]].filter(Boolean).join(" · ")));
    return item;
  }

  function finding(row) {
    const item = make("li", null, { class: row[2] });
    item.append(make("b", row[2]), " ", make("span", row[3], { dir: "auto" }), " ", make("small", row[1]), " ");
    if (row[0] !== null) item.append(make("a", documents[row[0]][2], { href: page(documents[row[0]][0]) + (row[4] === null ? "" : `#char=${row[4]},${row[5]}`) }));
    return item;
  }
  return { spaced, event, entity, statement, finding };
})();

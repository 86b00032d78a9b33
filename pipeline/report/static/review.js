// Review in the page: verdicts by keyboard, kept in this browser, saved to the server if one serves, or exported.
"use strict";
(() => {
  const { make } = window.dom;
  const { field, entry, worded } = window.forms;
  const { state, show, step, text } = window.reading;
  const { data } = state;
  const panel = document.getElementById("review");
  const KEY = "dateline:" + data.document + ":" + data.sha256;
  const AFFIX = 32;
  const characters = Array.from(data.text);

  const remembered = (key, otherwise) => { try { return JSON.parse(localStorage.getItem(key)) ?? otherwise; } catch { return otherwise; } };
  const remember = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { told("This browser keeps nothing: export before you leave."); } };
  let decisions = remembered(KEY, []);
  let reviewer = remembered("dateline:reviewer", "");
  const about = (one) => JSON.stringify([one.kind, one.exact, one.start, one.kind === "event" ? (one.was || {}).type || null : null]);

  const names = make("datalist", null, { id: window.forms.NAMES });
  for (const name of new Set(Object.values(data.entities).map((one) => one.name))) names.append(make("option", null, { value: name }));
  document.body.append(names);

  const status = make("p", "", { role: "status", class: "note" });
  const told = (words) => { status.textContent = words; };

  function anchor(start, end) {
    return {
      exact: state.slice(start, end), prefix: state.slice(Math.max(0, start - AFFIX), start), suffix: state.slice(end, end + AFFIX), start, end,
    };
  }

  function decision(record, verdict, set = {}, reason = "") {
    const was = { ...record.v, ...(record.e ? { name: data.entities[record.e].name } : {}) };
    const made = { kind: record.k, verdict, ...anchor(...(record.g || record.at[0])), was };
    if (Object.keys(set).length) made.set = set;
    if (reviewer) made.reviewer = reviewer;
    if (reason) made.reason = reason;
    return made;
  }

  async function keep(made) {
    decisions = decisions.filter((one) => about(one) !== about(made));
    if (made.verdict !== "withdraw") decisions.push(made);
    remember(KEY, decisions);
    draw();
    if (!window.datelineServer) { told(`${made.verdict}: kept in this browser; e exports`); return; }
    try {
      const answer = await fetch("/review", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ source: data.source, decision: made }) });
      const said = await answer.json();
      told(answer.ok ? `${made.verdict}: saved to ${said.file}` : `not saved: ${said.error}`);
    } catch (error) {
      told(`not saved: ${error.message}`);
    }
  }

  const verdictOf = (record) => {
    const probe = decision(record, "accept");
    return decisions.find((one) => about(one) === about(probe));
  };

  function judge(verdict) {
    if (state.number === null) return;
    keep(decision(data.records[state.number], verdict));
    step(1);
  }

  function rejectAll() {
    const record = data.records[state.number];
    for (const other of data.records) if (other.e === record.e) keep(decision(other, "reject"));
  }

  let editing = false;
  function correct() {
    if (state.number === null) return;
    const record = data.records[state.number];
    const form = make("form", null, { "aria-label": `Correct the ${record.k}` });
    const read = window.forms[record.k](record, form);
    finish(form, (reason) => {
      const set = read();
      if (Object.keys(set).length) keep(decision(record, "correct", set, reason));
      else keep(decision(record, "accept", {}, reason));
    });
  }

  // Words that are selected, else those that the reviewer writes: found from the record that is open onwards.
  function added(kind, title, extend) {
    const chosen = getSelection();
    const words = chosen && text.contains(chosen.anchorNode) ? String(chosen).trim() : "";
    const place = words ? window.spans.startOf(chosen.getRangeAt(0)) : null;
    const form = make("form", null, { "aria-label": title });
    const exact = entry(words);
    form.append(make("h3", title), field("Words, exactly", exact));
    const read = extend(form);
    finish(form, (reason) => {
      const from = place ?? (state.number === null ? 0 : data.records[state.number].at[0][0]);
      const start = find(exact.value.trim(), from);
      if (start === null) { told("These words are not in the text."); return false; }
      const end = start + window.spans.length(exact.value.trim());
      const made = { kind, verdict: "add", ...anchor(start, end), was: {}, set: read() };
      if (kind === "event") made.was = { type: made.set.type };
      if (reviewer) made.reviewer = reviewer;
      if (reason) made.reason = reason;
      keep(made);
    });
  }
  const missedName = () => added("mention", "A missed name", window.forms.missedMention);
  const missedEvent = () => added("event", "A missed event, by the word that tells it", window.forms.missedEvent);

  function finish(form, save) {
    const reason = entry("");
    form.append(field("Reason", reason));
    const buttons = make("p", null, { class: "actions" });
    const cancel = make("button", "Cancel", { type: "button" });
    const done = () => { editing = false; draw(); if (state.number !== null) show(state.number, { scroll: false, focus: true }); };
    cancel.addEventListener("click", done);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); done(); }
      // A choice does not send its form by itself, as a field does; for whoever works by keys both should.
      if (event.key === "Enter" && event.target.matches("select")) { event.preventDefault(); form.requestSubmit(); }
    });
    buttons.append(make("button", "Save", { type: "submit", class: "primary" }), cancel);
    form.append(buttons);
    form.addEventListener("submit", (event) => { event.preventDefault(); if (save(reason.value.trim()) !== false) done(); });
    editing = true;
    panel.querySelector("form")?.remove();
    panel.querySelector("h2").after(form);
    form.append(status);
    panel.hidden = false;
    for (const other of panel.querySelectorAll(":scope > .actions, :scope > .verdict")) other.hidden = true;
    form.querySelector("input, select").focus();
    form.scrollIntoView({ block: "nearest" });
  }

  // The place of the words at or after `from`, in code points, else the first in the text.
  function find(words, from) {
    if (!words) return null;
    const units = characters.slice(0, from).join("").length;
    let at = data.text.indexOf(words, units);
    if (at < 0) at = data.text.indexOf(words);
    return at < 0 ? null : window.spans.length(data.text.slice(0, at));
  }
  function undo() {
    const last = decisions[decisions.length - 1];
    if (!last) { told("Nothing to undo."); return; }
    const made = { ...last, verdict: "withdraw" };
    delete made.set;
    keep(made);
  }

  function exported() {
    const lines = decisions.map((one) => JSON.stringify(one)).join("\n") + (decisions.length ? "\n" : "");
    const name = data.source.split("/").pop().replace(/\.[^.]*$/, "") + ".review.jsonl";
    const link = make("a", null, { href: URL.createObjectURL(new Blob([lines], { type: "application/jsonl" })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    told(`${decisions.length} decisions exported as ${name}: put it beside the article`);
    return lines;
  }

  function draw() {
    if (editing) return;
    panel.hidden = state.number === null && !decisions.length;
    panel.replaceChildren();
    const record = state.number === null ? null : data.records[state.number];
    const heading = make("h2", "Review ");
    heading.append(make("small", `${decisions.length} decided`));
    panel.append(heading);
    if (record) {
      const made = verdictOf(record);
      if (made) panel.append(make("p", `${made.verdict}${made.set ? ": " + worded(made.set) : ""}${made.reason ? ` (${made.reason})` : ""}`, { class: `verdict ${made.verdict}`, dir: "auto" }));
      const actions = make("p", null, { class: "actions" });
      const add = (words, key, act) => {
        const button = make("button", words + " ", { type: "button", "aria-keyshortcuts": key });
        button.append(make("kbd", key));
        button.addEventListener("click", act);
        actions.append(button);
      };
      add("Accept", "a", () => judge("accept"));
      add("Reject", "x", () => judge("reject"));
      add("Correct", "c", correct);
      if (record.e && data.records.filter((one) => one.e === record.e).length > 1) {
        const all = make("button", "Reject all its mentions", { type: "button" });
        all.addEventListener("click", rejectAll);
        actions.append(all);
      }
      panel.append(actions);
    }
    const general = make("p", null, { class: "actions" });
    for (const [words, key, act] of [["Missed name", "m", missedName], ["Missed event", "n", missedEvent], ["Undo", "u", undo], ["Export", "e", exported]]) {
      const button = make("button", words + " ", { type: "button", "aria-keyshortcuts": key });
      button.append(make("kbd", key));
      button.addEventListener("click", act);
      general.append(button);
    }
    const who = entry(reviewer);
    who.id = "reviewer";
    who.addEventListener("change", () => { reviewer = who.value.trim(); remember("dateline:reviewer", reviewer); });
    panel.append(general, field("Reviewer", who), status);
    for (const mark of text.querySelectorAll(".rejected")) mark.classList.remove("rejected");
    data.records.forEach((one, number) => {
      if (verdictOf(one)?.verdict !== "reject") return;
      for (const mark of window.reading.told(number)) mark.classList.add("rejected");
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea, form")) return;
    const act = { a: () => judge("accept"), x: () => judge("reject"), c: correct, m: missedName, n: missedEvent, u: undo, e: exported }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // A form that is open stays open: whoever fills it in may look at other records meanwhile.
  window.reading.onShow(draw);
  window.reading.exported = exported;

  async function begin() {
    if (window.datelineServer) {
      const answer = await fetch("/review?source=" + encodeURIComponent(data.source));
      if (answer.ok) { decisions = (await answer.json()).decisions.map((one) => ({ prefix: "", suffix: "", was: {}, ...one })); remember(KEY, decisions); }
    }
    draw();
  }
  begin();
})();

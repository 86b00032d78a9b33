// The fields by which a record is corrected or a missed one told. Each form gives the keys that differ from what the record says.
"use strict";
window.forms = (() => {
  const { make } = window.dom;
  const { entities, events, status, roles } = window.datelineVocabulary;
  const MODES = new Map(events);
  const NAMES = "entity-names";

  function field(words, input) {
    const label = make("label", words);
    label.append(input);
    return label;
  }
  function tick(words, box) {
    const label = make("label", null, { class: "tick" });
    label.append(box, " " + words);
    return label;
  }
  function choice(values, value, empty) {
    const select = make("select");
    if (empty !== undefined) select.append(make("option", empty, { value: "" }));
    for (const one of values) select.append(make("option", one, { value: one }));
    select.value = value || (empty !== undefined ? "" : values[0]);
    return select;
  }
  function entry(value, list) {
    const input = make("input", null, { type: "text", autocomplete: "off", dir: "auto", list });
    input.value = value || "";
    return input;
  }
  const box = () => make("input", null, { type: "checkbox" });

  function mention(record, form) {
    const type = choice(entities, record.v.type);
    const same = entry("", NAMES), apart = box(), alike = box(), name = entry("");
    form.append(field("Type", type), field("Same as", same), tick("Not the same as this entity", apart), tick("Nor are its other mentions spelt like this", alike), field("Its own name, if another", name));
    return () => {
      const set = {};
      if (type.value !== record.v.type) set.type = type.value;
      if (same.value) set.same_as = same.value;
      if (apart.checked || alike.checked) set.apart = true;
      if (alike.checked) set.alike = true;
      if (name.value) set.name = name.value;
      return set;
    };
  }

  function missedMention(form) {
    const type = choice(entities), name = entry("", NAMES);
    form.append(field("Type", type), field("Same as (empty: a new one)", name));
    return () => ({ type: type.value, ...(name.value ? { same_as: name.value } : {}) });
  }

  function time(record, form) {
    const edtf = entry(record.v.edtf);
    form.append(field("Date (EDTF), empty if unknown", edtf));
    return () => ({ edtf: edtf.value || null });
  }

  function statement(record, form) {
    const speaker = entry(record.v.speaker, NAMES);
    form.append(field("Speaker, empty if not told", speaker));
    return () => ({ speaker: speaker.value || null });
  }

  function relation(record, form) {
    const now = choice(status.relation, record.v.status);
    form.append(field("Status", now));
    return () => ({ status: now.value });
  }

  function participants(parties) {
    const set = make("fieldset"), rows = [];
    const more = make("button", "Add a participant", { type: "button" });
    set.append(make("legend", "Participants (an empty name removes one)"), more);
    const add = (party) => {
      const role = choice(roles, party.role), name = entry(party.name, NAMES);
      role.setAttribute("aria-label", "Role");
      name.setAttribute("aria-label", "Name");
      rows.push([role, name]);
      more.before(role, name);
      return role;
    };
    parties.forEach(add);
    more.addEventListener("click", () => add({ role: roles[rows.length ? 1 : 0], name: "" }).focus());
    const read = () => rows.map(([role, name]) => ({ role: role.value, name: name.value.trim() })).filter((one) => one.name);
    return [set, read];
  }

  function event(record, form) {
    const type = choice([...MODES.keys()], record.v.type);
    const mode = choice(MODES.get(type.value), record.v.mode, "none");
    const now = choice(status.event, record.v.status);
    const edtf = entry(record.v.edtf), place = entry(record.v.place, NAMES);
    const [parties, taking] = participants(record.v.participants);
    // Each type has modes of its own.
    type.addEventListener("change", () => mode.replaceChildren(...choice(MODES.get(type.value), type.value === record.v.type ? record.v.mode : null, "none").children));
    form.append(field("Type", type), field("Mode", mode), field("Status", now), field("Date (EDTF), empty if unknown", edtf), field("Place, empty if not told", place), parties);
    return () => {
      const set = {};
      const differs = (name, value) => { if ((value || null) !== (record.v[name] || null)) set[name] = value || null; };
      differs("type", type.value);
      if (!set.type || mode.value) differs("mode", mode.value);
      differs("status", now.value);
      differs("edtf", edtf.value.trim());
      differs("place", place.value.trim());
      const before = record.v.participants.map(({ role, name }) => ({ role, name }));
      if (JSON.stringify(taking()) !== JSON.stringify(before)) set.participants = taking();
      return set;
    };
  }
  const missedEvent = (form) => event({ v: { type: null, mode: null, status: "happened", edtf: null, place: null, participants: [] } }, form);

  // A correction in words.
  function worded(set) {
    const party = ({ role, name }) => `${role} ${name}`;
    const value = (one) => (one === null ? "none" : Array.isArray(one) ? one.map(party).join("; ") || "none" : one === true ? "yes" : one);
    return Object.entries(set).map(([name, one]) => `${name.replace("_", " ")} ${value(one)}`).join(", ");
  }
  return { NAMES, field, entry, worded, mention, time, statement, relation, event, missedMention, missedEvent };
})();

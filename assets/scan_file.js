/* File of the Samenwerkingsscan: what a reader keeps of it, and what is taken from a file that is opened. A file that is
   not ours, is damaged or comes from a newer version is refused with a sentence; an answer that no longer exists is named. */
(function () {
  "use strict";

  const KIND = "buurtlens-samenwerkingsscan";
  const VERSION = 1;
  const LARGEST = 1000000; // bytes; a scan takes a few thousand
  const DATES = ["datum", "volgende"];

  function pack(answers) {
    return JSON.stringify(Object.assign({ soort: KIND, versie: VERSION, bewaard: new Date().toISOString() }, answers), null, 2) + "\n";
  }

  function fileName(name) {
    const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const slug = plain.replace(/^-+|-+$/g, "").slice(0, 60);
    return "buurtlens-scan" + (slug ? "_" + slug : "") + ".json";
  }

  /* `fields` maps the name of a text to its greatest length. Returns the answers with what was left out, or an error: the
     name of a sentence in layouts/scan_texts.py, with what fills it in. */
  function unpack(text, rules, fields) {
    let read;
    try { read = JSON.parse(text); } catch (fault) { return { error: "notJson" }; }
    if (!read || typeof read !== "object" || read.soort !== KIND) return { error: "notOurs" };
    if (!Number.isInteger(read.versie) || read.versie < 1) return { error: "damaged", what: "versie" };
    if (read.versie > VERSION) return { error: "newer" };
    const answers = { keuzes: {} };
    const shortened = [];
    for (const [name, longest] of Object.entries(fields)) {
      const value = read[name] === undefined ? "" : read[name];
      if (typeof value !== "string" || (DATES.includes(name) && !/^(\d{4}-\d\d-\d\d)?$/.test(value))) return { error: "damaged", what: name };
      if (value.length > longest) shortened.push(name);
      answers[name] = value.slice(0, longest);
    }
    const kept = read.keuzes === undefined ? {} : read.keuzes;
    if (!kept || typeof kept !== "object" || Array.isArray(kept)) return { error: "damaged", what: "keuzes" };
    const lost = [];
    for (const [name, ids] of Object.entries(kept)) {
      if (!Array.isArray(ids) || ids.some(function (id) { return typeof id !== "string"; })) return { error: "damaged", what: name };
      const part = rules.find(function (each) { return each.id === name; });
      const known = part ? part.options.map(function (option) { return option.id; }) : [];
      const good = ids.filter(function (id) { return known.includes(id); });
      lost.push(...ids.filter(function (id) { return !known.includes(id); }));
      if (part && part.kind === "one") lost.push(...good.splice(1));
      if (good.length) answers.keuzes[name] = good;
    }
    return { answers: answers, lost: lost, shortened: shortened };
  }

  window.buurtlens.scanFile = { largest: LARGEST, pack: pack, unpack: unpack, fileName: fileName };
})();

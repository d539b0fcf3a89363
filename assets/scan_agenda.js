/* Agenda of the Samenwerkingsscan: the one place where answers become points. The rules come from the catalogue
   (layouts/scan.py: agenda_rules); an answer brings its line, its minutes and who must be at the table. */
(function () {
  "use strict";

  /* Own words are a point per line, up to so many: what follows joins the last, so that the agenda stays one page. */
  const OWN_LINES = 6;
  /* An agenda with more lines than this is printed smaller. */
  const FULL = 24;

  /* Points in the order of the catalogue. `answers.keuzes` maps a part to the chosen ids, `answers[part]` holds own words. */
  function compose(rules, answers) {
    const points = rules.map(function (part) { return point(part, answers); }).filter(Boolean);
    const chosen = rules.flatMap(function (part) { return picked(part, answers); });
    return {
      points: points,
      minutes: points.reduce(function (sum, each) { return sum + each.minutes; }, 0),
      who: Array.from(new Set(chosen.flatMap(function (option) { return option.who; }))),
      isFull: points.reduce(function (sum, each) { return sum + each.lines.length; }, 0) > FULL,
      isEmpty: points.length === rules.filter(function (part) { return part.kind === "fixed"; }).length,
    };
  }

  function picked(part, answers) {
    const ids = answers.keuzes[part.id] || [];
    return part.options.filter(function (option) { return ids.includes(option.id); });
  }

  function point(part, answers) {
    if (part.kind === "fixed") return { title: part.title, minutes: part.minutes, lines: part.lines, note: "" };
    if (part.kind === "own") {
      const all = (answers[part.id] || "").split("\n").map(function (line) { return line.trim(); }).filter(Boolean);
      const lines = all.length > OWN_LINES ? [...all.slice(0, OWN_LINES - 1), all.slice(OWN_LINES - 1).join("; ")] : all;
      return lines.length ? { title: part.title, minutes: part.minutes, lines: lines, note: "" } : null;
    }
    const chosen = picked(part, answers);
    if (!chosen.length) return null;
    const wanted = chosen.reduce(function (sum, option) { return sum + option.minutes; }, 0);
    return {
      title: part.title,
      minutes: Math.min(wanted, part.minutes),
      lines: chosen.map(function (option) { return option.line; }),
      note: wanted > part.minutes ? part.tooMany : "",
    };
  }

  window.buurtlens.composeAgenda = compose;
})();

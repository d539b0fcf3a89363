/* Screen Gegevens: writes the tables from the data of the page. As components of their own thousands of cells would take
   seconds; the server has made every text. The address holds level and theme of the coverage. */
(function () {
  "use strict";

  const ALL = "alle"; // layouts/gegevens.py: ALL_THEMES
  let drawn = null;   // the data whose tables stand there

  function make(kind, attributes, ...children) {
    const element = document.createElement(kind);
    Object.entries(attributes || {}).forEach(function ([name, value]) { if (value) element.setAttribute(name, value); });
    element.append(...children);
    return element;
  }

  function content(cell) {
    return Array.isArray(cell) ? make("a", { href: cell[1] }, cell[0]) : cell;
  }

  /* A row of a narrow screen is a block: every cell then carries its heading. Roles keep it a table for who listens. */
  function plainTable(table) {
    const head = table.columns.map(function ([title, numeric]) {
      return make("th", { scope: "col", role: "columnheader", class: numeric ? "getal" : "" }, title);
    });
    const rows = table.rows.map(function (row) {
      const cells = row.map(function (cell, index) {
        const [title, numeric] = table.columns[index];
        const first = index === 0;
        return make(first ? "th" : "td", {
          scope: first ? "row" : "", role: first ? "rowheader" : "cell", class: numeric ? "getal" : "", "data-kop": title,
        }, content(cell));
      });
      return make("tr", { role: "row" }, ...cells);
    });
    return make("table", { role: "table", class: "feiten" },
      make("caption", {}, table.caption),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...head)),
      make("tbody", { role: "rowgroup" }, ...rows));
  }

  function coverageTable(coverage, level, theme) {
    const themes = (coverage.levels[level] || []).filter(function ([id]) { return theme === ALL || id === theme; });
    const years = coverage.years[level] || [];
    const head = years.map(function (year) { return make("th", { scope: "col" }, String(year)); });
    const parts = themes.map(function ([, title, rows]) {
      const group = make("tr", {}, make("th", { scope: "rowgroup", colspan: String(years.length + 1) }, make("span", {}, title)));
      return make("tbody", {}, group, ...rows.map(function ([name, href, cells]) {
        return make("tr", {}, make("th", { scope: "row" }, href ? make("a", { href: href }, name) : name), ...cells.map(cellOf));
      }));
    });
    function cellOf(index) {
      if (index < 0) return make("td", { class: "niets" }, coverage.empty);
      const [text, shade] = coverage.texts[index];
      return make("td", { class: "vol-" + shade }, text);
    }
    if (!parts.length) return make("p", {}, "Hier zijn geen cijfers over dit thema op dit niveau. Kies een ander niveau of thema.");
    return make("table", {},
      make("caption", {}, coverage.captions[level]),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Onderwerp"), ...head)),
      ...parts);
  }

  function draw(data, level, theme) {
    const place = document.getElementById("dekking-tabel");
    if (!place) { requestAnimationFrame(function () { draw(data, level, theme); }); return; }
    if (drawn !== data) {
      drawn = data;
      Object.entries(data.tables).forEach(function ([id, table]) {
        const holder = document.getElementById(id);
        if (holder) holder.replaceChildren(plainTable(table));
      });
    }
    place.replaceChildren(coverageTable(data.coverage, level, theme));
    goToHash();
  }

  /* A link to a chapter (#dekking) can only work once the tables have their height. */
  let gone = false;
  function goToHash() {
    if (gone) return;
    gone = true;
    const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }

  /* Clientside callback: level and theme from the pickers into the address, or from the address (Back) into the pickers. */
  function report(level, theme, search, data) {
    const same = window.dash_clientside.no_update;
    const trigger = window.dash_clientside.callback_context.triggered_id;
    const asked = new URLSearchParams(search || "");
    const levels = Object.keys(data.coverage.captions);
    let address = same;
    if (trigger === "gegevens-adres") {
      level = levels.includes(asked.get("niveau")) ? asked.get("niveau") : data.coverage.level;
      theme = data.themes.includes(asked.get("thema")) ? asked.get("thema") : ALL;
    } else if (trigger) {
      asked.set("niveau", level);
      if (theme === ALL) asked.delete("thema"); else asked.set("thema", theme);
      address = "?" + asked.toString();
    }
    draw(data, level, theme);
    return [same, level, theme, address, data.coverage.captions[level] || ""];
  }

  window.dash_clientside.buurtlens.report = report;
})();

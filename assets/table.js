/* The list: every area of the map as a row with a link, for keyboard, screen reader, phone and print. Paged, so that the
   14,500 buurten of the country are as quick as a city. Alphabetical unless the reader sorts. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  const PER_PAGE = 50;
  const MOST_PRINTED = 600;  // every buurt of the largest gemeente; a longer list is for the download
  const compare = new Intl.Collator("nl", { numeric: true }).compare;

  const list = { order: [], page: 0, sort: "name", descending: false, filter: "", printed: false, key: "", areas: null, alphabet: null };
  let parts = null;

  function make(kind, attributes, ...children) {
    const element = document.createElement(kind);
    Object.entries(attributes || {}).forEach(function ([name, value]) { element.setAttribute(name, value); });
    element.append(...children);
    return element;
  }

  /* Table, filter field and pager, made once; rows are written by fill(). */
  function build(holder) {
    const filter = make("input", { type: "search", id: "lijst-filter", autocomplete: "off", maxlength: "80" });
    filter.addEventListener("input", function () { list.filter = filter.value; list.page = 0; order(); fill(); });
    const head = make("tr");
    const beside = lens.columns().map(function (column, number) { return ["column" + number, column.head]; });
    const own = lens.figures.change ? "Verschil" : lens.figures.pair ? "Vak" : "Cijfer";
    const kinds = [["name", "Gebied"], ...beside, ["value", own], ["residents", "Inwoners"]];
    const columns = kinds.map(function ([sort, text]) {
      const button = make("button", { type: "button" }, text);
      const cell = make("th", { scope: "col", class: sort === "name" ? "" : "getal" }, button);
      button.addEventListener("click", function () {
        list.descending = list.sort === sort ? !list.descending : sort !== "name";
        list.sort = sort;
        list.page = 0;
        order();
        fill();
      });
      head.append(cell);
      return { sort: sort, cell: cell, button: button };
    });
    const body = make("tbody");
    const caption = make("caption");
    const back = make("button", { type: "button" }, "Vorige");
    const on = make("button", { type: "button" }, "Volgende");
    const where = make("span", { role: "status" });
    back.addEventListener("click", function () { turn(-1); });
    on.addEventListener("click", function () { turn(1); });
    body.addEventListener("click", function (event) {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      lens.select(link.closest("tr").dataset.code);
    });
    ["mouseover", "focusin"].forEach(function (name) {
      body.addEventListener(name, function (event) {
        const row = event.target.closest("tr");
        if (row) lens.hover(lens.indexOf(row.dataset.code));
      });
    });
    ["mouseleave", "focusout"].forEach(function (name) { body.addEventListener(name, function () { lens.hover(-1); }); });
    holder.replaceChildren(
      make("div", { class: "lijst-filter" }, make("label", { for: "lijst-filter" }, "Filter deze lijst"), filter),
      make("div", { class: "lijst-vak", tabindex: "0", role: "region", "aria-label": "Lijst van gebieden" },
        make("table", {}, caption, make("thead", {}, head), body)),
      make("div", { class: "bladeren" }, back, where, on));
    parts = { holder: holder, columns: columns, body: body, caption: caption, back: back, on: on, where: where, filter: filter, kinds: kindsOf() };
    filter.value = list.filter;
  }

  /* What the columns depend on: a change shows both years too, two themes both figures. */
  function kindsOf() { return lens.columns().map(function (column) { return column.head; }).join("|"); }

  function turn(step) {
    list.page += step;
    fill();
    parts.body.parentElement.parentElement.scrollTop = 0;
  }

  /* Order of rows. The alphabet of a frame is worked out once: sorting 14,500 names takes a while. */
  function order() {
    const areas = lens.areas;
    const figures = lens.figures;
    if (list.areas !== areas) {
      list.areas = areas;
      list.alphabet = areas.codes.map(function (_, index) { return index; });
      list.alphabet.sort(function (a, b) { return compare(areas.names[a], areas.names[b]); });
    }
    const wanted = plain(list.filter);
    let rows = list.alphabet;
    if (wanted) {
      rows = rows.filter(function (index) { return plain(lens.nameOf(index) + " " + areas.codes[index]).includes(wanted); });
    }
    if (list.sort !== "name") {
      const beside = lens.columns()[Number(list.sort.replace("column", ""))];
      const numbers = { value: figures.values, residents: areas.residents }[list.sort] || beside.values;
      const sign = list.descending ? -1 : 1;
      rows = rows.slice().sort(function (a, b) {
        const one = numbers[a];
        const other = numbers[b];
        if (one === null || other === null) return (one === null) - (other === null); // without figure: always last
        return sign * (one - other);
      });
    } else if (list.descending) {
      rows = rows.slice().reverse();
    }
    list.order = rows;
  }

  function plain(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim(); }

  function rowsShown() {
    if (list.printed && list.order.length <= MOST_PRINTED) return list.order;
    return list.order.slice(list.page * PER_PAGE, (list.page + 1) * PER_PAGE);
  }

  function fill() {
    const figures = lens.figures;
    const pages = Math.max(1, Math.ceil(list.order.length / PER_PAGE));
    list.page = Math.min(Math.max(list.page, 0), pages - 1);
    const focused = parts.body.contains(document.activeElement) ? document.activeElement.closest("tr").dataset.code : null;
    const shown = rowsShown();
    parts.body.replaceChildren(...shown.map(row));
    if (!shown.length) parts.body.append(make("tr", {}, make("td", { colspan: String(parts.columns.length) }, "Niets gevonden. Probeer een ander woord.")));
    parts.caption.textContent = figures.title + ", " + figures.year;
    parts.columns.forEach(function (column) {
      const direction = list.descending ? "descending" : "ascending";
      column.cell.setAttribute("aria-sort", column.sort === list.sort ? direction : "none");
    });
    parts.back.disabled = list.page === 0;
    parts.on.disabled = list.page === pages - 1;
    const first = shown.length === list.order.length ? 0 : list.page * PER_PAGE;
    parts.where.textContent = shown.length
      ? lens.number(first + 1, 0) + " tot " + lens.number(first + shown.length, 0) + " van " + lens.number(list.order.length, 0)
      : "Geen gebieden";
    if (focused) {
      const again = parts.body.querySelector('tr[data-code="' + focused + '"] a');
      if (again) again.focus({ preventScroll: true });
    }
  }

  function row(index) {
    const areas = lens.areas;
    const code = areas.codes[index];
    const group = lens.classOf(index);
    const swatch = make("span", { class: group < 0 ? "staaltje arcering" : "staaltje", "aria-hidden": "true" });
    if (group >= 0) swatch.style.backgroundColor = lens.figures.colours[group];
    const link = make("a", { href: lens.linkTo(code) }, areas.names[index]);
    const name = make("th", { scope: "row" }, link);
    if (areas.places[index]) name.append(make("span", { class: "klein" }, " " + areas.places[index]));
    const line = make("tr", { "data-code": code },
      name,
      ...lens.columns().map(function (column) { return make("td", { class: "getal" }, lens.columnText(column, index)); }),
      make("td", { class: group < 0 ? "getal zonder" : "getal" }, swatch, lens.valueText(index)),
      make("td", { class: "getal" }, areas.residents[index] === null ? "–" : lens.number(areas.residents[index], 0)));
    mark(line);
    return line;
  }

  function mark(line) {
    const link = line.querySelector("a");
    if (!link) return;
    const selected = lens.isSelected(line.dataset.code);
    line.classList.toggle("gekozen", selected);
    line.classList.toggle("gevonden", lens.pointedOut.has(line.dataset.code));
    if (selected) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  let selectedBefore = "";
  function show() {
    const holder = document.getElementById("lijst");
    if (!holder || !lens.figures || !lens.areas) return;
    if (!parts || parts.holder !== holder || !holder.firstChild || parts.kinds !== kindsOf()) {
      if (list.sort.startsWith("column")) list.sort = "name";
      build(holder);
    }
    const other = list.key !== lens.figures.key;
    const frame = list.areas !== lens.areas;
    if (frame) { list.filter = parts.filter.value = ""; list.page = 0; }
    if (other || frame) {
      list.key = lens.figures.key;
      order();
    }
    const chosen = lens.selection.code !== selectedBefore;
    const turned = lens.selection.code !== selectedBefore && turnToSelected();
    selectedBefore = lens.selection.code;
    if (other || frame || turned) fill();
    else parts.body.querySelectorAll("tr[data-code]").forEach(mark);
    if (chosen || turned) bringIntoView();
    parts.body.querySelectorAll("tr[data-code] a").forEach(function (link) { link.href = lens.linkTo(link.closest("tr").dataset.code); });
  }

  /* Scroll the selected row into its box; the page itself stays where the reader is. */
  function bringIntoView() {
    const line = parts.body.querySelector("tr.gekozen");
    const box = parts.holder.querySelector(".lijst-vak");
    if (!line || line.contains(document.activeElement)) return;
    box.scrollTop = Math.max(0, line.offsetTop - box.clientHeight / 2);
  }

  /* Turn to the page of the selected area; true when that is another page. */
  function turnToSelected() {
    const place = list.order.indexOf(lens.indexOf(lens.selection.code));
    if (place < 0) return false;
    const page = Math.floor(place / PER_PAGE);
    const other = page !== list.page;
    list.page = page;
    return other;
  }

  /* On paper nobody can turn a page: the whole list is printed. */
  function print(printed) {
    list.printed = printed;
    if (parts && lens.areas) fill();
  }

  window.addEventListener("beforeprint", function () { print(true); });
  window.addEventListener("afterprint", function () { print(false); });
  lens.on("settled", show);
  lens.on("areas", show);
  lens.on("areas-failed", function () {
    const holder = document.getElementById("lijst");
    if (holder && !parts) holder.textContent = "De lijst is niet geladen. Laad de pagina opnieuw.";
  });
  lens.on("hover", function () {
    if (!parts || !lens.areas) return;
    const code = lens.hovered >= 0 ? lens.areas.codes[lens.hovered] : "";
    parts.body.querySelectorAll("tr[data-code]").forEach(function (line) { line.classList.toggle("aangewezen", line.dataset.code === code); });
  });
})();

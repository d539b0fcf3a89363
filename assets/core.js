/* State that map, strip and list share: figures of all areas, the selection, and what is pointed at.
   The server decides what is shown; these scripts only draw it. Parts listen with lens.on(event, listener):
   "figures" (other map), "selection", "settled" (both are on the screen), "areas" (names arrived), "hover". */
(function () {
  "use strict";

  const listeners = {};
  const lens = {
    figures: null,     // see layouts/choropleth.py: figures_json
    areas: null,       // see layouts/choropleth.py: areas_json; null while they are on their way
    selection: { code: "", name: "", link: "", title: "" },
    pointedOut: new Set(), // codes that the search points out
    hovered: -1,
    cell: -1,          // cell of two themes that is pointed at or kept, -1 for none
    on: function (event, listener) { (listeners[event] = listeners[event] || []).push(listener); },
    emit: function (event, detail) { (listeners[event] || []).forEach(function (listener) { listener(detail); }); },
  };
  window.buurtlens = lens;

  let figuresText = null;
  let areasUrl = null;

  /* Clientside callback: the only way in from the server. A message (last input) calls too: whatever the page answered,
     the map goes back to the figures that the page stands for. */
  function show(text, selection, codes) {
    lens.selection = selection || lens.selection;
    lens.pointedOut = new Set(codes || []);
    if (lens.selection.title) document.title = lens.selection.title;
    if (text && text !== figuresText) take(text, JSON.parse(text));
    lens.emit("selection");
    /* The map first: strip and list follow when it is on the screen, and the new legend and panel are in the page. */
    lens.afterPaint(function () { lens.emit("settled"); });
    return window.dash_clientside.no_update;
  }

  function take(text, figures) {
    figuresText = text;
    lens.figures = figures;
    lens.hovered = -1;
    if (figures.areas !== areasUrl) loadAreas(figures.areas);
    lens.emit("figures");
  }

  /* Colour the standing map with figures that the page will bring too, a moment later and to the letter. */
  lens.takeAhead = function (text) {
    const figures = JSON.parse(text);
    if (lens.figures && figures.geometry === lens.figures.geometry) take(text, figures);
  };

  function loadAreas(url) {
    areasUrl = url;
    lens.areas = null;
    fetch(url)
      .then(function (answer) {
        if (!answer.ok) throw new Error("HTTP " + answer.status);
        return answer.json();
      })
      .then(function (areas) {
        if (url !== areasUrl) return; // another frame was asked for meanwhile
        areas.indexOf = new Map(areas.codes.map(function (code, index) { return [code, index]; }));
        lens.areas = areas;
        lens.emit("areas");
      })
      .catch(function () {
        if (url === areasUrl) areasUrl = null; // the next view tries again
        lens.emit("areas-failed");
      });
  }

  /* Run when the next frame is on the screen. */
  lens.afterPaint = function (action) {
    requestAnimationFrame(function () {
      const after = new MessageChannel();
      after.port1.onmessage = action;
      after.port2.postMessage(0);
    });
  };

  const formats = {};
  function number(value, decimals) {
    formats[decimals] = formats[decimals] ||
      new Intl.NumberFormat("nl-NL", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return formats[decimals].format(value).replace("-", "\u2212");
  }

  lens.number = number;

  /* Value of an area with its unit, or the reason why there is none. */
  lens.valueText = function (index) {
    const figures = lens.figures;
    const value = figures.values[index];
    if (value === null) return figures.statusTexts[figures.statuses[index]];
    if (figures.pair) return figures.pair.words[value];
    if (figures.change) return signed(value, figures) + figures.change.marks[index];
    return figures.before + number(value, figures.decimals) + figures.after;
  };

  /* A change with its sign before the unit: "+0,3 km", "−€ 2.000". */
  function signed(value, figures) {
    const sign = value > 0 ? "+" : value < 0 ? "\u2212" : "";
    return sign + figures.before + number(Math.abs(value), figures.decimals) + figures.after;
  }

  /* Figures beside the one that colours the map: both years of a change, both of two themes and the counts of a stacking.
     Each has a head and values (to sort by), and texts where these say more. */
  lens.columns = function () {
    const { change, pair } = lens.figures;
    if (pair) return pair.columns;
    if (!change) return [];
    return [change.earlier, change.later].map(function (values, which) {
      return { head: String(change.years[which]), values: values, decimals: change.decimals, before: change.before, after: change.after };
    });
  };

  lens.columnText = function (column, index) {
    if (column.texts) return column.texts[index];
    const value = column.values[index];
    return value === null ? "\u2013" : column.before + number(value, column.decimals) + column.after;
  };

  /* Class of an area, -1 without value. */
  lens.classOf = function (index) {
    const letter = lens.figures.classes[index];
    return letter === "-" || letter === undefined ? -1 : Number(letter);
  };

  lens.nameOf = function (index) {
    if (!lens.areas) return "";
    const place = lens.areas.places[index];
    return lens.areas.names[index] + (place ? ", " + place : "");
  };

  lens.indexOf = function (code) {
    const index = lens.areas ? lens.areas.indexOf.get(code) : undefined;
    return index === undefined ? -1 : index;
  };

  /* Place of a value on the axis, 0 to 1: the rule of layouts/scale.py. */
  lens.position = function (value) {
    const edges = lens.figures.edges;
    const classes = edges.length - 1;
    let index = 0;
    while (index < classes - 1 && value >= edges[index + 1]) index += 1;
    const span = edges[index + 1] - edges[index];
    const within = span > 0 ? (value - edges[index]) / span : 0.5;
    return (index + Math.min(Math.max(within, 0), 1)) / classes;
  };

  /* Codes to ring: the selected area, or the buurten of a selected wijk where the map shows buurten. */
  lens.isSelected = function (code) {
    const selected = lens.selection.code;
    return code === selected || (selected.startsWith("WK") && code.startsWith("BU") && code.slice(2).startsWith(selected.slice(2)));
  };

  lens.linkTo = function (code) {
    const query = new URLSearchParams(lens.selection.link);
    query.set("gebied", code);
    return "?" + query.toString();
  };

  /* Select: write the address; the page follows from it. */
  lens.select = function (code) {
    window.dash_clientside.set_props("adres", { search: lens.linkTo(code) });
  };

  const tip = { x: 0, y: 0 };

  /* Point at an area (-1: at none). `at` is a point on the screen for the tooltip. */
  lens.hover = function (index, at) {
    if (at) { tip.x = at.clientX; tip.y = at.clientY; }
    const changed = index !== lens.hovered;
    lens.hovered = index;
    if (changed) lens.emit("hover");
    placeTip(at ? index : -1);
  };

  function placeTip(index) {
    const box = document.getElementById("aanwijzing");
    if (!box) return;
    box.hidden = index < 0 || !lens.areas;
    if (box.hidden) return;
    box.replaceChildren(line("strong", lens.nameOf(index)), line("span", lens.valueText(index)));
    lens.columns().forEach(function (column) { box.append(line("span", column.head + ": " + lens.columnText(column, index))); });
    const selected = lens.indexOf(lens.selection.code);
    if (selected >= 0 && selected !== index) {
      box.append(line("span", lens.selection.name + ": " + lens.valueText(selected), "klein"));
    }
    const width = box.offsetWidth;
    const left = tip.x + 16 + width > window.innerWidth ? tip.x - width - 12 : tip.x + 16;
    box.style.left = Math.max(4, left) + "px";
    box.style.top = Math.max(4, tip.y - box.offsetHeight - 12) + "px";
  }

  function line(kind, text, name) {
    const element = document.createElement(kind);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  /* Legend pointer and comparison line in the panel follow what is pointed at. */
  lens.on("hover", function () {
    const index = lens.hovered;
    const pointer = document.getElementById("wijzer");
    const value = index >= 0 && lens.figures ? lens.figures.values[index] : null;
    if (pointer) {
      pointer.hidden = value === null || value === undefined;
      if (!pointer.hidden) {
        const step = Math.pow(10, -lens.figures.decimals);
        pointer.style.setProperty("--plek", (lens.position(value) + lens.position(value + step)) * 50 + "%");
      }
    }
    const compare = document.getElementById("vergelijk-aangewezen");
    if (compare) compare.textContent = index >= 0 && lens.areas ? "Aangewezen: " + lens.nameOf(index) + ", " + lens.valueText(index) : "";
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, { buurtlens: { show: show } });
})();

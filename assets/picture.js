/* A picture (PNG) of the map as it stands, with everything a copy must carry: heading, names, units and years, the meaning of the
   colours, whose scale it is, and the source. Drawn here from the polygons and the legend on the page; nothing leaves the browser. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  const SCALE = 2;
  const MARGIN = 20;
  const FONT = "'Atkinson Hyperlegible Next', sans-serif";

  function texts(selector) {
    return Array.from(document.querySelectorAll(selector)).map(function (each) { return each.innerText.trim(); }).filter(Boolean);
  }

  /* A sheet of paper that is written from top to bottom. Without `pen` it only measures. */
  function sheet(pen, width) {
    const page = { y: MARGIN };
    page.text = function (text, size, bold, colour, left, room) {
      pen.font = (bold ? "700 " : "400 ") + size + "px " + FONT;
      pen.fillStyle = colour || "#16212b";
      let line = "";
      const x = left || MARGIN;
      const wide = room || width - x - MARGIN;
      text.split(/\s+/).concat("\n").forEach(function (word) {
        const longer = line ? line + " " + word : word;
        if (word === "\n" || (line && pen.measureText(longer).width > wide)) {
          page.y += size * 1.35;
          pen.fillText(line, x, page.y - size * 0.3);
          line = word;
        } else {
          line = longer;
        }
      });
    };
    page.swatch = function (colour, text) {
      const top = page.y + 3;
      page.text(text, 13, false, "#16212b", MARGIN + 28);
      pen.fillStyle = colour;
      pen.fillRect(MARGIN, top, 18, 13);
      pen.strokeStyle = "#8694a0";
      pen.lineWidth = 1;
      pen.strokeRect(MARGIN + 0.5, top + 0.5, 17, 12);
    };
    return page;
  }

  function rings(layer) {
    const found = [];
    (function walk(part) {
      if (Array.isArray(part) && part.length && part[0].lat !== undefined) found.push(part);
      else if (Array.isArray(part)) part.forEach(walk);
    })(layer.getLatLngs());
    return found;
  }

  function trace(pen, layer, top) {
    const leaflet = lens.leaflet();
    pen.beginPath();
    rings(layer).forEach(function (ring) {
      ring.forEach(function (place, number) {
        const point = leaflet.latLngToContainerPoint(place);
        if (number) pen.lineTo(point.x, point.y + top);
        else pen.moveTo(point.x, point.y + top);
      });
      pen.closePath();
    });
  }

  function map(pen, top, size) {
    const layers = lens.standing();
    const pair = lens.figures.pair || {};
    pen.save();
    pen.beginPath();
    pen.rect(0, top, size.x, size.y);
    pen.clip();
    pen.fillStyle = "#e9edf0";
    pen.fillRect(0, top, size.x, size.y);
    pen.lineJoin = "round";
    layers.forEach(function (layer) {
      const look = layer.options;
      trace(pen, layer, top);
      pen.globalAlpha = look.fillOpacity;
      pen.fillStyle = look.fillColor;
      pen.fill("evenodd");
      pen.globalAlpha = 1;
      if (look.stroke) { pen.strokeStyle = look.color; pen.lineWidth = look.weight; pen.stroke(); }
    });
    pen.strokeStyle = "#111111";
    pen.lineWidth = 1.75;
    (pair.marked || []).forEach(function (index) { if (layers[index]) { trace(pen, layers[index], top); pen.stroke(); } });
    (pair.dots || []).forEach(function ([index, count]) {
      if (!layers[index]) return;
      const middle = lens.leaflet().latLngToContainerPoint(layers[index].getCenter());
      pen.beginPath();
      pen.arc(middle.x, middle.y + top, lens.dotRadius(count), 0, 2 * Math.PI);
      pen.fillStyle = "#ffffff";
      pen.fill();
      pen.stroke();
    });
    pen.lineWidth = 3;
    const codes = lens.areas ? lens.areas.codes : [];
    layers.forEach(function (layer, index) { if (layers.length > 1 && lens.isSelected(codes[index])) { trace(pen, layer, top); pen.stroke(); } });
    pen.restore();
  }

  /* The cells that there are, each with its words; as on the page in the order of the buttons. */
  function legend(page) {
    const figures = lens.figures;
    const cells = document.querySelectorAll(".ruit-cel");
    page.text(figures.caption, 15, true);
    texts(".legenda > figcaption .soort, .legenda-zin").forEach(function (line) { page.text(line, 13, false, "#4b5964"); });
    page.y += 6;
    if (cells.length) {
      cells.forEach(function (cell) { page.swatch(cell.style.backgroundColor, cell.getAttribute("aria-label")); });
    } else {
      figures.colours.forEach(function (colour, number) { page.swatch(colour, figures.labels[number]); });
    }
    page.y += 6;
    texts(".legenda .ruit-assen > div, .legenda .geen-cijfer, .legenda .stapel-zin, .legenda .legenda-regel, .legenda .legenda-schaal, .legenda .bron").forEach(function (line, number, every) {
      if (every.indexOf(line) === number) page.text(line, 12, false, "#4b5964");
    });
  }

  function draw() {
    const leaflet = lens.leaflet();
    const size = leaflet.getSize();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    function write() {
      const page = sheet(pen, size.x);
      page.text(document.getElementById("kop").textContent, 18, true);
      const selected = document.getElementById("gesproken");
      if (lens.indexOf(lens.selection.code) >= 0 && selected && selected.textContent) page.text(selected.textContent, 13, false, "#4b5964");
      const top = page.y + 10;
      page.y = top + size.y + 8;
      legend(page);
      return { top: top, height: page.y + MARGIN };
    }
    const measured = write();
    canvas.width = size.x * SCALE;
    canvas.height = Math.ceil(measured.height) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, size.x, measured.height);
    write();
    map(pen, measured.top, size);
    return canvas;
  }

  /* The map alone, as it stands: a map that shrinks to the paper while it is printed has lost its colours. Null where none stands. */
  lens.mapCanvas = function () {
    if (!lens.figures || !lens.leaflet() || !lens.standing().length) return null;
    const size = lens.leaflet().getSize();
    const canvas = document.createElement("canvas");
    canvas.width = size.x * SCALE;
    canvas.height = size.y * SCALE;
    const pen = canvas.getContext("2d");
    pen.scale(SCALE, SCALE);
    map(pen, 0, size);
    return canvas;
  };

  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#maak-plaatje") || !lens.figures || !lens.leaflet()) return;
    draw().toBlob(function (blob) {
      const link = document.createElement("a");
      const query = new URLSearchParams(lens.selection.link);
      const parts = ["buurtlens", query.get("modus"), query.get("indicator"), query.get("indicator2"), query.get("jaar"), lens.selection.code];
      link.href = URL.createObjectURL(blob);
      link.download = parts.filter(Boolean).join("_") + ".png";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
    }, "image/png");
  });
})();

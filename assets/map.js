/* The map: colours the canvas layers that stand, instead of making them anew (design: 14,500 polygons in about 0.15 s).
   dash-leaflet loads the geobuf and calls onEachFeature in the order of the file, which is the order of the figures. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  const MANY = 4000;          // more polygons than this get no borders until the reader zooms in
  const BORDERS_FROM_ZOOM = 10.5;
  const PATIENCE_MS = 12000;

  let leaflet = null;         // the Leaflet map
  let standing = { url: "", layers: [] };
  let rings = null;
  let dots = null;
  let careful = new Set();    // areas that are hatched over their colour
  let fitted = "";
  let patience = 0;

  window.L.Map.addInitHook(function () {
    leaflet = this;
    fitted = "";
    standing = { url: "", layers: [] };
    rings = dots = null;
    const box = leaflet.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Kaart. De lijst onder de kaart geeft dezelfde gebieden.");
    leaflet.createPane("ringen").style.pointerEvents = "none";
    leaflet.getPane("ringen").style.zIndex = 450;
    leaflet.on("zoomend", borders);
    window.L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(leaflet);
    fit();
  });

  /* Hatching for areas without a figure: told apart from every colour, also in print. */
  const hatches = {};
  function hatch(colour, ground) {
    const name = colour + ground;
    if (hatches[name]) return hatches[name];
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 6, 6);
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const shift of [-6, 0, 6]) {
      pen.moveTo(shift - 1, 7);
      pen.lineTo(shift + 7, -1);
    }
    pen.stroke();
    hatches[name] = pen.createPattern(tile, "repeat");
    return hatches[name];
  }

  function hasBorders() {
    return standing.layers.length <= MANY && (!lens.figures || lens.figures.featureCount <= MANY) || zoom() >= BORDERS_FROM_ZOOM;
  }

  function zoom() { return leaflet && leaflet._loaded ? leaflet.getZoom() : 0; }

  function styleOf(index, bordered) {
    const figures = lens.figures;
    const group = lens.classOf(index);
    // One cell of two themes that is pointed at stands out: the others fade.
    const faded = lens.cell >= 0 && group !== lens.cell;
    return {
      fillColor: fillOf(group, index),
      fillOpacity: faded ? 0.14 : 1,
      stroke: bordered,
      // White lines would vanish between hatched areas, and between the lightest ones of a change or two themes.
      color: group < 0 || figures.change || figures.pair ? "#c3c9ce" : "#ffffff",
      weight: 0.7,
      opacity: 1,
      lineJoin: "round",
    };
  }

  function fillOf(group, index) {
    const figures = lens.figures;
    if (group < 0) return hatch(figures.hatch, "#ffffff");
    return careful.has(index) ? hatch("#ffffff", figures.colours[group]) : figures.colours[group];
  }

  function onEachFeature(feature, layer, context) {
    const index = feature.properties.id;
    if (index === 0) {
      standing = { url: context.url, layers: [] };
      queueMicrotask(arrived);
    }
    standing.layers[index] = layer;
    layer.setStyle(lens.figures && lens.figures.geometry === context.url ? styleOf(index, hasBorders()) : { stroke: false, fillColor: "#dfe3e6" });
  }

  /* All polygons of a file are in place. */
  function arrived() {
    if (!lens.figures || lens.figures.geometry !== standing.url) return;
    clearTimeout(patience);
    waiting(false);
    ring();
    mark();
    painted();
  }

  function recolour() {
    careful = new Set((lens.figures.pair && lens.figures.pair.careful) || []);
    fit();
    if (standing.url !== lens.figures.geometry) {
      waiting(true);
      return;
    }
    const bordered = hasBorders();
    standing.layers.forEach(function (layer, index) { layer.setStyle(styleOf(index, bordered)); });
    mark();
    painted();
  }

  /* Another cell stands out: only what fades or returns is drawn again. */
  let fading = 0;
  function fade() {
    if (!lens.figures || standing.url !== lens.figures.geometry) return;
    clearTimeout(fading);
    // A mouse that crosses the legend should not draw the whole country for every cell on its way.
    fading = setTimeout(function () {
      standing.layers.forEach(function (layer, index) {
        const opacity = lens.cell >= 0 && lens.classOf(index) !== lens.cell ? 0.14 : 1;
        if (layer.options.fillOpacity !== opacity) layer.setStyle({ fillOpacity: opacity });
      });
    }, standing.layers.length > MANY ? 120 : 0);
  }

  /* Radius in pixels of the dot of so many new dwellings; the picture (picture.js) draws the same. */
  lens.dotRadius = function (count) { return Math.min(3 + Math.sqrt(count) / 3, 14); };

  /* Over a stacking: an edge around marked areas, and new dwellings as a white dot in the middle, larger for more. */
  function mark() {
    if (dots) dots.remove();
    dots = null;
    const pair = lens.figures.pair;
    if (!leaflet || !pair || !pair.dots) return;
    dots = window.L.layerGroup();
    pair.marked.forEach(function (index) { if (standing.layers[index]) outline(standing.layers[index], "#111111", 1.75, dots); });
    pair.dots.forEach(function ([index, count]) {
      const layer = standing.layers[index];
      if (!layer) return;
      window.L.circleMarker(layer.getCenter(), {
        pane: "ringen", interactive: false, radius: lens.dotRadius(count),
        color: "#111111", weight: 1.5, fillColor: "#ffffff", fillOpacity: 1,
      }).addTo(dots);
    });
    dots.addTo(leaflet);
  }

  /* For measurements: marks the moment after the frame that holds the colours. */
  function painted() {
    const key = lens.figures.key;
    lens.afterPaint(function () { performance.mark("buurtlens-painted", { detail: key }); });
  }

  function borders() {
    if (!lens.figures || standing.layers.length <= MANY) return;
    const bordered = hasBorders();
    if (standing.layers[0].options.stroke === bordered) return;
    standing.layers.forEach(function (layer) { layer.setStyle({ stroke: bordered }); });
  }

  function fit() {
    if (!leaflet || !lens.figures || !lens.figures.bounds) return;
    const frame = lens.figures.bounds.join();
    if (frame === fitted) return;
    fitted = frame;
    const [west, south, east, north] = lens.figures.bounds;
    leaflet.invalidateSize({ animate: false });
    leaflet.fitBounds([[south, west], [north, east]], { padding: [16, 16], animate: false });
  }

  function waiting(busy) {
    const note = document.getElementById("kaart-wacht");
    if (!note) return;
    note.hidden = !busy;
    if (!busy) return;
    note.textContent = "De kaart wordt getekend…";
    clearTimeout(patience);
    patience = setTimeout(function () {
      note.textContent = "De grenzen op de kaart zijn niet geladen. Laad de pagina opnieuw. De lijst en de cijfers werken wel.";
    }, PATIENCE_MS);
  }

  /* Rings lie in a pane of their own, so that the map under them is not drawn again. */
  function ring() {
    if (!leaflet || !lens.figures || !lens.areas || standing.url !== lens.figures.geometry) return;
    if (rings) rings.remove();
    rings = window.L.layerGroup();
    const codes = lens.areas.codes;
    const chosen = [];
    const out = [];
    standing.layers.forEach(function (layer, index) {
      if (lens.isSelected(codes[index])) chosen.push(layer);
      else if (lens.pointedOut.has(codes[index])) out.push(layer);
    });
    out.forEach(function (layer) { outline(layer, "#ffffff", 5); outline(layer, "#b8460b", 2.5); });
    const one = chosen.length === 1 && standing.layers.length > 1;
    chosen.forEach(function (layer) { outline(layer, "#ffffff", one ? 6 : 3.5); });
    chosen.forEach(function (layer) { outline(layer, "#111111", one ? 3 : 1.5); });
    if (lens.hovered >= 0 && standing.layers[lens.hovered]) outline(standing.layers[lens.hovered], "#111111", 1.75);
    rings.addTo(leaflet);
    if (one) bringIntoView(chosen[0]);
  }

  function outline(layer, colour, weight, group) {
    window.L.polygon(layer.getLatLngs(), {
      pane: "ringen", interactive: false, fill: false, color: colour, weight: weight, opacity: 1, lineJoin: "round",
    }).addTo(group || rings);
  }

  let shown = "";
  function bringIntoView(layer) {
    if (shown === lens.selection.code) return;
    shown = lens.selection.code;
    if (!leaflet.getBounds().intersects(layer.getBounds())) leaflet.panTo(layer.getBounds().getCenter(), { animate: false });
  }

  let framed = 0;
  function ringSoon() {
    cancelAnimationFrame(framed);
    framed = requestAnimationFrame(ring);
  }

  function indexOf(event) {
    const layer = event.layer || event.propagatedFrom;
    return layer && layer.feature ? layer.feature.properties.id : -1;
  }

  lens.map = {
    onEachFeature: onEachFeature,
    mouseover: function (event) { lens.hover(indexOf(event), event.originalEvent); },
    mousemove: function (event) { lens.hover(indexOf(event), event.originalEvent); },
    mouseout: function () { lens.hover(-1); },
    click: function (event) {
      const index = indexOf(event);
      if (index >= 0 && lens.areas) lens.select(lens.areas.codes[index]);
    },
  };

  lens.on("figures", recolour);
  lens.on("areas", ring);
  lens.on("selection", ring);
  lens.on("hover", ringSoon);
  lens.on("cell", fade);
  lens.standing = function () { return lens.figures && standing.url === lens.figures.geometry ? standing.layers : []; };
  lens.leaflet = function () { return leaflet; };
})();

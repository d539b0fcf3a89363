/* The strip: every area a dot above its value, laid out once by binning, linked with the map both ways. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  const HEIGHT = 88;
  const REACH = 24;

  let layout = null; // { width, size, step, places: [x, y] per area or undefined }

  function canvas() { return document.getElementById("strook"); }

  /* Printed values come in steps (0,1 km; 1%): the areas of one step fill its width on the axis, row upon row. */
  function arrange() {
    const element = canvas();
    if (!element || !lens.figures) return null;
    const width = element.clientWidth;
    if (!width) return null;
    const values = lens.figures.values;
    const step = Math.pow(10, -lens.figures.decimals);
    const filled = values.reduce(function (count, value) { return count + (value !== null); }, 0);
    const size = filled > 3000 ? 2 : filled > 400 ? 4 : filled > 120 ? 6 : 8;
    const slots = new Map();
    values.forEach(function (value, index) {
      if (value === null) return;
      const from = Math.min(Math.floor(lens.position(value) * width), width - size);
      const until = Math.floor(lens.position(value + step) * width) - (size > 2 ? 2 : 1);
      const across = Math.max(1, Math.floor((until - from) / size));
      const left = across > 1 ? from : Math.floor(from / size) * size;
      if (!slots.has(left)) slots.set(left, { left: left, across: across, areas: [] });
      slots.get(left).areas.push(index);
    });
    let rows = 1;
    slots.forEach(function (slot) { rows = Math.max(rows, Math.ceil(slot.areas.length / slot.across)); });
    const high = Math.min(size, (HEIGHT - size) / rows);
    const places = [];
    slots.forEach(function (slot) {
      slot.areas.forEach(function (index, place) {
        places[index] = [slot.left + (place % slot.across) * size, HEIGHT - size - Math.floor(place / slot.across) * high];
      });
    });
    return { width: width, size: size, step: high, places: places };
  }

  function draw() {
    const element = canvas();
    layout = arrange();
    if (!layout) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(layout.width * ratio);
    element.height = Math.round(HEIGHT * ratio);
    const pen = element.getContext("2d");
    pen.scale(ratio, ratio);
    layout.places.forEach(function (place, index) { dot(pen, place, index, false); });
    ringed(pen);
  }

  function dot(pen, place, index) {
    const gap = layout.size > 3 ? 1 : 0;
    const high = Math.max(Math.min(layout.size, layout.step) - (layout.step > 3 ? 1 : 0), 0.75);
    pen.fillStyle = lens.figures.colours[lens.classOf(index)];
    pen.fillRect(place[0], place[1] + layout.size - high, layout.size - gap, high);
    if (layout.size > 3 && layout.step > 3) {
      pen.strokeStyle = "rgba(17, 17, 17, 0.45)";
      pen.lineWidth = 0.5;
      pen.strokeRect(place[0] + 0.25, place[1] + layout.size - high + 0.25, layout.size - gap - 0.5, high - 0.5);
    }
  }

  function ringed(pen) {
    if (!lens.areas) return;
    const wanted = [[lens.indexOf(lens.selection.code), 3], [lens.hovered, 2]];
    wanted.forEach(function (entry) {
      const place = entry[0] >= 0 ? layout.places[entry[0]] : null;
      if (!place) return;
      const radius = Math.max(layout.size, 6) / 2 + 2;
      pen.beginPath();
      pen.arc(place[0] + layout.size / 2, Math.max(place[1] + layout.size / 2, radius + 1), radius, 0, 2 * Math.PI);
      pen.fillStyle = lens.figures.colours[lens.classOf(entry[0])];
      pen.fill();
      pen.lineWidth = entry[1];
      pen.strokeStyle = "#111111";
      pen.stroke();
    });
  }

  /* Area whose dot is nearest to the mouse, within reach. */
  function indexAt(event) {
    const box = canvas().getBoundingClientRect();
    const x = event.clientX - box.left - layout.size / 2;
    const y = event.clientY - box.top - layout.size / 2;
    let nearest = -1;
    let least = REACH * REACH;
    layout.places.forEach(function (place, index) {
      const away = (place[0] - x) * (place[0] - x) + (place[1] - y) * (place[1] - y);
      if (away < least) { least = away; nearest = index; }
    });
    return nearest;
  }

  function onStrip(event) { return layout && event.target && event.target.id === "strook"; }

  let left = true;
  document.addEventListener("mousemove", function (event) {
    if (onStrip(event)) {
      left = false;
      lens.hover(indexAt(event), event);
    } else if (!left) {
      left = true;
      lens.hover(-1);
    }
  });
  document.addEventListener("click", function (event) {
    if (!onStrip(event) || !lens.areas) return;
    const index = indexAt(event);
    if (index >= 0) lens.select(lens.areas.codes[index]);
  });

  let framed = 0;
  function drawSoon() {
    cancelAnimationFrame(framed);
    framed = requestAnimationFrame(draw);
  }

  lens.on("settled", draw);
  lens.on("areas", drawSoon);
  lens.on("hover", drawSoon);
  window.addEventListener("resize", drawSoon);
})();

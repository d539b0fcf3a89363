/* The diamond of two themes: a cell that is pointed at stands out on the map, a chosen one stays (it is part of the address),
   and an area that is pointed at marks its cell. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let kept = -1;
  let pressed = "";

  function cellOf(code) {
    const pair = lens.figures && lens.figures.pair;
    return pair && code ? pair.codes.indexOf(code) : -1;
  }

  function button(target) { return target && target.closest ? target.closest("[data-vak]") : null; }

  function standOut(cell) {
    if (cell === lens.cell) return;
    lens.cell = cell;
    lens.emit("cell");
  }

  ["mouseover", "focusin"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      const found = button(event.target);
      if (found) standOut(cellOf(found.dataset.vak));
    });
  });
  ["mouseout", "focusout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (button(event.target) && !button(event.relatedTarget)) standOut(kept);
    });
  });

  /* A click keeps the cell, a second click lets go: the address says which, so that a link shows the same. */
  document.addEventListener("click", function (event) {
    const found = button(event.target);
    if (!found) return;
    if (!event.detail) pressed = found.dataset.vak; // by keyboard: the page writes the legend anew, and focus would be lost
    const query = new URLSearchParams(lens.selection.link);
    if (found.getAttribute("aria-pressed") === "true") query.delete("vak");
    else query.set("vak", found.dataset.vak);
    window.dash_clientside.set_props("adres", { search: "?" + query.toString() });
  });

  function keep() {
    kept = cellOf(lens.selection.cell);
    standOut(kept);
  }

  lens.on("figures", function () { kept = cellOf(lens.selection.cell); lens.cell = kept; });
  lens.on("selection", keep);
  lens.on("settled", function () {
    const again = pressed && document.activeElement === document.body && document.querySelector('[data-vak="' + pressed + '"]');
    pressed = "";
    if (again) again.focus({ preventScroll: true });
  });
  lens.on("hover", function () {
    const pair = lens.figures && lens.figures.pair;
    const cell = pair && lens.hovered >= 0 ? lens.classOf(lens.hovered) : -1;
    document.querySelectorAll(".ruit-cel").forEach(function (each) {
      each.classList.toggle("aangewezen", cell >= 0 && each.dataset.vak === pair.codes[cell]);
    });
  });
})();

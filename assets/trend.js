/* The trend of the selected area: asked for when the map is on the screen, drawn from the SVG that the server made. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let asked = "";

  function section() { return document.getElementById("verloop"); }

  /* Year, scale and mode of the map change nothing of a trend: only area, indicator and build are asked with. */
  lens.on("settled", function () {
    if (!section() || !lens.figures || !lens.selection.link) return;
    const link = new URLSearchParams(lens.selection.link);
    const query = new URLSearchParams({ gebied: link.get("gebied"), indicator: link.get("indicator") });
    const wanted = { query: "?" + query.toString(), build: lens.figures.key.split("?")[0] };
    const text = JSON.stringify(wanted);
    if (text === asked) return;
    asked = text;
    section().setAttribute("aria-busy", "true");
    window.dash_clientside.set_props("verloop-vraag", { data: wanted });
  });

  function draw() {
    if (!section()) return;
    section().removeAttribute("aria-busy");
    lens.drawPictures(section());
  }

  /* Draw what the server made. A picture is parsed as SVG, so that nothing in it can be a script of ours. */
  lens.drawPictures = function (within) {
    within.querySelectorAll("[data-svg]").forEach(function (holder) {
      if (holder.drawn === holder.dataset.svg) return;
      holder.drawn = holder.dataset.svg;
      const picture = new DOMParser().parseFromString(holder.dataset.svg, "image/svg+xml").documentElement;
      holder.replaceChildren(document.importNode(picture, true));
    });
  };

  window.dash_clientside.buurtlens.drawTrend = function () {
    lens.afterPaint(draw);
    return window.dash_clientside.no_update;
  };

  /* The figures of the year that is pointed at stand under the picture. */
  document.addEventListener("mouseover", function (event) {
    const column = event.target.closest && event.target.closest(".verloop [data-lees]");
    const line = column && column.closest(".verloop").querySelector(".verloop-lees");
    if (line) line.textContent = column.dataset.lees;
  });
})();

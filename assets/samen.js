/* Screen Samen aan tafel: writes the parts of the page from its data, opens what an address points at, and opens all for paper. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.drawSamen = function () {
    lens.afterPaint(function () {
      const holder = document.getElementById("samen");
      if (!holder || holder.written) return;
      holder.written = true;
      holder.replaceChildren(...JSON.parse(holder.dataset.kaarten).map(lens.buildNode));
      point();
      performance.mark("buurtlens-samen");
    });
    return window.dash_clientside.no_update;
  };

  /* A link to a cell, crossing or task (#vak-…) works once it stands there; a folded one opens. */
  function point() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target || !target.closest("#samen")) return;
    for (let part = target; part && part.id !== "samen"; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView();
    const head = target.querySelector("summary") || target;
    if (head === target) target.tabIndex = -1;
    head.focus({ preventScroll: true });
  }

  window.addEventListener("hashchange", point);
  /* The same link a second time, after its part was folded again. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("#samen a[href^='#']");
    if (link && link.getAttribute("href") === window.location.hash) point();
  });
})();

/* Screen Ongelijkheid: keeps title and menu in step with the address, and opens a folded card that an address points at. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let told = null;

  function write(page) {
    if (!lens.writeNodes(page)) return;
    point();
  }

  /* A link to a card (#lucht) works once the card stands there; a folded one opens. */
  function point() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target || !target.closest("#ongelijkheid")) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  /* Clientside callback: the page has another content. */
  window.dash_clientside.buurtlens.drawInequality = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("ongelijkheid");
      const heading = document.getElementById("ongelijkheid-kop");
      if (!page) return;
      write(page);
      if (!heading) return;
      document.title = heading.dataset.title;
      lens.carry(window.location.search);
      /* Another area: a reader with a keyboard or screen reader begins at the top, as on a new page. */
      const address = new URLSearchParams(window.location.search).get("gebied") + heading.textContent;
      if (told !== null && told !== address && !window.location.hash) heading.focus({ preventScroll: true });
      told = address;
      performance.mark("buurtlens-cards");
    });
    return window.dash_clientside.no_update;
  };

  window.addEventListener("hashchange", point);
})();

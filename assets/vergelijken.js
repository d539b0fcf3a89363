/* Screen Vergelijken: writes its rows and forms, and gives the tab its title. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.drawCompare = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("vergelijken");
      const heading = document.getElementById("vergelijken-kop");
      if (!page || !heading) return;
      lens.writeNodes(page);
      document.title = heading.dataset.title;
      /* Who looked for an area goes on with what was found. */
      const found = page.querySelector("#gevonden a");
      if (found) found.focus();
      const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      if (target && page.contains(target)) {
        const block = target.closest("details.blok");
        if (block) block.open = true;
        target.scrollIntoView();
      }
      performance.mark("buurtlens-compare");
    });
    return window.dash_clientside.no_update;
  };
})();

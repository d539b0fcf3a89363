/* From screen to screen: the links of the menu carry along what the Kaart shows now, and an address of another screen opens it. */
(function () {
  "use strict";

  window.buurtlens.on("selection", function () {
    const link = window.buurtlens.selection.link;
    if (!link) return;
    document.querySelectorAll(".menu a").forEach(function (item) { item.search = link; });
  });

  /* Clientside callback: the page was made for one path. A link within the page, or Back, may lead to another. */
  window.dash_clientside.buurtlens.go = function (path, builtFor) {
    if (path && builtFor && path !== builtFor) window.location.reload();
    return window.dash_clientside.no_update;
  };
})();

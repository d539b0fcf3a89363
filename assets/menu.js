/* From screen to screen: the links of the menu carry along what the Kaart shows now, and an address of another screen opens it. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  lens.carry = function (link) {
    document.querySelectorAll(".menu a").forEach(function (item) { item.search = link; });
  };

  lens.on("selection", function () { if (lens.selection.link) lens.carry(lens.selection.link); });

  /* Whoever clicks before the answer is there takes along what the address says already. */
  document.addEventListener("click", function (event) {
    const link = window.location.search;
    /* A path that names its area (/samen/<code>) came with links that carry that area. */
    if (window.location.pathname.lastIndexOf("/") > 0) return;
    if (link && event.target.closest && event.target.closest(".menu a")) lens.carry(link);
  }, true);

  /* Clientside callback: the page was made for one path. A link within the page, or Back, may lead to another. */
  window.dash_clientside.buurtlens.go = function (path, builtFor) {
    if (path && builtFor && path !== builtFor) window.location.reload();
    return window.dash_clientside.no_update;
  };
})();

/* From screen to screen: the links of the menu carry along what the Kaart shows now, and an address of another screen opens it. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  /* What the links of the menu hold: at first what the server wrote in them for this address. */
  let carried = window.location.search;

  lens.carry = function (link) {
    carried = link;
    document.querySelectorAll(".menu a").forEach(function (item) { item.search = link; });
  };

  lens.on("selection", function () { if (lens.selection.link) lens.carry(lens.selection.link); });

  /* Whoever clicks before the answer is there takes along what the address says already. */
  document.addEventListener("click", function (event) {
    const link = window.location.search;
    if (link && link !== carried && event.target.closest && event.target.closest(".menu a")) lens.carry(link);
  }, true);

  /* Clientside callback: the page was made for one path. A link within the page, or Back, may lead to another. */
  window.dash_clientside.buurtlens.go = function (path, builtFor) {
    if (path && builtFor && path !== builtFor) window.location.reload();
    return window.dash_clientside.no_update;
  };
})();

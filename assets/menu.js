/* From screen to screen: the links of the menu carry along what the Kaart shows now, and an address of another screen opens it. */
(function () {
  "use strict";

  function carry(link) {
    if (link) document.querySelectorAll(".menu a").forEach(function (item) { item.search = link; });
  }

  window.buurtlens.on("selection", function () { carry(window.buurtlens.selection.link); });

  /* Whoever clicks before the answer is there takes along what the address says already. */
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest(".menu a")) carry(window.location.search);
  }, true);

  /* Clientside callback: the page was made for one path. A link within the page, or Back, may lead to another. */
  window.dash_clientside.buurtlens.go = function (path, builtFor) {
    if (path && builtFor && path !== builtFor) window.location.reload();
    return window.dash_clientside.no_update;
  };
})();

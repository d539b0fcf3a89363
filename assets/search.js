/* The list of results is open while the reader is in it (page.css); a choice goes on to the panel of the chosen area. */
(function () {
  "use strict";

  let chosen = ""; // code of the area that the reader goes to

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("#zoek-resultaten a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    chosen = new URL(link.href).searchParams.get("gebied") || "";
    document.activeElement.blur();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && event.target.closest && event.target.closest(".zoeken")) document.activeElement.blur();
  });

  window.buurtlens.on("settled", function () {
    /* Late results of the search settle too: wait for the area itself, or the focus lands on a panel that goes. */
    if (!chosen || window.buurtlens.selection.code !== chosen) return;
    chosen = "";
    const name = document.querySelector(".paneel-naam");
    if (name) name.focus({ preventScroll: true });
  });
})();

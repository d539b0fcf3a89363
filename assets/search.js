/* The list of results is open while the reader is in it (page.css); a choice goes on to the panel of the chosen area. */
(function () {
  "use strict";

  let chosen = false;

  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#zoek-resultaten a")) return;
    chosen = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (chosen) document.activeElement.blur();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && event.target.closest && event.target.closest(".zoeken")) document.activeElement.blur();
  });

  window.buurtlens.on("settled", function () {
    if (!chosen) return;
    chosen = false;
    const name = document.querySelector(".paneel-naam");
    if (name) name.focus({ preventScroll: true });
  });
})();

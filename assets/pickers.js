/* Pickers tell assistive technology what they are: the library leaves out the role and whether the list is open. */
(function () {
  "use strict";

  function tell(input) {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", String(input.dataset.expanded === "true"));
  }

  const watcher = new MutationObserver(function (changes) { changes.forEach(function (change) { tell(change.target); }); });

  window.buurtlens.on("settled", function () {
    document.querySelectorAll('input[aria-haspopup="listbox"]:not([role])').forEach(function (input) {
      tell(input);
      watcher.observe(input, { attributes: true, attributeFilter: ["data-expanded"] });
    });
  });
})();

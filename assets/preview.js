/* The map answers a choice of indicator or year before the page does. Its figures are asked for at the click itself,
   beside the page's own request; legend, panel and list follow with the same figures once React has drawn them (about
   0.1 s later). What the page then says always wins: see show() in core.js. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  const PICKERS = { "kies-indicator": "indicator", "kies-jaar": "jaar", "kies-jaar2": "jaar2", "kies-indicator2": "indicator2" };
  let latest = 0; // number of the last choice: an answer to an earlier one comes too late

  /* [key of the address, value] of the option under a click, null for anything else. */
  function choice(target) {
    const option = target.closest && target.closest('[role="option"][value]');
    if (!option || option.hasAttribute("data-combobox-disabled")) return null;
    const list = option.closest('[role="listbox"]');
    const picker = list && document.querySelector('input[aria-controls="' + list.id + '"]');
    return picker && PICKERS[picker.id] ? [PICKERS[picker.id], option.getAttribute("value")] : null;
  }

  /* In the capture phase, so that the request leaves before the picker closes. A choice by keyboard is a click too. */
  document.addEventListener("click", function (event) {
    const chosen = choice(event.target);
    if (!chosen || !lens.figures) return;
    const link = lens.selection.link;
    const query = new URLSearchParams(link);
    query.set(chosen[0], chosen[1]);
    query.delete("vak");
    if (query.get("modus") === "twee" && chosen[0].startsWith("indicator")) query.delete("jaar2");
    latest += 1;
    const mine = latest;
    fetch("/figures?" + query.toString())
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (text) {
        if (text && mine === latest && lens.selection.link === link) lens.takeAhead(text);
      })
      .catch(function () { /* the page's own request says what is wrong */ });
  }, true);
})();

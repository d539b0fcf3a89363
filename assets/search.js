/* The search field itself, and its list of results: open while the reader is in it (page.css); a choice goes on to the
   panel of the chosen area. The field is the browser's own and nobody writes in it but the reader, so that no letter is
   ever lost; what stands there is asked a moment after the last key. */
(function () {
  "use strict";

  const WAIT_MS = 200;
  const LONGEST = 80;

  function makeField(holder) {
    const field = document.createElement("input");
    let asked = "";
    let timer = 0;

    function ask() {
      clearTimeout(timer);
      if (field.value === asked) return;
      asked = field.value;
      window.dash_clientside.set_props("zoek-vraag", { data: asked });
    }

    field.type = "search";
    field.id = holder.dataset.field;
    field.className = "zoekveld";
    field.placeholder = holder.dataset.ask;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.maxLength = LONGEST;
    field.enterKeyHint = "search";
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    field.addEventListener("search", ask); // the cross in the field
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter") ask();
    });
    holder.appendChild(field);
  }

  function complete() {
    const holder = document.getElementById("zoek-houder");
    if (holder && !holder.firstChild) makeField(holder);
  }

  new MutationObserver(complete).observe(document.documentElement, { childList: true, subtree: true });
  complete();

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

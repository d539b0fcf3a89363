/* Screens Uitleg and Begrippen: writes the chapters from the data of the page, keeps title and menu in step with the address, and
   goes to the chapter that an address names. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let told = null;

  /* The chapters stand there only now: the browser has looked for #rekenen already. */
  function point() {
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  }

  /* Clientside callback: the page has another content. */
  window.dash_clientside.buurtlens.drawPage = function () {
    lens.afterPaint(function () {
      const isNew = lens.writeNodes(document.getElementById("inhoud"));
      const heading = document.querySelector("main h1[data-title]");
      if (heading) {
        document.title = heading.dataset.title;
        lens.carry(window.location.search);
        if (told !== null && told !== heading.dataset.title && !window.location.hash) heading.focus({ preventScroll: true });
        told = heading.dataset.title;
      }
      if (isNew && window.location.hash) point();
      performance.mark("buurtlens-written");
    });
    return window.dash_clientside.no_update;
  };
})();

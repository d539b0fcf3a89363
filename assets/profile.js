/* Screen of one area: writes its chapters and gives the tab its title. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.drawProfile = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("profiel");
      const heading = document.getElementById("profiel-kop");
      if (!page || !heading) return;
      lens.writeNodes(page);
      lens.drawPictures(page);
      document.title = heading.dataset.title;
      const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      if (target && page.contains(target)) {
        if (target.tagName === "DETAILS") target.open = true;
        target.scrollIntoView();
      }
      performance.mark("buurtlens-profile");
    });
    return window.dash_clientside.no_update;
  };
})();

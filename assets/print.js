/* On paper nothing can be opened and no address stands above the page: folded parts open while it is printed and close again,
   and below the page comes where it is from. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  /* Choices, and explanations on demand: these stay as the reader left them. Within a card or a folded part that goes for every
     folded part: it explains what is printed there. Knooppunten that no figure points to keep to their title, and the figures per
     task are left out: together they would be ten pages more. */
  const LEFT = ".nabijheid-gebieden, .vergelijk-jaren, .ongelijkheid-keuzes details, .rij-meer, details details, article details, .weten, " +
    ".vergelijkbaar details, #cijfers, #knooppunten details";
  const opened = new Set();
  let line = null;
  let picture = null;

  function open() {
    document.querySelectorAll("main details:not([open])").forEach(function (part) {
      if (part.matches(LEFT)) return;
      part.open = true;
      opened.add(part);
    });
  }

  function sign() {
    const date = new Intl.DateTimeFormat("nl-NL", { dateStyle: "long" }).format(new Date());
    line = document.createElement("p");
    line.className = "afdruk";
    line.textContent = "Deze pagina staat op " + decodeURI(window.location.href) + ". Afgedrukt op " + date + ".";
    document.body.append(line);
  }

  function putMap() {
    const map = document.querySelector(".kaart-vak");
    picture = map && lens.mapCanvas();
    if (!picture) return;
    picture.className = "kaart-afdruk";
    map.append(picture);
  }

  window.addEventListener("beforeprint", function () {
    open();
    if (!line) sign();
    if (!picture) putMap();
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (part) { part.open = false; });
    opened.clear();
    if (line) line.remove();
    if (picture) picture.remove();
    line = picture = null;
  });
})();

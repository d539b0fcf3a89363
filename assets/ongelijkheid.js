/* Screen Ongelijkheid: writes the cards from the data of the page (as components they would take seconds), keeps title and
   menu in step with the address, and opens a folded card that an address points at. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  /* layouts/nodes.py: TAGS. What is not in it is not written. */
  const TAGS = new Set(("a article button caption code dd details div dl dt figcaption figure h2 h3 h4 li ol p section span strong summary " +
    "table tbody td th thead tr ul").split(" "));
  let told = null;

  function build(node) {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    if (!TAGS.has(tag)) throw new Error("unknown tag " + tag);
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(function ([name, text]) { element.setAttribute(name, text); });
    element.append(...children.map(build));
    return element;
  }

  /* Write every part of `page` that is given as data; whether anything was new. */
  lens.writeNodes = function (page) {
    let isNew = false;
    page.querySelectorAll("[data-kaarten]").forEach(function (holder) {
      if (holder.written === holder.dataset.kaarten) return;
      isNew = true;
      holder.written = holder.dataset.kaarten;
      holder.replaceChildren(...JSON.parse(holder.dataset.kaarten).map(build));
    });
    return isNew;
  };

  function write(page) {
    if (!lens.writeNodes(page)) return;
    lens.drawPictures(page);
    point();
  }

  /* A link to a card (#lucht) works once the card stands there; a folded one opens. */
  function point() {
    const name = decodeURIComponent(window.location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (!target || !target.closest("#ongelijkheid")) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  /* Clientside callback: the page has another content. */
  window.dash_clientside.buurtlens.drawInequality = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("ongelijkheid");
      const heading = document.getElementById("ongelijkheid-kop");
      if (!page) return;
      write(page);
      if (!heading) return;
      document.title = heading.dataset.title;
      lens.carry(window.location.search);
      /* Another area: a reader with a keyboard or screen reader begins at the top, as on a new page. */
      const address = new URLSearchParams(window.location.search).get("gebied") + heading.textContent;
      if (told !== null && told !== address && !window.location.hash) heading.focus({ preventScroll: true });
      told = address;
      performance.mark("buurtlens-cards");
    });
    return window.dash_clientside.no_update;
  };

  window.addEventListener("hashchange", point);
  /* On paper nothing can be opened. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("#uitspraken details.uitspraak").forEach(function (card) {
      card.dataset.was = card.open ? "open" : "";
      card.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("#uitspraken details.uitspraak").forEach(function (card) { card.open = card.dataset.was === "open"; });
  });
})();

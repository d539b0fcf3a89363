/* Parts of a page that come as data (layouts/nodes.py): as components they would take seconds. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  /* layouts/nodes.py: TAGS. What is not in it is not written. */
  const TAGS = new Set(("a article button caption code dd details div dl dt fieldset figcaption figure form h2 h3 h4 input label legend li " +
    "ol option p section select span strong summary table tbody td textarea th thead tr ul").split(" "));

  function build(node) {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    if (!TAGS.has(tag)) throw new Error("unknown tag " + tag);
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(function ([name, text]) { element.setAttribute(name, text); });
    element.append(...children.map(build));
    return element;
  }

  /* Write what is new in the page, and draw its pictures; true where anything was. */
  lens.writeNodes = function (page) {
    let isNew = false;
    page.querySelectorAll("[data-kaarten]").forEach(function (holder) {
      if (holder.written === holder.dataset.kaarten) return;
      isNew = true;
      holder.written = holder.dataset.kaarten;
      holder.replaceChildren(...JSON.parse(holder.dataset.kaarten).map(build));
    });
    if (isNew) lens.drawPictures(page);
    return isNew;
  };
})();

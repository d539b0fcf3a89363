/* Tour of a screen (layouts/tours.py): a dialog that points at one part of the page after another. It starts on request only, can be
   left at any moment (Stoppen or Escape), and keeps nothing. */
(function () {
  "use strict";

  const TARGET = "rondleiding-doel";
  const GAP = 12;
  const EDGE = 12;
  let dialog = null;
  let steps = [];
  let at = 0;

  function element(kind, name, text) {
    const made = document.createElement(kind);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, action) {
    const made = element("button", "rondleiding-stap", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  const parts = {};
  function make() {
    dialog = element("dialog", "rondleiding");
    dialog.setAttribute("aria-labelledby", "rondleiding-titel");
    dialog.setAttribute("aria-describedby", "rondleiding-tekst");
    const told = element("div", "rondleiding-vertelt");
    told.setAttribute("aria-live", "polite");
    parts.count = element("p", "klein");
    parts.title = element("h2", "rondleiding-titel");
    parts.title.id = "rondleiding-titel";
    parts.text = element("p", "");
    parts.text.id = "rondleiding-tekst";
    told.append(parts.count, parts.title, parts.text);
    parts.back = button("Vorige", function () { go(at - 1); });
    parts.next = button("Volgende", function () { if (at + 1 < steps.length) go(at + 1); else dialog.close(); });
    parts.stop = button("Stoppen", function () { dialog.close(); });
    const row = element("div", "rondleiding-knoppen");
    row.append(parts.next, parts.back, parts.stop);
    dialog.append(told, row);
    dialog.addEventListener("close", unmark);
    document.body.append(dialog);
  }

  function unmark() {
    document.querySelectorAll("." + TARGET).forEach(function (each) { each.classList.remove(TARGET); });
  }

  function visible(selector) {
    return Array.from(document.querySelectorAll(selector)).find(function (each) { return each.getClientRects().length; });
  }

  function start(starter) {
    steps = JSON.parse(starter.dataset.stappen).filter(function (step) { return visible(step[0]); });
    if (!steps.length) return;
    if (!dialog) make();
    if (!dialog.open) dialog.showModal(); // the browser keeps the focus within, and gives it back to the button
    go(0);
    parts.next.focus();
  }

  function go(number) {
    at = Math.max(0, Math.min(number, steps.length - 1));
    const [selector, title, text] = steps[at];
    parts.count.textContent = "Stap " + (at + 1) + " van " + steps.length;
    parts.title.textContent = title;
    parts.text.textContent = text;
    parts.next.textContent = at + 1 < steps.length ? "Volgende" : "Klaar";
    if (at === 0 && document.activeElement === parts.back) parts.next.focus();
    parts.back.disabled = at === 0;
    unmark();
    const target = visible(selector);
    if (!target) return;
    target.classList.add(TARGET);
    const fits = target.getBoundingClientRect().height < window.innerHeight / 2;
    target.scrollIntoView({ block: fits ? "center" : "start" });
    place(target.getBoundingClientRect());
  }

  /* Below the part, else above it, else at the bottom; on a phone the stylesheet keeps it at the bottom. */
  function place(part) {
    const height = dialog.offsetHeight;
    const last = window.innerHeight - height - EDGE;
    let top = part.bottom + GAP;
    if (top > last) top = part.top - GAP - height;
    if (top < EDGE) top = last;
    const right = document.documentElement.clientWidth - dialog.offsetWidth - EDGE;
    dialog.style.setProperty("--boven", top + "px");
    dialog.style.setProperty("--links", Math.max(EDGE, Math.min(part.left, right)) + "px");
  }

  document.addEventListener("click", function (event) {
    const starter = event.target.closest && event.target.closest("button.rondleiding-knop");
    if (starter) start(starter);
  });
})();

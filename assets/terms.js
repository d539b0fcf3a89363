/* Terms in texts (layouts/terms.py): a button opens one small box with what the term means. By mouse, finger and keyboard alike;
   the focus stays on the button; Escape, a second press or a press elsewhere closes. The box is read out when it opens. */
(function () {
  "use strict";

  const GAP = 6;
  const EDGE = 8;
  let box = null;
  let open = null;

  /* It stands there from the first press on, empty: what appears in it later is read out. */
  function holder() {
    if (!box) {
      box = document.createElement("div");
      box.id = "begrip-uitleg";
      box.className = "begrip-uitleg";
      box.setAttribute("role", "status");
      document.body.appendChild(box);
    }
    return box;
  }

  function line(kind, text) {
    const element = document.createElement(kind);
    element.textContent = text;
    return element;
  }

  function show(button) {
    close();
    open = button;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-describedby", "begrip-uitleg");
    holder().replaceChildren(line("strong", button.dataset.titel), line("span", button.dataset.uitleg));
    box.classList.add("open");
    place();
  }

  function close() {
    if (!open) return;
    open.setAttribute("aria-expanded", "false");
    open.removeAttribute("aria-describedby");
    open = null;
    box.classList.remove("open");
    box.replaceChildren();
  }

  /* Under the term, or above it where there is no room; never beyond the sides of the window. */
  function place() {
    if (!open) return;
    const term = open.getClientRects()[0];
    if (!term || term.bottom < 0 || term.top > window.innerHeight) { close(); return; } // its text was replaced, or scrolled away
    const width = document.documentElement.clientWidth;
    const left = Math.max(EDGE, Math.min(term.left, width - box.offsetWidth - EDGE));
    const below = term.bottom + GAP + box.offsetHeight <= window.innerHeight;
    const top = below ? term.bottom + GAP : term.top - GAP - box.offsetHeight;
    box.style.left = left + "px";
    box.style.top = Math.max(EDGE, top) + "px";
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("button.begrip");
    if (button && button !== open) { show(button); return; }
    if (button || (open && !box.contains(event.target))) close();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation(); // it closes the box only, not what lies under it
    close();
  }, true);

  document.addEventListener("focusin", function (event) {
    if (open && event.target !== open && !box.contains(event.target)) close();
  });

  window.addEventListener("scroll", place, { passive: true, capture: true });
  window.addEventListener("resize", place);
  window.addEventListener("beforeprint", close);
})();

/* Choice of the buurten of an own area: check boxes are the choice; map, counts and address follow them. */
(function () {
  "use strict";

  const lens = window.buurtlens;

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.drawChoice = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("eigen-keuze");
      if (!page || !lens.writeNodes(page)) return;
      start(page);
      performance.mark("buurtlens-choice");
    });
    return window.dash_clientside.no_update;
  };

  function start(page) {
    const form = page.querySelector(".keuze-formulier");
    const other = page.querySelector(".andere-gemeente");
    const boxes = Array.from(form.querySelectorAll("input[name=buurten]"));
    const byCode = new Map(boxes.map(function (box) { return [box.value, box]; }));
    const shapes = new Map();
    form.querySelectorAll("[data-buurt]").forEach(function (shape) { shapes.set(shape.dataset.buurt, shape); });
    const points = form.querySelector(".keuze-wijst");

    function chosen() { return boxes.filter(function (box) { return box.checked; }); }

    /* Everything that says what is chosen. */
    function follow() {
      const now = chosen();
      const known = now.filter(function (box) { return box.dataset.inwoners !== undefined; });
      const people = known.reduce(function (sum, box) { return sum + Number(box.dataset.inwoners); }, 0);
      const unknown = form.querySelector("[data-onbekend]");
      say(form.querySelector("[data-aantal]"), lens.number(now.length, 0));
      say(form.querySelector("[data-inwoners-samen]"), lens.number(people, 0));
      say(unknown, known.length < now.length ? unknown.dataset.onbekend.replace("{n}", now.length - known.length) : "");
      form.querySelectorAll(".keuze-wijk").forEach(followWijk);
      shapes.forEach(function (shape, code) { shape.classList.toggle("gekozen", byCode.get(code).checked); });
      complain(now.length > Number(form.dataset.meeste) ? "teveel" : "");
      window.history.replaceState(window.history.state, "", address(now, true, form.dataset.gemeente));
    }

    function followWijk(wijk) {
      const inside = Array.from(wijk.querySelectorAll("input[name=buurten]"));
      const count = inside.filter(function (box) { return box.checked; }).length;
      const words = wijk.querySelector("button [data-hele]");
      say(wijk.querySelector("[data-tel]"), count + " van " + inside.length + " gekozen");
      say(words, count === inside.length ? words.dataset.leeg : words.dataset.hele);
      wijk.classList.toggle("heeft-keuze", count > 0);
    }

    function say(element, text) { if (element.textContent !== text) element.textContent = text; }

    function complain(about) {
      const place = form.querySelector(".keuze-fout");
      say(place, about ? place.dataset[about] : "");
    }

    /* Address of the area, or of its choice: the same as domain/own_area.py writes. */
    function address(now, isChoice, gemeente) {
      const said = [];
      const name = form.elements.naam.value.trim();
      if (now.length) said.push("buurten=" + now.map(function (box) { return box.value; }).sort().join(","));
      if (name && (now.length || isChoice)) said.push(new URLSearchParams({ naam: name }).toString());
      if (isChoice) said.push("kies=ja", "gebied=" + gemeente);
      return form.getAttribute("action") + "?" + said.join("&");
    }

    form.addEventListener("change", function (event) { if (event.target.name) follow(); });
    form.addEventListener("click", function (event) {
      const button = event.target.closest("button[data-wijk]");
      const shape = event.target.closest("[data-buurt]");
      if (button) {
        const inside = Array.from(button.closest("fieldset").querySelectorAll("input[name=buurten]"));
        const fill = !inside.every(function (box) { return box.checked; });
        inside.forEach(function (box) { box.checked = fill; });
        follow();
      } else if (shape) {
        const box = byCode.get(shape.dataset.buurt);
        box.checked = !box.checked;
        follow();
        point(shape);
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const now = chosen();
      if (!now.length || now.length > Number(form.dataset.meeste)) {
        complain(now.length ? "teveel" : "niets");
        return;
      }
      window.location.assign(address(now, false));
    });
    other.addEventListener("submit", function (event) {
      event.preventDefault();
      window.location.assign(address(chosen(), true, other.elements.gebied.value));
    });

    /* What the mouse is at, by name; and from the list to its place on the map. */
    function point(shape) {
      const box = byCode.get(shape.dataset.buurt);
      points.textContent = box.nextSibling.textContent + (box.checked ? ": gekozen" : "");
    }
    function mark(code) { shapes.forEach(function (shape, each) { shape.classList.toggle("wijst", each === code); }); }
    form.addEventListener("mouseover", function (event) {
      const shape = event.target.closest("[data-buurt]");
      const row = event.target.closest(".keuze-buurt");
      if (shape) point(shape);
      mark(row ? row.firstChild.value : "");
    });
    form.addEventListener("focusin", function (event) { mark(event.target.name === "buurten" ? event.target.value : ""); });

    filterList(form);
    follow();
  }

  /* Only wijken and buurten with these letters in their name; what is hidden stays chosen. */
  function filterList(form) {
    const field = form.querySelector("#keuze-zoek");
    const found = form.querySelector("[data-gevonden]");
    const plain = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
    field.addEventListener("input", function () {
      const asked = plain(field.value.trim());
      let count = 0;
      form.querySelectorAll(".keuze-wijk").forEach(function (wijk) {
        const whole = plain(wijk.querySelector("summary span").textContent).includes(asked);
        let shown = 0;
        wijk.querySelectorAll(".keuze-buurt").forEach(function (row) {
          row.hidden = !whole && !plain(row.children[1].textContent).includes(asked);
          if (!row.hidden) shown += 1;
        });
        wijk.hidden = shown === 0;
        if (asked && shown) wijk.open = true;
        count += shown;
      });
      found.textContent = asked ? count + (count === 1 ? " buurt gevonden" : " buurten gevonden") : "";
    });
  }
})();

/* Screen Samenwerkingsscan: writes the questions, keeps the answers in this page only, and writes the agenda as they change.
   Nothing that is filled in is sent anywhere: it leaves the page as a file that the reader keeps, or on paper. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let scan = null;

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.openScan = function () {
    lens.afterPaint(function () {
      const holder = document.getElementById("scan");
      if (!holder || holder.firstChild) return;
      holder.append(...JSON.parse(holder.dataset.vragen).map(lens.buildNode));
      holder.removeAttribute("aria-busy");
      scan = { holder: holder, rules: JSON.parse(holder.dataset.onderdelen), texts: JSON.parse(holder.dataset.teksten), saved: "" };
      scan.saved = JSON.stringify(answers());
      holder.addEventListener("input", write);
      holder.addEventListener("change", function (event) { if (event.target.type === "file") open(event.target); });
      holder.addEventListener("click", function (event) {
        const button = event.target.closest("[data-doet]");
        if (button) ({ bewaar: save, opnieuw: restart, "druk-af": function () { window.print(); } })[button.dataset.doet]();
      });
      write();
      performance.mark("buurtlens-scan");
    });
    return window.dash_clientside.no_update;
  };

  function fields() { return Array.from(scan.holder.querySelectorAll("[data-veld]")); }
  function boxes() { return Array.from(scan.holder.querySelectorAll("[data-deel]")); }

  function answers() {
    const found = { keuzes: {} };
    fields().forEach(function (field) { found[field.dataset.veld] = field.value; });
    boxes().forEach(function (box) {
      if (box.checked && box.value) (found.keuzes[box.dataset.deel] = found.keuzes[box.dataset.deel] || []).push(box.value);
    });
    return found;
  }

  function fill(given) {
    fields().forEach(function (field) { field.value = given[field.dataset.veld] || ""; });
    boxes().forEach(function (box) {
      const chosen = given.keuzes[box.dataset.deel] || [];
      box.checked = box.value ? chosen.includes(box.value) : !chosen.length;
    });
    scan.saved = JSON.stringify(answers());
    write();
  }

  function isUnsaved() { return scan !== null && scan.holder.isConnected && JSON.stringify(answers()) !== scan.saved; }

  function save() {
    const given = answers();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lens.scanFile.pack(given)], { type: "application/json" }));
    link.download = lens.scanFile.fileName(given.naam);
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    scan.saved = JSON.stringify(given);
    tell(scan.texts.saved, { file: link.download });
  }

  function open(input) {
    const file = input.files[0];
    if (!file || (isUnsaved() && !window.confirm(scan.texts.confirmOpen))) { input.value = ""; return; }
    if (file.size > lens.scanFile.largest) { tell(scan.texts.tooLarge, { file: file.name }, true); input.value = ""; return; }
    file.text().then(function (text) {
      const lengths = {};
      fields().forEach(function (field) { lengths[field.dataset.veld] = field.maxLength > 0 ? field.maxLength : 10; });
      const read = lens.scanFile.unpack(text, scan.rules, lengths);
      if (read.error) { tell(scan.texts[read.error], { file: file.name, what: read.what }, true); return; }
      fill(read.answers);
      const left = [scan.texts.opened];
      if (read.lost.length) left.push(scan.texts.lost);
      if (read.shortened.length) left.push(scan.texts.shortened);
      tell(left.join(" "), { file: file.name, lost: read.lost.join(", "), shortened: read.shortened.join(", ") });
    }, function () { tell(scan.texts.unreadable, { file: file.name }, true); }).then(function () { input.value = ""; });
  }

  function restart() {
    if (isUnsaved() && !window.confirm(scan.texts.confirmRestart)) return;
    fill({ keuzes: {} });
    tell(scan.texts.restarted, {});
    scan.holder.querySelector("#scan-naam").focus();
  }

  function tell(text, parts, isFault) {
    const line = scan.holder.querySelector(".scan-melding");
    line.classList.toggle("scan-fout", Boolean(isFault));
    line.textContent = filled(text, parts);
  }

  function filled(text, parts) { return text.replace(/\{(\w+)\}/g, function (whole, name) { return name in parts ? parts[name] : whole; }); }

  function node(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter(Boolean));
    return element;
  }

  function date(text) {
    return text ? new Intl.DateTimeFormat("nl-NL", { dateStyle: "long", timeZone: "UTC" }).format(new Date(text + "T00:00:00Z")) : "";
  }

  function write() {
    const given = answers();
    const agenda = lens.composeAgenda(scan.rules, given);
    const texts = scan.texts;
    const sheet = scan.holder.querySelector(".scan-blad");
    const about = [
      given.volgende && filled(texts.nextDate, { date: date(given.volgende) }),
      given.datum && filled(texts.date, { date: date(given.datum) }),
      given.aanwezig && filled(texts.present, { who: given.aanwezig }),
    ].filter(Boolean);
    const long = filled(texts.length, { points: agenda.points.length, minutes: agenda.minutes });
    sheet.classList.toggle("scan-vol", agenda.isFull);
    sheet.replaceChildren(...[
      node("h2", "", texts.agenda),
      node("p", "scan-blad-naam", given.naam || texts.nameless),
      about.length && node("p", "klein", about.join(" ")),
      node("p", "klein", long),
      node("ol", "", ...agenda.points.map(function (point) { return writePoint(point, texts); })),
      agenda.isEmpty && node("p", "klein scan-leeg", texts.empty),
      agenda.who.length && node("p", "", node("strong", "", texts.who + " "), agenda.who.join("; ") + "."),
      steps(texts),
    ].filter(Boolean));
    const spoken = scan.holder.querySelector("[data-spreekt]");
    if (spoken.textContent !== long) spoken.textContent = long;
  }

  function writePoint(point, texts) {
    return node(
      "li", "",
      node("p", "scan-punt", node("strong", "", point.title), node("span", "", filled(texts.minutes, { minutes: point.minutes }))),
      node("ul", "", ...point.lines.map(function (line) { return node("li", "", line); })),
      point.note && node("p", "klein", point.note),
    );
  }

  /* Room to write by hand; only on paper. */
  function steps(texts) {
    const table = node("table", "scan-stappen");
    const head = node("tr", "", ...texts.steps.map(function (text) {
      const cell = node("th", "", text);
      cell.scope = "col";
      return cell;
    }));
    const rows = [1, 2, 3].map(function () { return node("tr", "", ...texts.steps.map(function () { return node("td", "", "\u00a0"); })); });
    table.append(node("thead", "", head), node("tbody", "", ...rows));
    return table;
  }

  window.addEventListener("beforeunload", function (event) { if (isUnsaved()) event.preventDefault(); });
})();

/* Screen Briefing: writes the page, keeps own texts in this tab, shows the preview, and fetches documents. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  const KEPT = "buurtlens-briefing";  // of this tab only: gone when it is closed

  function page() { return document.getElementById("briefing"); }
  function asked() { return page().dataset.vraag; }

  /* What the server needs beside the address: own texts, and figures of an earlier briefing. */
  function kept() {
    try { return JSON.parse(sessionStorage.getItem(KEPT)) || {}; } catch (error) { return {}; }
  }

  function keep(changes) {
    try { sessionStorage.setItem(KEPT, JSON.stringify(Object.assign(kept(), changes))); } catch (error) { /* only lost with the page */ }
  }

  function fields() { return Array.from(page().querySelectorAll("textarea[data-gebied]")); }

  function texts() {
    const here = fields().map(function (field) {
      return { gebied: field.dataset.gebied, blok: field.dataset.blok, tekst: field.value };
    });
    const shown = new Set(here.map(function (each) { return each.gebied + "|" + each.blok; }));
    const others = (kept().teksten || []).filter(function (each) { return !shown.has(each.gebied + "|" + each.blok); });
    return here.concat(others).filter(function (each) { return each.tekst.trim(); });
  }

  function fill() {
    (kept().teksten || []).forEach(function (each) {
      const field = fields().find(function (one) { return one.dataset.gebied === each.gebied && one.dataset.blok === each.blok; });
      if (field && !field.value) field.value = each.tekst;
    });
  }

  /* Codes of the chosen areas: texts and figures of others stay here. */
  function chosen() {
    return new Set((new URLSearchParams(asked().replace(/\+/g, "%2B")).get("gebieden") || "").split(","));
  }

  function ofChosen(rows) {
    const areas = chosen();
    return (rows || []).filter(function (each) { return areas.has(each.gebied); });
  }

  function body(form) {
    const before = kept();
    const told = { vraag: asked(), vorm: form, teksten: ofChosen(texts()), gezien: ofChosen(before.gezien), gemaakt: before.gemaakt || null };
    return JSON.stringify(told);
  }

  function post(path, text) {
    return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: text });
  }

  /* The sentence of a refusal; a server that is away has none. */
  function refusal(answer) {
    return answer.json().then(function (told) { return told.fout; }, function () { return ""; }).then(function (sentence) {
      throw new Error(sentence || "Het document kon niet worden gemaakt. Probeer het nog eens.");
    });
  }

  function say(text) {
    const place = document.getElementById("briefing-voortgang");
    if (place) place.textContent = text;
  }

  function save(answer) {
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    return answer.blob().then(function (blob) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = named ? named[1] : "briefing";
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
      return link.download;
    });
  }

  function take(form) {
    const many = page().querySelectorAll(".briefing-gekozen li").length;
    const together = new URLSearchParams(asked()).get("samen") === "ja";
    const isDocument = form === "docx" || form === "pdf";
    if (isDocument ? many > 1 && !(together && many <= 5) : many > 25) return run(form);
    say("Het document wordt gemaakt…");
    return post("/briefing/maak", body(form))
      .then(function (answer) { return answer.ok ? save(answer) : refusal(answer); })
      .then(function (name) { say("Klaar: " + name + "."); })
      .catch(function (error) { say(error.message); });
  }

  /* Many documents: a run beside the app, with a bar and a way to stop it. */
  function run(form) {
    say("De reeks documenten wordt gestart…");
    return post("/briefing/start", body(form))
      .then(function (answer) { return answer.ok ? answer.json() : refusal(answer); })
      .then(function (told) { follow(told.id); })
      .catch(function (error) { say(error.message); });
  }

  function follow(job) {
    const place = document.getElementById("briefing-voortgang");
    const bar = document.createElement("progress");
    const line = document.createElement("span");
    const stop = document.createElement("button");
    bar.setAttribute("aria-label", "Voortgang van de documenten");
    stop.type = "button";
    stop.textContent = "Stop";
    stop.className = "knop licht";
    stop.addEventListener("click", function () {
      stop.disabled = true;
      post("/briefing/stop/" + job, "{}").catch(function () { stop.disabled = false; });
    });
    place.replaceChildren(bar, line, stop);
    look();

    function look() {
      fetch("/briefing/voortgang/" + job)
        .then(function (answer) { return answer.ok ? answer.json() : refusal(answer); })
        .then(function (told) {
          bar.max = told.totaal;
          bar.value = told.klaar;
          line.textContent = told.klaar + " van " + told.totaal + (told.bezig ? ": " + told.bezig : "");
          if (told.staat === "running") return void setTimeout(look, 700);
          if (told.staat === "cancelled") return say("Gestopt. Er is niets bewaard.");
          if (told.staat !== "ready") return say((told.problemen || [])[0] || "Het maken van de documenten is mislukt.");
          finish(job, told);
        })
        .catch(function (error) { say(error.message); });
    }
  }

  function finish(job, told) {
    const link = document.createElement("a");
    link.href = "/briefing/resultaat/" + job;
    link.download = "";
    link.textContent = "Download de " + told.klaar + " documenten (zip)";
    const place = document.getElementById("briefing-voortgang");
    const problems = (told.problemen || []).map(function (text) {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    });
    place.replaceChildren(link, ...problems);
    link.click();
  }

  function showPreview() {
    const holder = document.getElementById("briefing-voorbeeld");
    const wait = document.getElementById("briefing-wacht");
    if (!holder) return;
    fetch("/briefing/voorbeeld.json" + asked())
      .then(function (answer) {
        if (!answer.ok) throw new Error();
        return answer.json();
      })
      .then(function (told) {
        wait.textContent = told.bladzijden ? "U ziet het eerste gebied, zonder uw eigen tekst." : "Er is geen voorbeeld.";
        for (let page = 1; page <= told.bladzijden; page += 1) {
          const picture = document.createElement("img");
          picture.alt = "Voorbeeld, bladzijde " + page;
          picture.loading = "lazy";
          picture.src = "/briefing/voorbeeld/" + page + ".png" + asked();
          holder.append(picture);
        }
      })
      .catch(function () { wait.textContent = "Het voorbeeld kon niet worden gemaakt. De documenten hieronder misschien wel."; });
  }

  function openFile(file) {
    const line = document.getElementById("briefing-melding");
    line.textContent = "";
    file.text()
      .then(function (text) { return post("/briefing/open", text); })
      .then(function (answer) { return answer.ok ? answer.json() : refusal(answer); })
      .then(function (told) {
        try { sessionStorage.setItem(KEPT, JSON.stringify({ teksten: told.teksten, gezien: told.gezien, gemaakt: told.gemaakt })); } catch (error) { /* told below */ }
        window.location.assign("/briefing" + told.vraag);
      })
      .catch(function (error) { line.textContent = error.message; });
  }

  /* Clientside callback: the page stands. */
  window.dash_clientside.buurtlens.drawBriefing = function () {
    lens.afterPaint(function () {
      if (!page()) return;
      lens.writeNodes(page());
      fill();
      showPreview();
      performance.mark("buurtlens-briefing");
    });
    return window.dash_clientside.no_update;
  };

  document.addEventListener("input", function (event) {
    if (page() && event.target.matches("#briefing textarea")) keep({ teksten: texts() });
  });
  document.addEventListener("change", function (event) {
    if (event.target.id === "briefing-bestand" && event.target.files[0]) openFile(event.target.files[0]);
  });
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("#briefing button");
    if (!button) return;
    if (button.dataset.vorm) take(button.dataset.vorm);
    if (button.dataset.bewaar) {
      post("/briefing/bewaar", body(""))
        .then(function (answer) { return answer.ok ? save(answer) : refusal(answer); })
        .then(function (name) { say("Bewaard als " + name + "."); })
        .catch(function (error) { say(error.message); });
    }
  });
})();

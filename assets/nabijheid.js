/* Screen Nabijheid: draws the pictures that the server made, keeps title and menu in step with the address, and saves a picture as PNG. */
(function () {
  "use strict";

  const lens = window.buurtlens;
  let shown = null;

  /* Clientside callback: the page has another content. */
  window.dash_clientside.buurtlens.drawProximity = function () {
    lens.afterPaint(function () {
      const page = document.getElementById("nabijheid");
      const heading = document.getElementById("nabijheid-kop");
      if (!page) return;
      lens.drawPictures(page);
      putField(page.querySelector("#nabijheid-richtwaarde-houder"));
      if (!heading) return;
      document.title = heading.dataset.title;
      lens.carry(window.location.search);
      /* Another area or facility: a reader with a keyboard or screen reader begins at the top, as on a new page. */
      const typing = document.activeElement && document.activeElement.tagName === "INPUT";
      if (shown !== null && shown !== heading.dataset.title && !typing) heading.focus({ preventScroll: true });
      shown = heading.dataset.title;
    });
    return window.dash_clientside.no_update;
  };

  /* Field of the guide value: what is typed goes into the address as it is, and the server says so when it cannot be read. */
  function putField(holder) {
    if (!holder) return;
    let field = holder.querySelector("input");
    if (!field) {
      field = document.createElement("input");
      field.id = holder.dataset.field;
      field.type = "text";
      field.inputMode = "decimal";
      field.autocomplete = "off";
      field.className = "richtwaarde-veld";
      field.addEventListener("change", function () { ask(field.value, holder.dataset.value); });
      field.addEventListener("keydown", function (event) { if (event.key === "Enter") field.blur(); });
      holder.appendChild(field);
    }
    field.value = holder.dataset.value;
  }

  function ask(typed, standing) {
    const text = typed.replace(/km\s*$/i, "").trim().slice(0, 40);
    if (text === standing) return;
    const query = new URLSearchParams(window.location.search);
    if (text) query.set("grens", text.replace(",", ".")); else query.delete("grens");
    window.dash_clientside.set_props("nabijheid-adres", { search: "?" + query.toString() });
  }

  /* The file that the server makes is drawn once more as pixels, at twice its size so that it stays sharp in print. */
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a[data-png]");
    if (!link) return;
    event.preventDefault();
    fetch(link.href)
      .then(function (answer) {
        if (!answer.ok) throw new Error("HTTP " + answer.status);
        const told = /filename="([^"]+)\.svg"/.exec(answer.headers.get("Content-Disposition") || "");
        return answer.text().then(function (text) { return save(text, (told ? told[1] : "buurtlens") + ".png"); });
      })
      .catch(function () { window.location.assign(link.href); }); // the SVG itself is better than nothing
  });

  function save(text, name) {
    return new Promise(function (resolve, reject) {
      const image = new Image();
      image.onerror = reject;
      image.onload = function () {
        const canvas = document.createElement("canvas");
        canvas.width = 2 * image.width;
        canvas.height = 2 * image.height;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) {
          if (!blob) { reject(new Error("no picture")); return; }
          const link = document.createElement("a");
          link.href = URL.createObjectURL(blob);
          link.download = name;
          link.click();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
          resolve();
        }, "image/png");
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    });
  }
})();

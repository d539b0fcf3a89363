/* A page without figures asks now and then whether there are some, and then opens the screen by itself. */
(function () {
  "use strict";

  const EVERY_MS = 10000;

  setInterval(function () {
    if (!document.querySelector(".mislukt") || document.hidden) return;
    fetch("/healthz").then(function (answer) { if (answer.ok) window.location.reload(); }, function () {});
  }, EVERY_MS);
})();

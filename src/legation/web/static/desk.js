(function () {
  "use strict";
  var all = function (selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  };
  // Words named in the address, as #c120-240, are shown in the article's text.
  function show() {
    all(".text .here").forEach(function (one) { one.classList.remove("here"); });
    var found = /^#c(\d+)-(\d+)$/.exec(location.hash);
    if (!found) { return; }
    var first = null;
    all(".text [data-at]").forEach(function (one) {
      var at = Number(one.dataset.at);
      if (at >= Number(found[1]) && at < Number(found[2])) {
        one.classList.add("here");
        first = first || one;
      }
    });
    if (first) {
      first.scrollIntoView({ block: "center" });
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
  }
  addEventListener("hashchange", show);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href*='#c']");
    if (link && link.hash === location.hash && link.pathname === location.pathname) { show(); }
  });
  // On a narrow page the conditions stay folded until they are asked for.
  if (matchMedia("(max-width: 59.9rem)").matches) {
    all("details.narrow").forEach(function (one) { one.open = false; });
  }
  show();

  var at = -1;
  function go(step) {
    var lines = all("li.line").filter(function (one) { return one.offsetParent !== null; });
    if (!lines.length) { return; }
    at = Math.max(0, Math.min(lines.length - 1, at + step));
    lines.forEach(function (one) { one.classList.toggle("here", one === lines[at]); });
    var link = lines[at].querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
    lines[at].scrollIntoView({ block: "nearest" });
  }
  var keys = {
    "/": function () { (document.getElementById("q") || document.getElementById("find")).focus(); },
    "j": function () { go(1); },
    "k": function () { go(at < 0 ? 1 : -1); },
    "o": function () {
      var here = document.querySelector("li.line.here a.ref");
      if (here) { here.click(); }
    },
    "?": function () { document.getElementById("keys").showModal(); }
  };
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) { return; }
    event.preventDefault();
    keys[event.key]();
  });
})();

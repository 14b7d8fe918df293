(function () {
  "use strict";
  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }
  // A note opens its article's text before the page scrolls to the quoted words.
  function show() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    each("mark.here", function (mark) { mark.classList.remove("here"); });
    if (!target) { return; }
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    if (/^n\d+$/.test(id)) {
      each("mark." + id, function (mark) { mark.classList.add("here"); });
    }
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  addEventListener("hashchange", show);
  addEventListener("load", show);
  // The same note clicked again changes no address, so it is shown here.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { show(); }
  });
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = [];
    each("details:not([open], .source *)", function (box) { closed.push(box); box.open = true; });
  });
  addEventListener("afterprint", function () {
    closed.forEach(function (box) { box.open = false; });
  });
})();

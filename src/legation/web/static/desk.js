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

  // The queue and the page of an event are reviewed by single keys.
  var queue = document.querySelector("[data-queue]");
  var said = document.getElementById("said");
  var last = null;
  function tell(words) { if (said) { said.hidden = false; said.textContent = words; } }
  function who() {
    var field = document.getElementById("who");
    var name = field ? field.value.trim() : "";
    if (!name && field) { tell("Give your name first."); field.focus(); }
    return name;
  }
  function post(where, values, done) {
    var body = new URLSearchParams(values);
    fetch(where, { method: "POST", body: body, headers: { "X-Legation-Quiet": "1" } })
      .then(function (answer) {
        return answer.json().then(function (data) {
          if (answer.ok) { done(); } else { tell(data.error || "That did not work."); }
        });
      })
      .catch(function () { tell("The desk does not answer; is it still running?"); });
  }
  function decide(form, button) {
    var name = who();
    if (!name) { return; }
    var values = { who: name };
    new FormData(form).forEach(function (value, key) { if (key !== "who") { values[key] = value; } });
    values[button.name] = button.value;
    var line = form.closest("li.line");
    post(form.getAttribute("action"), values, function () {
      last = line.dataset.event || null;
      tell(button.textContent + ": kept." + (last ? " Press u to undo." : ""));
      var next = line.nextElementSibling || line.previousElementSibling;
      line.remove();
      at = -1;
      if (next) { at = lines().indexOf(next); mark(); }
    });
  }
  function undo() {
    var name = last && who();
    if (!name) { return; }
    fetch("/event/" + last + ".json").then(function (answer) { return answer.json(); })
      .then(function (data) {
        var values = { who: name, event: last, based_on: data.revision, form_token: queue.dataset.token };
        post("/review/undo", values, function () { location.reload(); });
      });
  }
  if (queue) {
    queue.addEventListener("submit", function (event) { event.preventDefault(); });
    document.addEventListener("submit", function (event) {
      var form = event.target.closest("form.verdict");
      if (form && event.submitter) { event.preventDefault(); decide(form, event.submitter); }
    });
  }
  all("input[data-who]").forEach(function (hidden) {
    hidden.form.addEventListener("submit", function () {
      var field = document.getElementById("who");
      if (field) { hidden.value = field.value; }
    });
  });
  function press(key) {
    var line = document.querySelector("li.line.here");
    var scope = queue ? line : document.getElementById("review");
    var target = scope && scope.querySelector("[data-key='" + key + "']");
    if (!target) { return; }
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("input, select").focus();
    } else if (queue && target.form) {
      decide(target.form, target);
    } else if (!queue && target.name === "verdict" && !who()) {
      return;
    } else {
      target.click();
    }
  }

  // Weights move the ranking: the mean of the known places, each by its weight.
  var weights = document.querySelector("[data-weights]");
  var ranked = all("#ranking tbody tr");
  ranked.forEach(function (row, at) {
    row.at = at;
    row.printed = Array.prototype.map.call(row.cells, function (cell) { return cell.textContent; });
  });
  function unrank() {
    all("[data-weights] input").forEach(function (one) {
      one.previousElementSibling.textContent = one.value;
    });
    var body = document.querySelector("#ranking tbody");
    ranked.forEach(function (row) {
      row.classList.remove("rose", "fell");
      [0, 2, 3].forEach(function (n) { row.cells[n].textContent = row.printed[n]; });
      body.appendChild(row);
    });
  }
  function rank() {
    var now = {};
    all("[data-weights] input").forEach(function (one) {
      now[one.name] = Number(one.value);
      one.previousElementSibling.textContent = one.value;
    });
    var body = document.querySelector("#ranking tbody");
    var rows = all("#ranking tbody tr");
    rows.forEach(function (row) {
      var places = JSON.parse(row.dataset.places), sum = 0, whole = 0;
      Object.keys(now).forEach(function (name) {
        var place = places[name];
        if (place !== null && place !== undefined) { sum += now[name] * place; whole += now[name]; }
      });
      row.score = whole ? sum / whole : null;
    });
    rows.sort(function (one, two) {
      var less = (two.score === null ? -1 : two.score) - (one.score === null ? -1 : one.score);
      return Math.abs(less) < 1e-9 ? one.at - two.at : less;  // sums differ in their last bits
    });
    rows.forEach(function (row, place) {
      var moved = row.at - place;
      row.classList.toggle("rose", moved > 0);
      row.classList.toggle("fell", moved < 0);
      row.cells[0].textContent = place + 1;
      row.cells[2].textContent = row.score === null ? "–" : row.score.toFixed(2);
      row.cells[3].textContent = moved ? (moved > 0 ? "↑ " : "↓ ") + Math.abs(moved) : "";
      body.appendChild(row);
    });
  }
  if (weights) {
    weights.addEventListener("input", rank);
    weights.addEventListener("submit", function (event) { event.preventDefault(); });
    weights.addEventListener("reset", function () { setTimeout(unrank, 0); });
  }

  // A job is watched until it is over; then its page is loaded whole.
  var job = document.querySelector("[data-job]");
  function watch() {
    fetch(job.dataset.job + ".json").then(function (answer) { return answer.json(); })
      .then(function (data) {
        if (data.state !== "waiting" && data.state !== "running") { location.reload(); return; }
        job.querySelector("[data-done]").textContent = data.done;
        job.querySelector("[data-events]").textContent = data.events;
        var bar = job.querySelector("progress");
        if (data.total) { bar.max = data.total; bar.value = data.done; }
        setTimeout(watch, 700);
      })
      .catch(function () { setTimeout(watch, 3000); });
  }
  if (job) { setTimeout(watch, 500); }

  var at = -1;
  function lines() {
    return all("li.line").filter(function (one) { return one.offsetParent !== null; });
  }
  function mark() {
    var shown = lines();
    shown.forEach(function (one) { one.classList.toggle("here", one === shown[at]); });
    var link = shown[at].querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
    shown[at].scrollIntoView({ block: "nearest" });
  }
  function go(step) {
    var shown = lines();
    if (!shown.length) { return; }
    at = Math.max(0, Math.min(shown.length - 1, at + step));
    mark();
  }
  var keys = {
    "/": function () { (document.getElementById("q") || document.getElementById("find")).focus(); },
    "j": function () { go(1); },
    "k": function () { go(at < 0 ? 1 : -1); },
    "o": function () {
      var here = document.querySelector("li.line.here a.ref");
      if (here) { here.click(); }
    },
    "u": function () { if (queue) { undo(); } else { press("u"); } },
    "?": function () { document.getElementById("keys").showModal(); }
  };
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, select, textarea, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (/^[1-5]$/.test(event.key)) { press(event.key); return; }
    if (!keys[event.key]) { return; }
    event.preventDefault();
    keys[event.key]();
  });
})();

// Puts the moving picture in the place of the still one, on the screen.
(function () {
  "use strict";
  var OPTIONS = {
    mode: "vega-lite", renderer: "svg", actions: false, defaultStyle: false,
    // Expressions are walked and not made into code, which the page's policy forbids.
    ast: true,
    logLevel: 1,
    tooltip: { disableDefaultStyle: true, id: "told-beside" },
    loader: { target: "_self" }
  };
  // Colours are named as the page's style names them, and are those of the light or the dark page.
  function coloured(value, style) {
    if (typeof value === "string") {
      var name = /^var\((--[a-z-]+)\)$/.exec(value);
      return name ? style.getPropertyValue(name[1]).trim() : value;
    }
    if (Array.isArray(value)) { return value.map(function (one) { return coloured(one, style); }); }
    if (value && typeof value === "object") {
      return Object.keys(value).reduce(function (made, key) {
        made[key] = coloured(value[key], style);
        return made;
      }, {});
    }
    return value;
  }
  function Picture(box) {
    this.box = box;
    // Vega names what it draws into; the box keeps its own name.
    this.inner = box.appendChild(document.createElement("div"));
    this.inner.setAttribute("aria-hidden", "true");
    this.still = box.parentNode.querySelector(".still");
    this.words = box.parentNode.querySelectorAll(".of-moving");
    this.spec = JSON.parse(document.getElementById("spec-" + box.dataset.picture).textContent);
    this.days = null;
    this.drawn = null;
  }
  Picture.prototype.draw = function () {
    var self = this;
    var spec = coloured(this.spec, getComputedStyle(document.documentElement));
    if (this.days) {
      spec.layer.forEach(function (layer) {
        var x = (layer.encoding || {}).x;
        if (x && x.field) { x.scale = { domain: self.days }; layer.mark.clip = true; }
      });
    }
    this.box.hidden = false;
    // What has a shape of its own is no higher than its width allows.
    var shape = (spec.usermeta || {}).shape;
    if (shape) { spec.height = Math.min(spec.height, Math.round(this.box.clientWidth * shape)); }
    this.still.classList.add("paper-only");
    if (this.drawn) { this.drawn.finalize(); this.drawn = null; }
    return vegaEmbed(this.inner, spec, OPTIONS).then(function (drawn) {
      self.drawn = drawn;
      self.words.forEach(function (one) { one.hidden = false; });
      self.box.parentNode.querySelectorAll(".of-still").forEach(function (one) {
        one.classList.add("paper-only");
      });
      self.listen(drawn.view);
      self.box.dataset.drawn = String(Number(self.box.dataset.drawn || 0) + 1);
    }).catch(function (error) {
      self.box.hidden = true;
      self.still.classList.remove("paper-only");
      console.warn("The picture stays still: " + error.message);
    });
  };
  // Days that were drawn over are shown alone when the pointer is let go.
  Picture.prototype.listen = function (view) {
    var self = this, marked = null;
    try {
      view.addSignalListener("span", function (_, value) {
        marked = Object.values(value)[0] || null;
      });
    } catch (none) { return; }
    this.box.addEventListener("pointerup", function seen() {
      setTimeout(function () {
        if (!marked || marked[1] - marked[0] <= 0) { return; }
        self.box.removeEventListener("pointerup", seen);
        self.days = marked.map(Number);
        self.draw().then(function () { self.offerAll(); });
      }, 0);
    });
  };
  Picture.prototype.offerAll = function () {
    if (this.all) { return; }
    var self = this;
    this.all = document.createElement("button");
    this.all.type = "button";
    this.all.textContent = "Show all days";
    this.all.addEventListener("click", function () {
      self.days = null;
      self.all.remove();
      self.all = null;
      self.draw();
    });
    this.box.after(this.all);
  };
  if (!window.vegaEmbed) { return; }
  var pictures = Array.prototype.slice.call(document.querySelectorAll("[data-picture]"))
    .filter(function (box) { return document.getElementById("spec-" + box.dataset.picture); })
    .map(function (box) { return new Picture(box); });
  function drawAll() { pictures.forEach(function (one) { one.draw(); }); }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  drawAll();
})();

(function () {
  "use strict";
  var d = document, form = d.getElementById("find");
  d.documentElement.classList.add("js");
  if (!form) { return; }
  var all = [].slice.call(d.querySelectorAll("article,.r,tr.s")), said = d.getElementById("found");
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/[\s・]+/g, ""); }
  function run() {
    var text = plain(form.elements.text.value), shown = 0;
    all.forEach(function (one) {
      one.words = one.words || plain(one.textContent);
      one.hidden = one.words.indexOf(text) < 0;
      shown += one.hidden ? 0 : 1;
    });
    said.textContent = text ? shown + "件" : "";
  }
  form.addEventListener("input", run);
  form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
})();

(function () {
  "use strict";
  var d = document, root = d.documentElement;
  root.classList.add("js");
  var form = d.getElementById("filter"), said = d.getElementById("found");
  var all = [].slice.call(d.querySelectorAll(".m")), stray = d.getElementById("stray");
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/[\s・]+/g, ""); }
  function words(el) { return el.words || (el.words = plain(el.textContent)); }
  function has(list, one) { return !one || (" " + (list || "") + " ").indexOf(" " + one + " ") >= 0; }
  function fits(a, f) {
    return (!f.year || a.id.slice(0, 4) === f.year) && has(a.dataset.b, f.bureau) && has(a.dataset.c, f.city) &&
      (!f.month || [].some.call(a.querySelectorAll("li"), function (li) { return has(li.dataset.m, f.month); })) &&
      (!f.text || words(a).indexOf(f.text) >= 0);
  }
  function show(el, yes) { if (el.hidden === yes) { el.hidden = !yes; } return yes; }
  function entries(box, f, every) {
    var shown = 0;
    [].forEach.call(box.querySelectorAll("article"), function (a) { if (show(a, every || fits(a, f))) { shown += 1; } });
    [].forEach.call(box.querySelectorAll(".r"), function (r) {
      var a = d.getElementById(r.dataset.a);
      if (show(r, every || !a || fits(a, f))) { shown += 1; }
    });
    [].forEach.call(box.querySelectorAll(".k"), function (k) {
      if (show(k, every || keys(k).some(function (id) { var a = d.getElementById(id); return a && fits(a, f); }))) { shown += 1; }
    });
    return shown;
  }
  function run() {
    var f = {};
    [].forEach.call(form.elements, function (e) { if (e.name) { f[e.name] = e.value; } });
    f.text = plain(f.text);
    var some = f.year || f.bureau || f.city || f.month;
    var measures = 0;
    all.forEach(function (m) {
      var own = has(m.dataset.g, f.goal) && (!f.status || m.dataset.s === f.status);
      var named = own && f.text && words(m.querySelector(".own")).indexOf(f.text) >= 0;
      var led = own && f.bureau && !f.year && !f.city && !f.month && has(m.dataset.b, f.bureau) && (!f.text || named);
      var g = named ? { year: f.year, bureau: f.bureau, city: f.city, month: f.month, text: "" } : f;
      var shown = own ? entries(m, g, !some && (named || !f.text)) : 0;
      if (show(m, !!(own && (shown || led || (!some && (named || !f.text)))))) { measures += 1; }
    });
    [].forEach.call(d.querySelectorAll(".area,.goalbox"), function (box) { show(box, !!box.querySelector(".m:not([hidden])")); });
    if (stray) { show(stray, !f.goal && !f.status && entries(stray, f, !some && !f.text) > 0); }
    var visible = [].filter.call(d.querySelectorAll("article:not([hidden])"), function (a) { return !a.closest(".m[hidden],#stray[hidden]"); });
    said.textContent = measures + "施策、" + visible.length + "件の実績を表示";
  }
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var el = id && d.getElementById(id);
    if (!el) { return; }
    for (var p = el; p; p = p.parentElement) { if (p.tagName === "DETAILS") { p.open = true; } if (p.hidden) { reset(); } }
    el.scrollIntoView();
  }
  function reset() { form.reset(); run(); }
  function keys(k) { return k.lastElementChild.textContent.trim().split(" ").map(function (one) { return k.dataset.y + "-" + one; }); }
  function link(to, text) { var a = d.createElement("a"); a.href = "#" + to; a.textContent = text; return a; }
  function spell(box) {
    if (box.spelt) { return; }
    box.spelt = true;
    [].forEach.call(box.querySelectorAll("article i,article b,.k b"), function (span) {
      var made = [];
      span.textContent.trim().split(" ").forEach(function (number) {
        var from = span.tagName === "I" && d.getElementById("e" + number);
        if (from) { made.push("「" + from.textContent.trim() + "」"); }
        else if (span.closest("article")) { made.push(" ", link("m" + number, "施策" + number)); }
        else { made.push(" ", link(span.parentElement.dataset.y + "-" + number, number)); }
      });
      span.replaceChildren.apply(span, made);
    });
  }
  d.addEventListener("toggle", function (event) { if (event.target.open) { spell(event.target); } }, true);
  form.addEventListener("input", run);
  form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
  form.addEventListener("reset", function () { setTimeout(run); });
  d.getElementById("open").addEventListener("click", function () { all.forEach(function (m) { if (!m.hidden) { m.open = true; } }); });
  d.getElementById("close").addEventListener("click", function () { all.forEach(function (m) { m.open = false; }); });
  d.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-set]");
    if (!link) { return; }
    event.preventDefault();
    var set = link.dataset.set.split("=");
    form.reset();
    form.elements[set[0]].value = set[1];
    run();
    form.scrollIntoView();
    said.focus();
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", function () { all.forEach(function (m) { m.open = true; spell(m); }); });
  run();
  reveal();
})();

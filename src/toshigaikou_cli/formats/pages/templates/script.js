(function () {
  "use strict";
  var d = document;
  d.documentElement.classList.add("js");
  [].forEach.call(d.querySelectorAll(".block"), start);
  function start(block) {
  var pre = block.dataset.pre || "";
  function own(id) { return d.getElementById(pre + id); }
  var form = own("filter"), said = own("found"), recount = block.querySelector(".recount");
  var all = [].slice.call(block.querySelectorAll(".m")), stray = own("stray");
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/[\s・]+/g, ""); }
  function words(el) { return el.words || (el.words = plain(el.textContent)); }
  function has(list, one) { return !one || (" " + (list || "") + " ").indexOf(" " + one + " ") >= 0; }
  function fits(a, f) {
    return (!f.year || a.id.substr(pre.length, 4) === f.year) && has(a.dataset.b, f.bureau) && has(a.dataset.c, f.city) &&
      (!f.month || [].some.call(a.querySelectorAll("li"), function (li) { return has(li.dataset.m, f.month); })) &&
      (!f.text || words(a).indexOf(f.text) >= 0);
  }
  function show(el, yes) { if (el.hidden === yes) { el.hidden = !yes; } return yes; }
  function entries(box, f, every) {
    var shown = 0;
    [].forEach.call(box.querySelectorAll("article"), function (a) { if (show(a, every || fits(a, f))) { shown += 1; } });
    [].forEach.call(box.querySelectorAll(".r"), function (r) {
      var a = own(r.dataset.a);
      if (show(r, every || !a || fits(a, f))) { shown += 1; }
    });
    [].forEach.call(box.querySelectorAll(".k"), function (k) {
      if (show(k, every || keys(k).some(function (id) { var a = own(id); return a && fits(a, f); }))) { shown += 1; }
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
    [].forEach.call(block.querySelectorAll(".area,.goalbox"), function (box) {
      show(box, !!box.querySelector(".m:not([hidden])"));
      share(box, asked(f));
    });
    if (stray) { show(stray, !f.goal && !f.status && entries(stray, f, !some && !f.text) > 0); }
    var visible = [].filter.call(block.querySelectorAll("article:not([hidden])"), function (a) { return !a.closest(".m[hidden],.stray[hidden]"); });
    said.textContent = measures + "施策、" + visible.length + "件の実績を表示";
    tell(f, measures, visible);
  }
  function asked(f) { return Object.keys(f).filter(function (name) { return f[name]; }); }
  function counts(m) { return !!m.querySelector("article:not([hidden]):not(.s),.r:not([hidden])"); }
  function share(box, some) {
    var span = box.querySelector(".share");
    span.whole = span.whole || span.textContent;
    var shown = [].slice.call(box.querySelectorAll(".m:not([hidden])"));
    span.textContent = some.length ? "（表示 " + shown.filter(counts).length + " / " + shown.length + "）" : span.whole;
  }
  function tell(f, measures, visible) {
    var some = asked(f);
    block.classList.toggle("filtered", some.length > 0);
    recount.hidden = !some.length;
    if (!some.length) { return; }
    var words = some.map(function (name) {
      var field = form.elements[name];
      var text = field.tagName === "SELECT" ? field.options[field.selectedIndex].textContent : "「" + field.value + "」";
      return field.parentElement.firstChild.textContent + " " + text;
    });
    var have = all.filter(function (m) { return !m.hidden && counts(m); }).length;
    var maybe = visible.filter(function (a) { return a.classList.contains("s"); }).length;
    recount.textContent = "画面での絞り込み：" + words.join("・") + "。" + measures + "施策のうち実績のあるもの" + have + "。実績" +
      visible.length + "件（数えるもの" + (visible.length - maybe) + "、候補のみ等" + maybe + "）。この印刷は絞り込んだ部分だけです。";
  }
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var el = id && d.getElementById(id);
    if (!el || !block.contains(el)) { return; }
    for (var p = el; p; p = p.parentElement) { if (p.tagName === "DETAILS") { p.open = true; } if (p.hidden) { reset(); } }
    el.scrollIntoView();
  }
  function reset() { form.reset(); run(); }
  function keys(k) { return k.lastElementChild.textContent.trim().split(" "); }
  function link(to, text) { var a = d.createElement("a"); a.href = "#" + to; a.textContent = text; return a; }
  function spell(box) {
    if (box.spelt) { return; }
    box.spelt = true;
    [].forEach.call(box.querySelectorAll("article i,article b,.k b"), function (span) {
      var told = span.textContent, made = [];
      if (span.tagName === "I") {
        made = [" 根拠："].concat(told.match(/\d+/g).map(function (number) { return "「" + own("e" + number).textContent.trim() + "」"; }));
      } else if (span.closest("article")) {
        told.split("、").forEach(function (code, at) { made.push(at ? "、" : "", link(pre + "m" + code, code)); });
      } else {
        told.trim().split(" ").forEach(function (id) { made.push(" ", link(pre + id, id)); });
      }
      span.replaceChildren.apply(span, made);
    });
  }
  block.addEventListener("toggle", function (event) { if (event.target.open) { spell(event.target); } }, true);
  form.addEventListener("input", run);
  form.addEventListener("submit", function (event) { event.preventDefault(); run(); });
  form.addEventListener("reset", function () { setTimeout(run); });
  own("open").addEventListener("click", function () { all.forEach(function (m) { if (!m.hidden) { m.open = true; } }); });
  own("close").addEventListener("click", function () { all.forEach(function (m) { m.open = false; }); });
  block.addEventListener("click", function (event) {
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
  }
})();

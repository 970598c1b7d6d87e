// The page itself: the address says which figure and which filters, and whatever changes comes from there.
"use strict";
(function () {
  var turn = 0;

  function plain(text) { try { return decodeURIComponent(text); } catch (fault) { return text; } }

  function address() {
    var hash = location.hash.slice(1), cut = hash.indexOf("?"), wanted = {};
    new URLSearchParams(cut < 0 ? "" : hash.slice(cut)).forEach(function (value, name) { wanted[name] = value; });
    return { id: plain(cut < 0 ? hash : hash.slice(0, cut)), wanted: wanted };
  }

  function titleOf(figure) { return (/^[BKSAR]\d/.test(figure.id) ? figure.id + " · " : "") + figure.title[plads.language()]; }

  function states(view) {
    var found = { hidden: 0, missing: 0, value: 0 };
    view.rows.forEach(function (row) { view.measures.forEach(function (measure) { found[plads.state(row, measure)] += 1; }); });
    return found;
  }

  function caption(view) {
    var found = states(view), parts = [plads.say(found.value + " tal vises", found.value + " figures shown")];
    parts.push(plads.say(found.hidden + " er skjult (skraveret), fordi de handler om få", found.hidden + " are hidden (hatched), because they are about few"));
    parts.push(plads.say(found.missing + " mangler", found.missing + " are missing"));
    if (found.hidden && view.figure.kind === "shares") { parts.push(plads.say("et skjult svar står på sin plads; pladsens bredde siger intet", "a hidden answer keeps its place; how wide that is says nothing")); }
    return parts.join(" · ");
  }

  function save(name, type, content) {
    var link = document.createElement("a");
    link.href = type ? URL.createObjectURL(new Blob([content], { type: type })) : content;
    link.download = name;
    link.click();
    if (type) { setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000); }
  }

  function fileName(view) {
    return ["plads", view.figure.id].concat(Object.values(view.chosen)).join("_").replace(/[^\p{L}\p{N}_-]+/gu, "-");
  }

  function note(section, text) {
    var place = section.querySelector(".asked");
    place.textContent = text;
    place.hidden = !text;
  }

  async function show(section, figure, wanted) {
    var mine = turn += 1, view = await plads.view(figure, wanted);
    if (mine !== turn) { return; }
    if (!view.absent.some(function (one) { return one.column === "municipality_code"; })) {
      plads.lastMunicipality = wanted.municipality_code || plads.lastMunicipality;
    }
    var title = titleOf(figure), said = plads.chosenWords(view);
    var details = section.querySelector("details.rows");
    plads.fillFilters(view, section.querySelector(".filters"));
    section.querySelector("figcaption").textContent = caption(view);
    note(section, plads.notThere(view));
    function table() { if (details.open) { plads.fillTable(view, details.querySelector("div"), [title].concat(said).join(" – ")); } }
    details.ontoggle = table;
    table();
    section.querySelector(".csv").onclick = function () { save(fileName(view) + ".csv", "text/csv;charset=utf-8", plads.csv(view)); };
    var drawn = await plads.draw(view, section.querySelector(".chart"), title, said);
    section.querySelector(".png").onclick = async function () {
      if (drawn) { save(fileName(view) + ".png", null, await drawn.view.toImageURL("png", 2)); }
    };
    plads.current = view;
    section.dataset.ready = location.hash + " " + plads.language();
  }

  // Nothing of the figure stays that could be taken for what was asked: neither drawing nor table nor files.
  function emptied(section, text) {
    turn += 1;
    section.querySelectorAll(".chart, .filters, figcaption, details.rows div").forEach(function (place) { place.replaceChildren(); });
    section.querySelector(".chart").removeAttribute("role");
    section.querySelector(".chart").removeAttribute("aria-label");
    section.querySelector("details.rows").ontoggle = section.querySelector(".csv").onclick = section.querySelector(".png").onclick = null;
    note(section, text);
    delete section.dataset.ready;
  }

  function reload(section) {
    emptied(section, plads.say("Siden er ældre end filerne ved siden af den: der er kommet en ny udgivelse, mens den var åben. ", "The page is older than the files beside it: a new release has come while it was open. "));
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = plads.say("Genindlæs siden", "Reload the page");
    button.addEventListener("click", function () { location.reload(); });
    section.querySelector(".asked").append(button);
  }

  async function go(moved) {
    var where = address(), figure = Object.hasOwn(plads.meta.figures, where.id) ? plads.meta.figures[where.id] : null, found = null;
    document.querySelectorAll("section.figure").forEach(function (section) {
      section.hidden = section.dataset.figure !== where.id;
      if (!section.hidden) { found = section; }
    });
    var front = document.getElementById("front");
    front.hidden = Boolean(found);
    note(front, found || !where.id ? "" : plads.say("Der er ingen figur, der hedder “" + where.id + "”.", "There is no figure called “" + where.id + "”."));
    document.querySelectorAll("nav a[data-figure]").forEach(function (link) {
      if (link.dataset.figure === where.id) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
    });
    document.title = (found ? found.querySelector("h1").innerText + " · " : "") + plads.say("Figurer", "Figures") + " · Plads";
    if (found && moved) { found.querySelector("h1").focus(); }
    if (found && figure) {
      try {
        if (document.documentElement.dataset.release !== plads.meta.release) { throw new plads.Newer(); }
        await show(found, figure, where.wanted);
      } catch (fault) {
        if (fault instanceof plads.Newer) { reload(found); return; }
        emptied(found, plads.say("Figuren kan ikke vises: ", "The figure cannot be shown: ") + fault.message);
        throw fault;
      }
    }
  }

  var before = address().id;
  addEventListener("hashchange", function () {
    var id = address().id;
    go(id !== before);
    before = id;
  });
  addEventListener("load", function () { go(false); });
  document.querySelectorAll('input[name="language"]').forEach(function (choice) {
    choice.addEventListener("change", function () { go(false); });
  });
  // The address names a figure, so that this link cannot use it: it moves the reader and nothing else.
  document.querySelector(".skip").addEventListener("click", function (event) {
    event.preventDefault();
    document.querySelector("main section:not([hidden]) h1").focus();
  });
})();

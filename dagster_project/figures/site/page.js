// The page itself: the address says which figure and which filters, and whatever changes comes from there.
"use strict";
(function () {
  var turn = 0;

  function address() {
    var parts = decodeURI(location.hash.slice(1)).split("?"), wanted = {};
    new URLSearchParams(location.hash.slice(1).split("?")[1] || "").forEach(function (value, name) { wanted[name] = value; });
    return { id: parts[0], wanted: wanted };
  }

  function titleOf(figure) { return (/^[BKSAR]\d/.test(figure.id) ? figure.id + " · " : "") + figure.title[plads.language()]; }

  function words(view, filter, option) {
    return filter.column === "measure" ? plads.label(view.figure.table, option) : plads.name(view.figure.table, filter.column, option);
  }

  function fillFilters(view, form) {
    var had = form.contains(document.activeElement) ? document.activeElement.name : null;
    form.setAttribute("aria-label", plads.say("Filtre", "Filters"));
    form.replaceChildren();
    view.filters.forEach(function (filter) {
      var label = document.createElement("label"), select = document.createElement("select");
      label.textContent = plads.label(view.figure.table, filter.column);
      select.name = filter.column;
      filter.options.forEach(function (option) {
        select.append(new Option(words(view, filter, option), String(option), false, option === filter.chosen));
      });
      select.addEventListener("change", function () {
        var wanted = new URLSearchParams();
        form.querySelectorAll("select").forEach(function (one) { wanted.set(one.name, one.value); });
        location.hash = view.figure.id + "?" + wanted;
      });
      label.append(select);
      form.append(label);
    });
    if (had && form.elements[had]) { form.elements[had].focus(); }
  }

  function states(view) {
    var found = { hidden: 0, missing: 0, value: 0 };
    view.rows.forEach(function (row) { view.measures.forEach(function (measure) { found[plads.state(row, measure)] += 1; }); });
    return found;
  }

  function caption(view) {
    var found = states(view), parts = [plads.say(found.value + " tal vises", found.value + " figures shown")];
    parts.push(plads.say(found.hidden + " er skjult (skraveret), fordi de handler om få", found.hidden + " are hidden (hatched), because they are about few"));
    parts.push(plads.say(found.missing + " mangler", found.missing + " are missing"));
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

  async function show(section, figure, wanted) {
    var mine = turn += 1, view = await plads.view(figure, wanted);
    if (mine !== turn) { return; }
    plads.lastMunicipality = wanted.municipality_code || plads.lastMunicipality;
    var title = titleOf(figure), said = view.filters.map(function (filter) { return words(view, filter, filter.chosen); }).join(" · ");
    var details = section.querySelector("details.rows");
    fillFilters(view, section.querySelector(".filters"));
    section.querySelector("figcaption").textContent = caption(view);
    function table() { if (details.open) { plads.fillTable(view, details.querySelector("div"), title + (said ? " – " + said : "")); } }
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

  async function go(moved) {
    var where = address(), figure = Object.hasOwn(plads.meta.figures, where.id) ? plads.meta.figures[where.id] : null, found = null;
    document.querySelectorAll("section.figure").forEach(function (section) {
      section.hidden = section.dataset.figure !== where.id;
      if (!section.hidden) { found = section; }
    });
    document.getElementById("front").hidden = Boolean(found);
    document.querySelectorAll("nav a[data-figure]").forEach(function (link) {
      if (link.dataset.figure === where.id) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
    });
    document.title = (found ? found.querySelector("h1").innerText + " · " : "") + plads.say("Figurer", "Figures") + " · Plads";
    if (found && moved) { found.querySelector("h1").focus(); }
    if (found && figure) {
      try {
        await show(found, figure, where.wanted);
      } catch (fault) {
        found.querySelector("figcaption").textContent = plads.say("Figuren kan ikke vises: ", "The figure cannot be shown: ") + fault.message;
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
})();

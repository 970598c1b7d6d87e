// Filters of a view: one choice each, municipalities to compare with, and what is said of all of them.
"use strict";
(function () {
  plads.word = function (view, column, option) {
    return column === "measure" ? plads.label(view.figure.table, option) : plads.name(view.figure.table, column, option);
  };

  // Everything that was chosen, also what left no choice: a picture has to say what it shows.
  plads.chosenWords = function (view) {
    return Object.entries(view.chosen).map(function (pair) {
      var word = plads.word(view, pair[0], pair[1]);
      return ["municipality_code", "measure"].includes(pair[0]) ? word : plads.label(view.figure.table, pair[0]) + ": " + word;
    });
  };

  // What the address asked for and the release has not.
  plads.notThere = function (view) {
    return view.absent.map(function (one) {
      var asked = "“" + one.asked + "”";
      if (!Object.hasOwn(view.chosen, one.column) && one.column !== "compare") { return plads.say("Figuren har intet valg, der hedder " + asked + ".", "The figure has no choice called " + asked + "."); }
      var label = plads.label(view.figure.table, one.column);
      if (one.column === "compare") { return plads.say(asked + " er ikke her og kan ikke sammenlignes med.", asked + " is not here to compare with."); }
      var shown = plads.word(view, one.column, view.chosen[one.column]);
      return plads.say(asked + " findes ikke her under " + label + "; figuren viser i stedet " + shown + ".", "There is no " + asked + " here under " + label + "; the figure shows " + shown + " instead.");
    }).join(" ");
  };

  function comparison(view, changed) {
    var box = document.createElement("details"), summary = document.createElement("summary"), list = document.createElement("fieldset");
    var legend = document.createElement("legend");
    summary.textContent = plads.say("Sammenlign med", "Compare with") + (view.compare.length ? " (" + view.compare.length + ")" : "");
    legend.textContent = plads.say("Kommuner at sammenligne med", "Municipalities to compare with");
    legend.className = "unseen";
    list.append(legend);
    plads.inOrder(view.figure.table, "municipality_code", view.comparable).forEach(function (code) {
      var label = document.createElement("label"), tick = document.createElement("input");
      tick.type = "checkbox";
      tick.name = "compare";
      tick.value = code;
      tick.checked = view.compare.includes(code);
      tick.addEventListener("change", changed);
      label.append(tick, " " + plads.word(view, "municipality_code", code));
      list.append(label);
    });
    box.className = "compare";
    box.append(summary, list);
    return box;
  }

  plads.fillFilters = function (view, form) {
    var at = document.activeElement, had = form.contains(at) ? [at.name, at.value] : null;
    var open = form.querySelector("details[open]") !== null;
    form.setAttribute("aria-label", plads.say("Filtre", "Filters"));
    form.replaceChildren();
    function changed() {
      var wanted = new URLSearchParams(), compared = Array.from(form.querySelectorAll("input:checked"), function (one) { return one.value; });
      form.querySelectorAll("select").forEach(function (one) { wanted.set(one.name, one.value); });
      if (compared.length) { wanted.set("compare", compared.join(",")); }
      location.hash = view.figure.id + "?" + wanted;
    }
    view.filters.forEach(function (filter) {
      var label = document.createElement("label"), select = document.createElement("select");
      label.textContent = plads.label(view.figure.table, filter.column);
      select.name = filter.column;
      filter.options.forEach(function (option) {
        select.append(new Option(plads.word(view, filter.column, option), String(option), false, option === filter.chosen));
      });
      select.addEventListener("change", changed);
      label.append(select);
      form.append(label);
    });
    if (view.comparable.length) {
      form.append(comparison(view, changed));
      form.querySelector("details").open = open;
    }
    if (had) {
      var again = Array.from(form.elements).find(function (one) { return one.name === had[0] && (one.type !== "checkbox" || one.value === had[1]); });
      if (again) { again.focus(); }
    }
  };
})();

// The rows of a view as a table to read and as a file for a spreadsheet: every published column, nothing worked out.
"use strict";
(function () {
  var FIRST = 300;

  function columnsOf(view) {
    return plads.meta.tables[view.figure.table].columns.filter(function (name) { return name !== "suppressed_measures"; });
  }

  function isText(value) { return typeof value !== "number"; }

  // Whether the country has no such figure at all, which is another thing than one that did not come.
  plads.nowhere = function (row) {
    var compared = plads.meta.compared;
    return compared !== null && !compared.includes(row.follow_up + "/" + row.indicator);
  };

  // What a cell says: a name, a figure, or which kind of nothing it is.
  plads.cell = function (view, row, column) {
    var table = view.figure.table, state = plads.state(row, column), value = row[column];
    if (state === "hidden") { return { state: state, text: plads.say("skjult", "hidden") }; }
    if (state === "missing" && column === "national_value" && plads.nowhere(row)) { return { state: state, text: plads.say("findes ikke", "does not exist") }; }
    if (state === "missing") { return { state: state, text: plads.say("mangler", "missing") }; }
    if (plads.meta.tables[table].keys.includes(column) || isText(value)) {
      if (typeof value === "boolean") { return { state: state, text: value ? plads.say("ja", "yes") : plads.say("nej", "no") }; }
      return { state: state, text: plads.name(table, column, value) };
    }
    return { state: state, text: plads.number(value, plads.format(table, column, row)), number: true };
  };

  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text !== undefined) { made.textContent = text; }
    Object.entries(attributes || {}).forEach(function (pair) { made.setAttribute(pair[0], pair[1]); });
    return made;
  }

  function inOrder(view) {
    var table = view.figure.table, keys = plads.meta.tables[table].keys, ranks = {};
    keys.forEach(function (key) {
      var order = plads.inOrder(table, key, Array.from(new Set(view.rows.map(function (row) { return row[key]; }))));
      ranks[key] = new Map(order.map(function (value, at) { return [value, at]; }));
    });
    return view.rows.slice().sort(function (one, other) {
      for (var key of keys) {
        var apart = ranks[key].get(one[key]) - ranks[key].get(other[key]);
        if (apart) { return apart; }
      }
      return 0;
    });
  }

  plads.fillTable = function (view, place, title) {
    var columns = columnsOf(view), rows = inOrder(view), table = element("table");
    place.setAttribute("aria-label", title);
    table.append(element("caption", title));
    var head = element("tr");
    columns.forEach(function (name) { head.append(element("th", plads.label(view.figure.table, name), { scope: "col" })); });
    table.append(element("thead"), element("tbody"));
    table.tHead.append(head);
    function add(some) {
      some.forEach(function (row) {
        var line = element("tr");
        columns.forEach(function (name, at) {
          var cell = plads.cell(view, row, name);
          var made = at ? element("td", cell.text) : element("th", cell.text, { scope: "row" });
          if (cell.state !== "value") { made.classList.add(cell.state); } else if (cell.number) { made.classList.add("number"); }
          line.append(made);
        });
        table.tBodies[0].append(line);
      });
    }
    add(rows.slice(0, FIRST));
    place.replaceChildren(table);
    if (rows.length > FIRST) {
      var more = element("button", plads.say("Vis alle " + rows.length + " rækker", "Show all " + rows.length + " rows"), { type: "button" });
      more.addEventListener("click", function () { add(rows.slice(FIRST)); more.remove(); });
      place.append(more);
    }
  };

  // A spreadsheet runs text that begins like a formula; a sign before it makes it text. Figures of ours are no text.
  plads.safe = function (text) { return /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? "'" + text : text; };

  function field(text, mark) { return text.includes(mark) || /["\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text; }

  // Codes as they are published, figures unrounded; decimal comma and semicolon where the language is Danish.
  plads.csv = function (view) {
    var mark = plads.say(";", ","), comma = plads.say(",", "."), columns = columnsOf(view);
    var lines = [columns.map(function (name) { return plads.safe(plads.label(view.figure.table, name)); })];
    inOrder(view).forEach(function (row) {
      lines.push(columns.map(function (name) {
        var value = row[name];
        if (plads.state(row, name) !== "value" || typeof value === "boolean") { return plads.cell(view, row, name).text; }
        return isText(value) ? plads.safe(String(value)) : String(value).replace(".", comma);
      }));
    });
    return "\ufeff" + lines.map(function (line) { return line.map(function (text) { return field(text, mark); }).join(mark); }).join("\r\n") + "\r\n";
  };
})();

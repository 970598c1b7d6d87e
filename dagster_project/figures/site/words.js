// How codes, columns and figures are written, in the language that is chosen.
"use strict";
(function () {
  var schools = {};
  var MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

  plads.knowSchools = function (rows) {
    rows.forEach(function (row) { schools[row[1]] = row[2]; });
  };

  function codesOf(table, column) { return plads.codes[table + "." + column] || plads.codes[column] || {}; }

  // What a key's value is called.
  plads.name = function (table, column, value) {
    if (value === null) { return plads.say("mangler", "missing"); }
    var code = String(value), codes = codesOf(table, column), both = plads.codes["*"] || {};
    if (column === "variables") { return code + " " + plads.label(table, column); }
    if (Object.hasOwn(codes, code)) { return codes[code][plads.language() === "en" ? 1 : 0]; }
    if ((column === "instnr" || column === "group_value") && Object.hasOwn(schools, code)) { return schools[code] + " (" + code + ")"; }
    if (Object.hasOwn(both, code)) { return both[code][plads.language() === "en" ? 1 : 0]; }
    return code;
  };

  plads.label = function (table, column) {
    var about = plads.meta.tables[table].about[column];
    if (column === "measure") { return plads.say("mål", "measure"); }
    return about ? about[plads.language()] : column;
  };

  plads.format = function (table, column, row) {
    if (table === "follow_up_status" && row) {
      var measure = row.measure;
      return measure === "balance" ? "money" : /decisions/.test(measure) ? "number" : column === "change" ? "points" : "percent";
    }
    var about = plads.meta.tables[table].about[column];
    return about ? about.format : "number";
  };

  function written(value, least, most) {
    var locale = plads.language() === "en" ? "en-GB" : "da-DK";
    return new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most }).format(value);
  }

  // A figure as words; `short` for axes, where millions are enough.
  plads.number = function (value, format, short) {
    if (format === "percent") { return written(100 * value, short ? 0 : 1, 1) + "\u00a0%"; }
    if (format === "points") { return (value > 0 ? "+" : "") + written(100 * value, short ? 0 : 1, 1) + "\u00a0" + plads.say("pp.", "pp"); }
    if (format === "money") {
      var large = Math.abs(value) >= 1e6;
      if (short && large) { return written(value / 1e6, 0, 1) + plads.say("\u00a0mio.", "\u00a0m"); }
      return written(value, 0, 0) + (short ? "" : "\u00a0kr.");
    }
    if (format === "decimal" || format === "index") { return written(value, short ? 0 : 1, Math.abs(value) < 10 && !short ? 2 : 1); }
    return written(value, 0, 1);
  };

  function place(table, column, value) {
    var keys = Object.keys(codesOf(table, column)), found = keys.indexOf(String(value));
    if (value === "all" || value === "average") { return 1e6; }
    if (value === "unknown" || value === null) { return 1e5; }
    if (column === "date") {
      var text = String(value).toLowerCase(), year = /\d{4}/.exec(text);
      var month = MONTHS.findIndex(function (name) { return text.includes(name); });
      return (year ? 12 * (Number(year[0]) - 2000) : 0) + month;
    }
    return found >= 0 ? found : 1e3;
  }

  // Codes in the order of their list, what has none by its name, the word for all last.
  plads.inOrder = function (table, column, values) {
    return values.slice().sort(function (one, other) {
      var apart = place(table, column, one) - place(table, column, other);
      return apart || String(one).localeCompare(String(other), "da", { numeric: true });
    });
  };
})();

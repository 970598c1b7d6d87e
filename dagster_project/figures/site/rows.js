// From published rows to what one figure shows: filters with something to see behind them, and cells that say their state.
"use strict";
(function () {
  function distinct(values) { return Array.from(new Set(values)); }

  // Rows as objects; `hidden` has the names of hidden measures.
  function read(table, rows) {
    var columns = plads.meta.tables[table].columns;
    return rows.map(function (row) {
      var found = {};
      columns.forEach(function (column, at) { found[column] = row[at]; });
      found.hidden = found.suppressed_measures || [];
      return found;
    });
  }

  plads.state = function (row, measure) {
    if (row.hidden.includes(measure)) { return "hidden"; }
    return row[measure] === null || row[measure] === undefined ? "missing" : "value";
  };

  // How much there is to look at; a zero is shown, but nothing to begin with.
  function seen(rows, measures) {
    var count = 0;
    rows.forEach(function (row) {
      measures.forEach(function (measure) { count += plads.state(row, measure) === "value" ? (row[measure] === 0 ? 0.01 : 1) : 0; });
    });
    return count;
  }

  function measuresOf(figure, chosen) { return figure.choose ? [chosen.measure] : figure.measures; }

  // What a filter begins with: what the figure prefers, the word for all, or whatever shows most, the newest first.
  function begin(figure, column, options, rows, measures) {
    var shows = options.map(function (value) {
      return seen(rows.filter(function (row) { return row[column] === value; }), measures);
    });
    var wish = [figure.prefer[column], "all"].find(function (value) {
      var at = options.findIndex(function (option) { return String(option) === value; });
      return at >= 0 && shows[at] > 0;
    });
    if (wish !== undefined) { return options.find(function (option) { return String(option) === wish; }); }
    return options[shows.lastIndexOf(Math.max.apply(null, shows))];
  }

  function filterColumns(figure) {
    var parts = [figure.x, figure.y, figure.series, "municipality_code"].concat(figure.rows, figure.ignore);
    var keys = plads.meta.tables[figure.table].keys.filter(function (key) { return !parts.includes(key); });
    var first = keys.filter(function (key) { return figure.prefer[key]; });
    var rest = keys.filter(function (key) { return !figure.prefer[key]; });
    return distinct(first.concat(figure.filters.filter(function (key) { return key !== "municipality_code"; }), rest));
  }

  function municipality(figure, wanted) {
    var files = plads.meta.tables[figure.table].files, best = null, most = -1;
    var there = Object.keys(files);
    if (wanted.municipality_code && there.includes(wanted.municipality_code)) { return wanted.municipality_code; }
    [plads.lastMunicipality, plads.meta.municipality].forEach(function (code) {
      if (!best && code && figure.shown[code] > 0) { best = code; }
    });
    if (best) { return best; }
    there.forEach(function (code) {
      if ((figure.shown[code] || 0) > most && code !== "all") { best = code; most = figure.shown[code] || 0; }
    });
    return best || there[0];
  }

  // Other municipalities of a figure whose lines or bars are municipalities, and those that the reader asked for.
  function others(figure, place, wanted) {
    if (figure.series !== "municipality_code") { return { there: [], asked: [] }; }
    var there = Object.keys(plads.meta.tables[figure.table].files).filter(function (code) { return code !== place && code !== "all"; });
    var asked = (wanted.compare || "").split(",").filter(function (code) { return code && code !== place; });
    return { there: there, asked: asked };
  }

  // Everything about one view: filters with options and choice, the rows that remain, the measures that are drawn,
  // and what was asked for that is not there.
  plads.view = async function (figure, wanted) {
    var table = figure.table, files = plads.meta.tables[table].files, filters = [], chosen = {};
    var place = municipality(figure, wanted), rows = await plads.rows(table, place);
    plads.knowSchools(await plads.rows("schools", place));
    var beside = others(figure, place, wanted), compare = beside.asked.filter(function (code) { return beside.there.includes(code); });
    for (var code of compare) { rows = rows.concat(await plads.rows(table, code)); }
    if (figure.series === "municipality_code" && place !== "all") { rows = rows.concat(await plads.rows(table, "all")); }
    rows = read(table, rows).filter(function (row) {
      var only = Object.entries(figure.only).every(function (entry) { return entry[1].includes(String(row[entry[0]])); });
      return only && !Object.entries(figure.drop).some(function (entry) { return entry[1].includes(String(row[entry[0]])); });
    });
    if (figure.ignore.length) {
      var met = new Set();
      rows = rows.filter(function (row) {
        var key = JSON.stringify(plads.meta.tables[table].keys.map(function (name) { return figure.ignore.includes(name) ? 0 : row[name]; }));
        return !met.has(key) && met.add(key);
      });
    }
    if (Object.keys(files).length > 1 || place !== "all") {
      filters.push({ column: "municipality_code", options: plads.inOrder(table, "municipality_code", Object.keys(files)), chosen: place });
      chosen.municipality_code = place;
    }
    if (figure.choose) {
      chosen.measure = figure.measures.includes(wanted.measure) ? wanted.measure : figure.measures[0];
      filters.push({ column: "measure", options: figure.measures, chosen: chosen.measure });
    }
    var measures = measuresOf(figure, chosen);
    filterColumns(figure).forEach(function (column) {
      var options = plads.inOrder(table, column, distinct(rows.map(function (row) { return row[column]; })));
      if (!options.length) { return; }
      var asked = options.find(function (option) { return String(option) === wanted[column]; });
      var value = asked !== undefined ? asked : begin(figure, column, options, rows, measures);
      chosen[column] = value;
      rows = rows.filter(function (row) { return row[column] === value; });
      if (options.length > 1) { filters.push({ column: column, options: options, chosen: value }); }
    });
    var absent = Object.keys(wanted).filter(function (column) {
      return column !== "compare" && String(chosen[column]) !== wanted[column];
    }).map(function (column) { return { column: column, asked: Object.hasOwn(chosen, column) ? wanted[column] : column }; });
    beside.asked.forEach(function (code) { if (!compare.includes(code)) { absent.push({ column: "compare", asked: code }); } });
    return { figure: figure, filters: filters, chosen: chosen, rows: rows, measures: measures, absent: absent, comparable: beside.there, compare: compare };
  };
})();

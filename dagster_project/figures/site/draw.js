// Draws a view: fills the specification of its kind with rows, orders and texts, and hands it to the library.
"use strict";
(function () {
  var LINE = 26;

  function wrap(text, width) {
    var lines = [""];
    text.split(" ").forEach(function (word) {
      if ((lines.at(-1) + " " + word).length > width && lines.at(-1)) { lines.push(word); } else { lines[lines.length - 1] = (lines.at(-1) + " " + word).trim(); }
    });
    return lines;
  }

  // Words in lines of their own choosing: a choice is not broken in two.
  function inLines(words, width) {
    var lines = [];
    words.forEach(function (word) {
      var longer = lines.length ? lines.at(-1) + " · " + word : word;
      if (lines.length && longer.length <= width) { lines[lines.length - 1] = longer; } else { lines.push(word); }
    });
    return lines;
  }

  function nameOf(view, row, column, measure) {
    if (column === "measure") { return plads.label(view.figure.table, measure); }
    return plads.name(view.figure.table, column, row[column]);
  }

  function composed(view, row, measure) {
    var figure = view.figure, columns = figure.y ? [figure.y] : figure.rows;
    return columns.map(function (column) { return nameOf(view, row, column, measure); }).join(figure.rows[0] === "from_offer" ? " → " : " · ");
  }

  function across(view, row, measure) {
    if (view.figure.x) { return nameOf(view, row, view.figure.x, measure); }
    return ["grid", "strip"].includes(view.figure.kind) ? plads.label(view.figure.table, measure) : "";
  }

  // The order of one dimension's words: that of its codes, but what has no order of its own by its figures.
  function orderOf(view, data, field, column) {
    var table = view.figure.table;
    if (column === "measure" || !column) {
      return Array.from(new Set(view.measures.flatMap(function (measure) {
        return data.filter(function (one) { return one.measure === measure; }).map(function (one) { return one[field]; });
      })));
    }
    if (field === "y" && ["district", "instnr", "answer", "group_value"].includes(column) && view.figure.kind === "bars") {
      var ranked = data.slice().sort(function (one, other) {
        var last = function (datum) { return datum.row[column] === "all" ? 2 : datum.state === "value" ? 1 : 0; };
        return last(other) - last(one) || (other.v || 0) - (one.v || 0) || one.y.localeCompare(other.y, "da");
      });
      return Array.from(new Set(ranked.map(function (one) { return one.y; })));
    }
    var words = new Map();
    data.forEach(function (one) { words.set(one.row[column], one[field]); });
    return Array.from(new Set(plads.inOrder(table, column, Array.from(words.keys())).map(function (code) { return words.get(code); })));
  }

  function orderOfRows(view, data) {
    var figure = view.figure, columns = figure.y ? [figure.y] : figure.rows;
    if (columns.length < 2) { return orderOf(view, data, "y", columns[0]); }
    var ranks = columns.map(function (column) {
      return plads.inOrder(figure.table, column, Array.from(new Set(data.map(function (one) { return one.row[column]; }))));
    });
    var sorted = data.slice().sort(function (one, other) {
      for (var at = 0; at < columns.length; at += 1) {
        var apart = ranks[at].indexOf(one.row[columns[at]]) - ranks[at].indexOf(other.row[columns[at]]);
        if (apart) { return apart; }
      }
      return 0;
    });
    return Array.from(new Set(sorted.map(function (one) { return one.y; })));
  }

  // What stands below a cell's words: other words of the row, or how many of something.
  function besides(view, row, width) {
    return view.figure.also.flatMap(function (column) {
      var cell = plads.cell(view, row, column);
      if (cell.state !== "value") { return []; }
      return wrap(cell.number ? cell.text + " " + plads.label(view.figure.table, column) : "(" + cell.text + ")", width);
    });
  }

  function sheetWords(view, row, datum) {
    var table = view.figure.table, before = plads.cell(view, row, "previous_value"), change = plads.cell(view, row, "change");
    var wish = row.moves_as_desired, known = change.state === "value";
    datum.direction = !known ? null : row.change > 0 ? "up" : row.change < 0 ? "down" : "same";
    datum.wish = wish === null ? "none" : wish ? "yes" : "no";
    var said = wish === null ? "" : wish ? plads.say("som ønsket", "as wished") : plads.say("ikke som ønsket", "not as wished");
    var want = row.desired_direction ? plads.say("ønske: ", "wish: ") + plads.name(table, "desired_direction", row.desired_direction) : plads.say("intet ønske", "no wish");
    var country = plads.cell(view, row, "national_value"), none = country.state === "missing" && plads.nowhere(row);
    want += none ? plads.say(" · intet landstal", " · no national figure") : plads.say(" · landet: ", " · nation: ") + country.text;
    datum.change = [change.text + (said ? ", " + said : ""), want];
    datum.before = [before.text, row.previous_period || ""];
    datum.when = [row.period, plads.say("opd. ", "upd. ") + row.updated_month];
  }

  // One object a mark: every chosen measure of every row.
  plads.data = function (view) {
    var figure = view.figure, data = [], sheet = figure.kind === "sheet", width = figure.table === "thematic_follow_up" ? 20 : 34;
    view.rows.forEach(function (row) {
      (sheet ? ["value"] : view.measures).forEach(function (measure) {
        var cell = plads.cell(view, row, measure), target = figure.target[measure];
        var datum = { row: row, measure: measure, state: cell.state, v: cell.state === "value" && cell.number ? row[measure] : null, t: cell.text };
        if (cell.state === "value" && !cell.number) { datum.t = wrap(cell.text, width).concat(besides(view, row, width)); }
        datum.x = wrap(across(view, row, measure), 15).join("\n");
        datum.y = figure.y || figure.rows.length ? wrap(composed(view, row, measure), 50).join("\n") : "";
        datum.s = figure.series ? nameOf(view, row, figure.series, measure) : "";
        datum.what = [datum.y, datum.x, datum.s].filter(Boolean).join(" · ").replaceAll("\n", " ");
        datum.whole = Boolean(figure.series) && row[figure.series] === "all";
        datum.flag = Boolean(figure.flag && row[figure.flag]);
        datum.target = target && row[target] !== null ? row[target] : null;
        datum.dark = figure.kind === "strip" && datum.v > 0.55;
        if (sheet) { sheetWords(view, row, datum); }
        data.push(datum);
      });
    });
    return data;
  };

  // Where each part of a whole begins and ends. What is hidden keeps its place, with a share of the room that is left,
  // so that no part after it is drawn where it is not; how wide it is says nothing.
  function placed(data) {
    var rows = new Map();
    data.forEach(function (one) { rows.set(one.y, (rows.get(one.y) || []).concat([one])); });
    rows.forEach(function (parts) {
      var hidden = parts.filter(function (one) { return one.state === "hidden"; }).length;
      var known = parts.reduce(function (sum, one) { return sum + (one.v || 0); }, 0), at = 0;
      parts.sort(function (one, other) { return one.so - other.so; }).forEach(function (one) {
        one.begin = at;
        at += one.state === "hidden" ? Math.max(0.035, (1 - known) / hidden) : one.v || 0;
        one.end = at;
        one.middle = (one.begin + one.end) / 2;
      });
    });
  }

  function numbered(view, data, series) {
    var piled = new Map(), kind = view.figure.kind;
    data.forEach(function (one) { one.so = series.indexOf(one.s); });
    if (kind === "shares") { placed(data); }
    data.forEach(function (one) {
      if (one.state !== "hidden") { return; }
      var where = kind === "bars" || (view.figure.grouped && !one.whole) ? [one.x, one.y, one.s].join("\n") : one.x;
      one.k = piled.get(where) || 0;
      piled.set(where, one.k + 1);
    });
  }

  function most(texts) { return Math.max.apply(null, [1].concat(texts.map(function (text) { return text.split("\n").length; }))); }

  function height(view, ys, series, data) {
    var kind = view.figure.kind, legend = view.figure.series ? 24 * Math.ceil(series.length / 3) : 0;
    if (kind === "lines" || kind === "columns") { return 330 + legend; }
    var lines = 15 * most(ys) + 8;
    if (kind === "bars") { return ys.length * Math.max(LINE, lines, view.figure.series ? 17 * series.length + 10 : LINE) + 90 + legend; }
    if (kind === "sheet") { return ys.length * 44 + 80; }
    var tall = Math.max.apply(null, [1].concat(data.map(function (one) { return Array.isArray(one.t) ? one.t.length : one.state === "value" ? 1 : 2; })));
    return ys.length * Math.max(30, lines, kind === "shares" ? 0 : 15 * tall + 8) + 100 + legend;
  }

  function longest(texts) {
    return Math.max.apply(null, [0].concat(texts.flat().flatMap(function (text) { return text.split("\n"); }).map(function (text) { return text.length; })));
  }

  // The narrowest that can be read; a smaller screen scrolls.
  function least(view, xs, ys, series, data) {
    var kind = view.figure.kind;
    if (kind === "grid" || kind === "strip") {
      return 40 + 6.5 * longest(ys) + xs.length * (14 + 6.5 * Math.max(longest(xs), longest(data.map(function (one) { return one.t; }))));
    }
    if (kind === "columns" && view.figure.grouped) { return 120 + xs.length * Math.max(52, 14 * series.length); }
    return kind === "sheet" ? 940 : kind === "lines" || kind === "columns" ? 120 + xs.length * 52 : 480;
  }

  // How far an axis goes: from zero, with room for words; lines of money and indices only where they run.
  function reach(view, data, format) {
    if (view.figure.kind === "shares") { return [0, Math.max.apply(null, [1].concat(data.map(function (one) { return one.end; })))]; }
    var values = data.flatMap(function (one) { return [one.v, one.target]; }).filter(function (value) { return value !== null; });
    var cut = view.figure.kind === "lines" && ["money", "index"].includes(format) && values.length;
    var least = Math.min.apply(null, cut ? values : values.concat(0)), most = Math.max.apply(null, cut ? values : values.concat(0));
    var room = 0.1 * (most - least) || (format === "percent" ? 0.1 : 1);
    return [least < 0 || cut ? least - room : 0, most > 0 || !values.length ? most + room : least < 0 ? 0 : most + room];
  }

  // A code keeps its colour when others are not there; the whole is drawn in ink.
  function colours(view, data, series) {
    var scale = view.figure.scale, palette = plads.palettes[scale], whole = new Set(), codes = new Map();
    data.forEach(function (one) {
      if (one.whole) { whole.add(one.s); }
      codes.set(one.s, one.row[view.figure.series]);
    });
    return series.map(function (name, at) {
      return whole.has(name) ? plads.palettes.whole : palette[(scale === "answers" ? Number(codes.get(name)) - 1 || 0 : at) % palette.length];
    });
  }

  function filled(spec, lists, words) {
    var text = JSON.stringify(spec);
    Object.entries(lists).forEach(function (pair) { text = text.replaceAll('["__' + pair[0] + '__"]', function () { return JSON.stringify(pair[1]); }); });
    Object.entries(words).forEach(function (pair) { text = text.replaceAll('"__' + pair[0] + '__"', function () { return JSON.stringify(pair[1]); }); });
    return JSON.parse(text);
  }

  plads.draw = async function (view, place, title, said) {
    var figure = view.figure, table = figure.table, data = plads.data(view);
    var xs = orderOf(view, data, "x", figure.x), ys = orderOfRows(view, data), series = orderOf(view, data, "s", figure.series);
    numbered(view, data, series);
    var single = view.measures.length === 1, value = single ? plads.label(table, view.measures[0]) : "";
    var parts = series.filter(function (name) { return !data.some(function (one) { return one.whole && one.s === name; }); });
    var spec = filled(plads.specs[figure.drawing], { xs: xs, ys: ys, series: series, parts: parts, colours: colours(view, data, series), reach: reach(view, data, plads.format(table, view.measures[0])) }, {
      x: figure.x ? plads.label(table, figure.x) : "", value: value || plads.say("værdi", "value"), what: plads.say("hvad", "what"),
      t: plads.say("Nu", "Now"), change: plads.say("Ændring", "Change"), before: plads.say("Før", "Before"), when: plads.say("Periode", "Period"),
    });
    data.forEach(function (one) { delete one.row; });
    spec.datasets = { rows: data, zero: [{ v: 0 }] };
    spec.params = [{ name: "kind", value: plads.format(table, view.measures[0]) }, { name: "lift", value: -7 * (most(ys) - 1) }, { name: "rise", value: 3 + 14 * (most(xs) - 1) }];
    spec.width = Math.max(least(view, xs, ys, series, data), place.clientWidth || 640);
    spec.height = height(view, ys, series, data);
    spec.title = { text: title, subtitle: inLines(said, spec.width / 6.5), anchor: "start", fontSize: 14, subtitleFontSize: 12, subtitleColor: "#55626a", offset: 12 };
    if (!data.length) { place.textContent = plads.say("Ingen rækker.", "No rows."); return null; }
    plads.shown = await plads_embed(place, spec, {
      renderer: "svg", logLevel: 1, actions: false, tooltip: { theme: "light" },
      expressionFunctions: { plads_axis: function (value, kind) { return plads.number(value, kind, true); } },
    });
    // The library describes marks in English and by names of fields: those who hear the page get one name and the table.
    ["aria-roledescription", "aria-description"].forEach(function (name) { place.removeAttribute(name); });
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", [title].concat(said, plads.say("Tallene står i tabellen under figuren", "The figures stand in the table below")).join(". ") + ".");
    place.querySelector("svg").setAttribute("aria-hidden", "true");
    return plads.shown;
  };
})();

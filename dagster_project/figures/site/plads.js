// Where everything of this page is kept, and how data come: a script a table and municipality, fetched when first needed.
"use strict";
window.plads = { meta: {}, codes: {}, specs: {} };
(function () {
  var parts = {}, coming = {};

  plads.take = function (table, part, rows) { parts[table + "/" + part] = rows; };

  function script(source) {
    if (!coming[source]) {
      coming[source] = new Promise(function (done, failed) {
        var element = document.createElement("script");
        element.src = source;
        element.onload = done;
        element.onerror = function () { failed(new Error(source)); };
        document.head.append(element);
      });
    }
    return coming[source];
  }

  // Rows of one part of a table; none where there is no such part.
  plads.rows = async function (table, part) {
    var known = plads.meta.tables[table];
    if (!known || !Object.hasOwn(known.files, part)) { return []; }
    await script(known.files[part]);
    return parts[table + "/" + part];
  };

  plads.language = function () { return document.querySelector('input[name="language"]:checked').value; };
  plads.say = function (da, en) { return plads.language() === "en" ? en : da; };
})();

// Where everything of this page is kept, and how data come: a script a table and municipality, fetched when first needed.
"use strict";
window.plads = { meta: {}, codes: {}, specs: {} };
(function () {
  var parts = {}, coming = {};

  // A page that stays open while the next release takes the folder's place would read new rows by old columns.
  plads.Newer = class extends Error {};

  plads.take = function (table, part, release, rows) {
    parts[table + "/" + part] = release === plads.meta.release ? rows : null;
  };

  function script(source) {
    if (!coming[source]) {
      coming[source] = new Promise(function (done, failed) {
        var element = document.createElement("script");
        element.src = source;
        element.onload = done;
        element.onerror = function () { coming[source] = null; failed(new plads.Newer(source)); };
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
    var rows = parts[table + "/" + part];
    if (!rows) { throw new plads.Newer(); }
    return rows;
  };

  plads.language = function () { return document.querySelector('input[name="language"]:checked').value; };
  plads.say = function (da, en) { return plads.language() === "en" ? en : da; };
})();

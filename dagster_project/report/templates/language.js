(function () {
  var choices = document.querySelectorAll('input[name="language"]');
  function say(language) { document.documentElement.lang = language; }
  function remember(language) { try { localStorage.setItem("plads-language", language); } catch (refused) { return; } }
  function remembered() { try { return localStorage.getItem("plads-language"); } catch (refused) { return null; } }
  choices.forEach(function (choice) {
    if (choice.value === remembered()) { choice.checked = true; }
    if (choice.checked) { say(choice.value); }
    choice.addEventListener("change", function () { say(choice.value); remember(choice.value); });
  });
})();

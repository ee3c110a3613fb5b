(function () {
  var select = document.getElementById("find");
  var rows = document.querySelectorAll("[data-name]");
  function mark(name) {
    var first = null;
    rows.forEach(function (row) {
      var hit = name !== "" && row.dataset.name === name;
      row.classList.toggle("hit", hit);
      if (hit && !first && row.closest("#people")) first = row;
    });
    if (first) first.scrollIntoView({ block: "center" });
  }
  select.parentNode.hidden = false;
  select.addEventListener("change", function () { mark(select.value); });
})();

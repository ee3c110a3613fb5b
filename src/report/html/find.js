// Marks a person's rows everywhere and says the person's days in words; the page has everything without it too.
(function () {
  var select = document.getElementById("find");
  var found = document.getElementById("found");
  var rows = document.querySelectorAll("[data-person]");
  function add(to, tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    to.appendChild(element);
    return element;
  }
  // Each working day: its date, the shift's times, and whatever is not contacts.
  function days(id) {
    var list = document.createElement("ul");
    document.querySelectorAll("#people tr[data-person='" + id + "']").forEach(function (row) {
      var heads = row.closest("table").querySelectorAll("thead .cell");
      row.querySelectorAll("td.cell").forEach(function (cell, index) {
        var item = add(list, "li", "");
        add(item, "b", heads[index].textContent);
        item.append(" " + cell.textContent.trim());
        var panel = document.querySelectorAll("#day .panel")[list.children.length - 1];
        var lane = panel && panel.querySelector("tr[data-person='" + id + "']");
        var duties = lane ? lane.querySelectorAll(".p, .e, .m, .l") : [];
        var told = Array.from(duties, function (bar) { return bar.title; });
        if (told.length) add(item, "span", " (" + told.join(", ") + ")");
      });
    });
    return list;
  }
  function show(id) {
    rows.forEach(function (row) {
      var hit = id !== "" && row.dataset.person === id;
      row.classList.toggle("hit", hit);
      var group = hit && row.parentNode.querySelector(".group input");
      if (group) group.checked = true;
    });
    found.textContent = "";
    var row = id !== "" && document.getElementById("person" + id);
    if (!row) return;
    var link = add(add(found, "p", ""), "a", select.options[select.selectedIndex].textContent);
    link.href = "#person" + id;
    found.appendChild(days(id));
  }
  function follow() {
    var named = /^#person(\d+)$/.exec(location.hash);
    if (!named) return;
    select.value = named[1];
    show(select.value);
  }
  select.closest(".find").hidden = false;
  select.addEventListener("change", function () { show(select.value); });
  window.addEventListener("hashchange", follow);
  follow();
})();

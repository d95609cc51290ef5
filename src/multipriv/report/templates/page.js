// Sorting, switching what stands under the values, published rows, finding a model. The page is complete without any of it.
"use strict";

for (const section of document.querySelectorAll("section.risk")) {
  const table = section.querySelector("table.grid");

  for (const radio of section.querySelectorAll("fieldset.under input")) {
    radio.addEventListener("change", () => { table.dataset.under = radio.value; });
  }

  const published = table.querySelector("tbody.published");
  section.querySelector(".show-published").addEventListener("change", (event) => { published.hidden = !event.target.checked; });

  section.querySelector(".filter")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of table.querySelectorAll("tbody tr:not(.divider)")) {
      row.hidden = wanted !== "" && !row.querySelector("th").textContent.toLowerCase().includes(wanted);
    }
  });

  const heads = [...table.querySelectorAll("thead tr:last-child th")];
  heads.forEach((head, index) => head.querySelector("button")?.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") !== "descending";
    heads.forEach((other) => { if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    for (const body of table.tBodies) {  // each group by itself: published rows and references are never ranked with models
      const rows = [...body.querySelectorAll("tr:not(.divider)")];
      const key = (row) => Number.parseFloat(row.cells[index].dataset.value ?? "NaN");
      rows.sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
        return down ? y - x : x - y;
      });
      body.append(...rows);
    }
  }));
}

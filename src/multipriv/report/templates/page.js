// Sorting, switching what stands under the values, published rows, finding a model. The page is complete without any of it.
"use strict";

const LONG = 16;  // rows of models from which on a table starts cut short

for (const section of document.querySelectorAll(".risk")) {
  const table = section.querySelector("table.grid");

  for (const radio of section.querySelectorAll("fieldset.under input")) {
    radio.addEventListener("change", () => { table.dataset.under = radio.value; });
  }

  const published = table.querySelector("tbody.published");
  section.querySelector(".show-published")?.addEventListener("change", (event) => { published.hidden = !event.target.checked; });

  const count = table.querySelectorAll("tbody.models tr").length;
  if (count > LONG) {
    const more = document.createElement("button");
    const cut = (short) => {
      table.classList.toggle("short", short);
      more.textContent = short ? `Show all ${count} models` : "Show fewer models";
      more.setAttribute("aria-expanded", String(!short));
    };
    more.type = "button";
    more.className = "more";
    more.addEventListener("click", () => cut(!table.classList.contains("short")));
    cut(true);
    table.parentElement.after(more);
    section.querySelector(".filter")?.addEventListener("input", () => cut(false));
  }

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

const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-10% 0px -80% 0px" });
for (const id of links.keys()) watch.observe(document.getElementById(id));

// The item browser: a virtual list over the packed outcome matrix; details come by script tag, for fetch fails from disk.
// Whatever a model said reaches the page as text content only.
"use strict";

const multipriv = (() => {
  const HEIGHT = 44;
  const byId = (id) => document.getElementById(id);
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const chunks = new Map();
  let catalogue, shown = [], current = -1;

  function take(name, value) {
    if (name === "catalogue") { catalogue = value; start(); return; }
    chunks.get(Number(name.split(" ")[1])).ready(value);
  }

  function load(number) {
    if (!chunks.has(number)) {
      let ready;
      const promise = new Promise((resolve) => { ready = resolve; });
      chunks.set(number, { promise, ready });
      const script = document.createElement("script");
      script.src = `items/${String(number).padStart(3, "0")}.js`;
      document.body.append(script);
    }
    return chunks.get(number).promise;
  }

  function options(id, entries) {
    for (const [value, name] of entries) { const option = element("option", name); option.value = value; byId(id).append(option); }
  }

  function start() {
    options("task", Object.entries(catalogue.tasks).filter(([code]) => catalogue.rows.some((row) => row[2] === code)));
    options("attribute", Object.entries(catalogue.attributes).filter(([code]) => catalogue.rows.some((row) => row[4] === code)));
    options("model", catalogue.models.map((name, index) => [index, name]));
    options("outcome", catalogue.outcomes.map(([name], index) => [index, name]));
    for (const id of ["task", "attribute", "language", "model", "outcome"]) byId(id).addEventListener("change", filter);
    byId("list").addEventListener("scroll", draw);
    byId("list").addEventListener("keydown", move);
    addEventListener("resize", draw);
    filter();
    const wanted = catalogue.rows.findIndex((row) => row[0] === location.hash.slice(1));
    open(wanted >= 0 ? wanted : shown[0]);
  }

  function filter() {
    const [task, attribute, language, outcome] = ["task", "attribute", "language", "outcome"].map((id) => byId(id).value);
    const model = Number(byId("model").value);
    shown = [];
    catalogue.rows.forEach((row, index) => {
      if (task && row[2] !== task || attribute && row[4] !== attribute || language && row[3] !== language) return;
      if (outcome && row[5][model] !== outcome) return;
      shown.push(index);
    });
    byId("count").textContent = `${shown.length} of ${catalogue.rows.length} questions`;
    byId("space").style.height = `${shown.length * HEIGHT}px`;
    byId("list").scrollTop = 0;
    draw();
  }

  function draw() {
    const list = byId("list");
    const first = Math.max(0, Math.floor(list.scrollTop / HEIGHT) - 4);
    const last = Math.min(shown.length, first + Math.ceil(list.clientHeight / HEIGHT) + 8);
    byId("space").replaceChildren(...shown.slice(first, last).map((index, at) => line(index, first + at)));
  }

  function line(index, position) {
    const [, , task, language, attribute, outcomes] = catalogue.rows[index];
    const row = element("button", undefined, "row");
    row.type = "button";
    row.tabIndex = -1;
    row.style.top = `${position * HEIGHT}px`;
    row.setAttribute("aria-current", String(index === current));
    const title = element("span", catalogue.tasks[task] + " ");
    title.append(element("small", `${catalogue.attributes[attribute] ?? ""} · ${language === "en" ? "English" : "Chinese"}`));
    const dots = element("span", undefined, "dots");
    [...outcomes].forEach((code, model) => {
      const dot = element("i");
      const [name, colour] = catalogue.outcomes[code] ?? ["not asked", "#fff"];
      dot.style.background = colour;
      dot.title = `${catalogue.models[model]}: ${name}`;
      dots.append(dot);
    });
    row.append(title, dots);
    row.addEventListener("click", () => open(index));
    return row;
  }

  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (!step || !shown.length) return;
    event.preventDefault();
    const at = Math.min(shown.length - 1, Math.max(0, shown.indexOf(current) + step));
    const list = byId("list");
    if (at * HEIGHT < list.scrollTop) list.scrollTop = at * HEIGHT;
    if ((at + 1) * HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * HEIGHT - list.clientHeight;
    open(shown[at]);
  }

  async function open(index) {
    if (index === undefined) return;
    current = index;
    draw();
    const details = (await load(Math.floor(index / catalogue.chunk)))[index % catalogue.chunk];
    if (current !== index) return;
    const [question, , task, , , outcomes] = catalogue.rows[index];
    history.replaceState(null, "", `#${question}`);
    const article = byId("detail");
    article.replaceChildren(element("h2", catalogue.tasks[task]), pictures(details), asked(details), said(details, outcomes));
    article.scrollTop = 0;
  }

  function pictures(details) {
    const box = element("div", undefined, "pictures");
    details.pictures.forEach((picture, number) => {
      const [width, height] = picture.size, scale = Math.min(1, 340 / width, 300 / height);
      const figure = element("figure"), frame = element("div", undefined, "frame"), image = element("img");
      image.src = `thumbnails/${picture.id}.webp`;
      image.width = Math.round(width * scale);
      image.height = Math.round(height * scale);
      image.alt = `Picture ${number + 1}: ${picture.kind}`;
      const name = "http://www.w3.org/2000/svg", marks = document.createElementNS(name, "svg");
      marks.setAttribute("viewBox", `0 0 ${width} ${height}`);
      for (const quad of picture.quads) {
        const polygon = document.createElementNS(name, "polygon");
        polygon.setAttribute("points", quad.join(" "));
        marks.append(polygon);
      }
      frame.append(image, marks);
      figure.append(frame, element("figcaption", `${number + 1} · ${picture.kind}`));
      box.append(figure);
    });
    return box;
  }

  function asked(details) {
    const box = element("div");
    box.lang = details.language;
    if (details.context) box.append(element("blockquote", details.context));
    const stem = element("p", details.stem);
    stem.style.whiteSpace = "pre-line";
    box.append(stem);
    if (details.options.length) {
      const list = element("ol");
      list.type = "A";
      list.append(...details.options.map((option) => element("li", option)));
      box.append(list);
    }
    const truth = element("p", undefined, "truth");
    truth.append(element("b", details.right), ` ${details.answer}`);
    box.append(truth);
    if (details.evidence.length) {
      const evidence = element("p", undefined, "evidence");
      evidence.lang = "en";
      evidence.append(element("b", "Evidence "), ...details.evidence.map((hop) => element("span", hop)));
      box.append(evidence);
    }
    return box;
  }

  function said(details, outcomes) {
    const table = element("table", undefined, "said"), body = element("tbody");
    details.said.forEach((text, model) => {
      if (!(outcomes[model] in catalogue.outcomes)) return;
      const row = element("tr"), verdict = element("td"), dot = element("i"), [name, colour] = catalogue.outcomes[outcomes[model]];
      dot.style.setProperty("--dot", colour);
      verdict.append(dot, name);
      const head = element("th", catalogue.models[model]);
      head.scope = "row";
      row.append(head, element("td", text, "text"), verdict);
      body.append(row);
    });
    table.append(body);
    return table;
  }

  return { take };
})();

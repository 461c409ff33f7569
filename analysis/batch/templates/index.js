"use strict";
(() => {
  const form = document.getElementById("filter");
  const body = document.querySelector("#briefs tbody");
  const field = (name) => document.getElementById(name);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = Array.from(body.rows, (row, order) => {
    const [title, where] = [row.querySelector("th"), row.querySelector(".where")];
    return {
      row, order, data: row.dataset, title: plain(title.textContent).trim(),
      place: plain(where.textContent).trim(), text: plain(row.textContent),
    };
  });
  const apply = () => {
    const words = plain(field("words").value).split(/\s+/).filter(Boolean);
    const [from, to] = [field("from").value, field("to").value];
    const place = plain(field("place").value.trim());
    const [harm, least] = [field("harm").value, field("least").value];
    const harms = harm ? [harm] : Array.from(field("harm").options, (o) => o.value).filter(Boolean);
    let shown = 0;
    for (const { row, data, place: where, text } of rows) {
      const day = data.published.slice(0, 10);
      const sizes = harms.filter((name) => name in data).map((name) => Number(data[name]));
      const fits = words.every((word) => text.includes(word))
        && (!from || (day && day >= from.slice(0, day.length)))
        && (!to || (day && day <= to))
        && (!place || where.includes(place))
        && (!harm || sizes.length > 0)
        && (least === "" || sizes.some((size) => size >= Number(least)))
        && !(field("firsts").checked && "twin" in data);
      if (row.hidden === fits) row.hidden = !fits;
      shown += fits;
    }
    field("count").textContent = `${shown} of ${rows.length} shown`;
  };
  const value = (entry, key) =>
    key === "title" || key === "place" ? entry[key]
      : key === "published" ? entry.data.published : Number(entry.data[key] ?? -1);
  const sort = (head) => {
    const key = head.dataset.sort;
    const first = head.classList.contains("n") || key === "published" ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const way = head.getAttribute("aria-sort") === first ? other : first;
    document.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", way);
    const sign = way === "ascending" ? 1 : -1;
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    rows.sort((a, b) => sign * compare(value(a, key), value(b, key)) || a.order - b.order);
    body.append(...rows.map((entry) => entry.row));
  };
  document.querySelectorAll("th[data-sort]").forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  });
  // The rows beyond the first screens stand in the page but are laid out once it is shown.
  const later = Array.from(body.querySelectorAll(".later"));
  const layOut = () => {
    later.splice(0, 200).forEach((row) => row.classList.remove("later"));
    if (later.length) setTimeout(layOut);
  };
  addEventListener("load", () => setTimeout(layOut));
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();

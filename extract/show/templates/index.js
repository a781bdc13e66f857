const filter = document.getElementById("filter");
const shown = document.getElementById("shown");
const body = document.querySelector("#releases tbody");
const chips = [...document.querySelectorAll(".chip")];
const rows = [...body.rows].map((row) => ({ row, words: row.textContent.toLowerCase(), types: row.dataset.types.split(" ") }));

// A row is shown when it has every word that is asked for, and an event of a chosen type when any is chosen.
function update() {
  const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const types = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.type);
  let count = 0;
  for (const { row, words, types: own } of rows) {
    row.hidden = !wanted.every((word) => words.includes(word)) || (types.length > 0 && !types.some((type) => own.includes(type)));
    count += row.hidden ? 0 : 1;
  }
  shown.textContent = count === rows.length ? "" : `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
}

const texts = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
function sortBy(button) {
  const header = button.closest("th");
  const column = [...header.parentElement.cells].indexOf(header);
  const isNumber = button.dataset.sort === "number";
  const before = header.getAttribute("aria-sort");
  const order = before === "none" || !before ? (isNumber ? "descending" : "ascending") : (before === "ascending" ? "descending" : "ascending");
  for (const each of header.parentElement.cells) each.setAttribute("aria-sort", each === header ? order : "none");
  const sign = order === "ascending" ? 1 : -1;
  const value = (row) => row.cells[column].textContent.trim();
  const compare = isNumber ? (a, b) => Number(a) - Number(b) : (a, b) => (a === "") - (b === "") || texts.compare(a, b);
  const blanksLast = (a, b) => !isNumber && (a === "") !== (b === "") ? sign : 1;
  body.append(...[...body.rows].sort((a, b) => sign * blanksLast(value(a), value(b)) * compare(value(a), value(b))));
}

function go(step) {
  const links = [...body.rows].filter((row) => !row.hidden).map((row) => row.querySelector("a"));
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  links[here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1)].focus();
}

function showAll() {
  filter.value = "";
  for (const chip of chips) chip.setAttribute("aria-pressed", "false");
  update();
}

filter.addEventListener("input", update);
document.addEventListener("click", (click) => {
  const chip = click.target.closest(".chip"), button = click.target.closest("[data-sort]");
  if (chip) { chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true")); update(); }
  else if (button) sortBy(button);
});
onKeys({ "/": () => filter.focus(), j: () => go(1), k: () => go(-1), Escape: showAll });
update();

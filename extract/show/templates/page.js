const text = document.getElementById("text");
const where = document.getElementById("where");
const whole = where.textContent;
const events = [...document.querySelectorAll(".event")];
const marks = [...text.querySelectorAll("mark")];
const hiddenTypes = new Set();
let selected = null;

const numbers = (element) => element.dataset.e.split(" ");
const head = (event) => event.querySelector(".event-head");
const visible = () => events.filter((event) => !hiddenTypes.has(event.dataset.type));
const inText = (event, kind) => [...text.querySelectorAll(`${kind}[data-e~="${event.dataset.e}"]`)];

for (const event of events) head(event).setAttribute("aria-expanded", "false");

function deselect() {
  if (!selected) return;
  for (const element of text.querySelectorAll(".lit")) element.classList.remove("lit", "mine");
  selected.classList.remove("selected");
  head(selected).setAttribute("aria-expanded", "false");
  root.classList.remove("walking");
  where.textContent = whole;
  selected = null;
}

// Light up the spans of an event and open it in the list; `spot` is the mark to scroll to, else the main passage.
function select(event, spot = null) {
  deselect();
  selected = event;
  event.classList.add("selected");
  head(event).setAttribute("aria-expanded", "true");
  root.classList.add("walking");
  for (const element of inText(event, ".tag")) element.classList.add("lit");
  for (const mark of inText(event, "mark")) {
    mark.classList.add("lit");
    mark.classList.toggle("mine", (mark.dataset.r ?? "").split(" ").includes(event.dataset.e));
  }
  const shown = visible();
  where.textContent = `${shown.indexOf(event) + 1} of ${shown.length}: ${event.querySelector(".title").textContent}`;
  bringIntoView(spot ?? firstMark(event), "center");
  showInList(event);
  try { history.replaceState(null, "", `#${event.id}`); } catch { /* a page without an address of its own */ }
}

const firstMark = (event) => marksBetween(event.querySelector(".passage .place"))[0];

// Scroll the list by itself, where it has a scroll bar of its own: two smooth scrolls of one page end each other.
function showInList(event) {
  const list = document.getElementById("events");
  if (list.scrollHeight <= list.clientHeight || getComputedStyle(list).overflowY === "visible") return;
  const room = list.getBoundingClientRect(), place = event.getBoundingClientRect(), top = room.top + 64;
  if (place.top < top || place.height > room.bottom - top) list.scrollTop += place.top - top;
  else if (place.bottom > room.bottom) list.scrollTop += place.bottom - room.bottom + 16;
}

// The outermost marks from where a link points to where its span ends.
function marksBetween(link) {
  const start = Number(link.hash.slice("#at-".length)), end = Number(link.dataset.end);
  const at = (mark) => mark.id && Number(mark.id.slice("at-".length));
  return marks.filter((mark) => mark.id && at(mark) >= start && at(mark) < end);
}

function go(step) {
  const shown = visible();
  if (!shown.length) return;
  const here = selected ? shown.indexOf(selected) : (step > 0 ? -1 : shown.length);
  const next = shown[Math.min(Math.max(here + step, 0), shown.length - 1)];
  select(next);
  head(next).focus({ preventScroll: true });
}

function follow(link) {
  const spans = marksBetween(link);
  if (!spans.length) return;
  bringIntoView(spans[0], "center");
  for (const mark of spans) {
    mark.classList.remove("flash");
    void mark.offsetWidth; // begin the animation again
    mark.classList.add("flash");
  }
}

function intoText() {
  const first = selected && firstMark(selected);
  if (!first) return;
  first.tabIndex = -1;
  bringIntoView(first, "center");
  first.focus({ preventScroll: true });
}

function back() {
  if (selected && text.contains(document.activeElement)) head(selected).focus({ preventScroll: true });
  else deselect();
}

function showType(chip, shown) {
  chip.setAttribute("aria-pressed", String(shown));
  hiddenTypes[shown ? "delete" : "add"](chip.dataset.type);
  if (selected && hiddenTypes.has(selected.dataset.type)) deselect();
  for (const group of document.querySelectorAll(".group")) group.hidden = hiddenTypes.has(group.dataset.type);
  const gone = new Set(events.filter((event) => hiddenTypes.has(event.dataset.type)).map((event) => event.dataset.e));
  for (const mark of marks) mark.classList.toggle("off", numbers(mark).every((number) => gone.has(number)));
}

// A click goes to the event whose role this is; where several events meet, each click goes on to the next.
function clicked(mark) {
  const layers = [];
  for (let at = mark; at && at !== text; at = at.parentElement) if (at.matches("mark:not(.off)")) layers.push(at);
  const roles = layers.flatMap((layer) => (layer.dataset.r ?? "").split(" ").filter(Boolean));
  const here = [...new Set([...roles, ...layers.flatMap(numbers)])];
  const shown = here.map((number) => events.find((event) => event.dataset.e === number))
    .filter((event) => !hiddenTypes.has(event.dataset.type));
  if (shown.length) select(shown[(shown.indexOf(selected) + 1) % shown.length], mark);
}

document.addEventListener("click", (click) => {
  const target = click.target;
  const link = target.closest(".place"), button = target.closest(".event-head"), chip = target.closest(".chip");
  const mark = target.closest("#text mark");
  if (link) { click.preventDefault(); follow(link); }
  else if (button) { const event = button.closest(".event"); event === selected ? deselect() : select(event); }
  else if (chip) showType(chip, chip.getAttribute("aria-pressed") !== "true");
  else if (mark && getSelection().isCollapsed) clicked(mark);
});
document.getElementById("previous").addEventListener("click", () => go(-1));
document.getElementById("next").addEventListener("click", () => go(1));
document.getElementById("to-list").addEventListener("click", () => bringIntoView(selected ?? document.querySelector(".group"), "start"));

const leave = (id) => document.getElementById(id)?.click();
const inList = (event) => Boolean(event.target.closest(".event-head"));
onKeys({
  j: () => go(1),
  k: () => go(-1),
  ArrowDown: (event) => inList(event) && go(1),
  ArrowUp: (event) => inList(event) && go(-1),
  Enter: (event) => inList(event) && event.target.closest(".event") === selected && intoText(),
  Escape: back,
  "[": () => leave("previous-release"),
  "]": () => leave("next-release"),
  i: () => leave("index"),
});

const asked = document.getElementById(location.hash.slice(1));
if (asked && asked.matches(".event")) select(asked);

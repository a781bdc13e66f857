"use strict";

const root = document.documentElement;
root.classList.add("js");

// A page from a file may have no storage: then the choice holds for this page only.
const remembered = {
  read() { try { return localStorage.getItem("press-events-theme"); } catch { return null; } },
  write(theme) { try { localStorage.setItem("press-events-theme", theme); } catch { /* this page only */ } },
};

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.getElementById("theme");
const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;

function nameTheme() {
  themeButton.textContent = isDark() ? "Light" : "Dark";
}

function switchTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  remembered.write(root.dataset.theme);
  nameTheme();
}

if (remembered.read()) root.dataset.theme = remembered.read() === "dark" ? "dark" : "light";
nameTheme();
systemIsDark.addEventListener("change", nameTheme);
themeButton.addEventListener("click", switchTheme);

const help = document.getElementById("help");
const showHelp = () => { if (!help.open) help.showModal(); };
document.getElementById("ask").addEventListener("click", showHelp);

// Call the action of a key, unless it is typed into a field, held with another key, or meant for the dialog.
function onKeys(actions) {
  const all = { t: switchTheme, "?": showHelp, ...actions };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input") && event.key !== "Escape") return;
    if (Object.hasOwn(all, event.key) && all[event.key](event) !== false) event.preventDefault();
  });
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
function bringIntoView(element, block) {
  element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

// Light or dark: as the system says, or as chosen.

export function startTheme(toggle) {
  apply(kept());
  toggle.addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
    apply(now === "dark" ? "light" : "dark");
    keep(document.documentElement.dataset.theme);
    window.dispatchEvent(new Event("theme"));
  });
}

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

function kept() {
  try {
    return localStorage.getItem("cachetree-theme");
  } catch {
    return null; // some browsers have no storage for files
  }
}

function keep(theme) {
  try {
    localStorage.setItem("cachetree-theme", theme);
  } catch {
    // see above
  }
}

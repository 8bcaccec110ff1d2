// Light, dark or as the system has it. A classic script in the head, so that the page is never first drawn in the other theme.
{
  const key = "qabot-theme";
  const apply = theme => {
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  apply(localStorage.getItem(key));
  addEventListener("storage", event => {
    if (event.key === key) apply(event.newValue);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const choice = document.getElementById("theme");
    if (!choice) return;
    choice.value = document.documentElement.dataset.theme ?? "system";
    choice.addEventListener("change", () => {
      localStorage.setItem(key, choice.value);
      apply(choice.value);
    });
  });
}

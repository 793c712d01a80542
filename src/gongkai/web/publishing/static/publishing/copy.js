"use strict";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const panel = document.getElementById(button.dataset.copy);
  panel.focus();
  panel.select();
  try {
    await navigator.clipboard.writeText(panel.value);
    button.textContent = "已复制";
  } catch {
    button.textContent = "已选中，请按 Ctrl+C";
  }
});

"use strict";

// Reading and searching need none of this; it only adds a button where the browser can do more.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What was wrong is read out first, and each line leads to its field.
document.querySelector("[data-errors]")?.focus();

const text = document.querySelector("[data-text]");
for (const button of document.querySelectorAll("[data-read]")) {
  if (!text || !text.textContent.trim() || !("speechSynthesis" in window)) continue;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  const stopped = () => {
    button.textContent = "朗读";
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    const reading = button.getAttribute("aria-pressed") === "true";
    window.speechSynthesis.cancel();
    if (reading) return stopped();
    const voice = new SpeechSynthesisUtterance(text.textContent);
    voice.lang = "zh-CN";
    voice.rate = 0.9;
    voice.addEventListener("end", stopped);
    button.textContent = "停止朗读";
    button.setAttribute("aria-pressed", "true");
    window.speechSynthesis.speak(voice);
  });
}

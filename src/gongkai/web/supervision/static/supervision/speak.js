// The browser reads a script aloud, with the Chinese voice of this machine; nothing is sent anywhere.
(() => {
  if (!("speechSynthesis" in window)) return;
  for (const button of document.querySelectorAll("[data-speak]")) {
    const begin = button.textContent;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        button.textContent = begin;
        return;
      }
      const lines = document.getElementById(button.dataset.speak).innerText.split("\n").filter((line) => line.trim());
      lines.forEach((line, at) => {
        const words = new SpeechSynthesisUtterance(line);
        words.lang = "zh-CN";
        words.rate = 0.9;
        if (at === lines.length - 1) words.onend = () => { button.textContent = begin; };
        speechSynthesis.speak(words);
      });
      button.textContent = button.dataset.stop;
    });
  }
})();

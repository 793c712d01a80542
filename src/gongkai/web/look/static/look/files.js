// A field for files in our own words: what a browser writes into it is in the browser's language.
(() => {
  const { one, many } = document.currentScript.dataset;
  const dress = (input) => {
    const box = document.createElement("span");
    const told = document.createElement("span");
    box.className = "file-pick";
    told.className = "file-told";
    told.setAttribute("aria-hidden", "true");
    const tell = () => {
      const names = [...input.files].map((file) => file.name);
      told.textContent = names.join("、") || (input.multiple ? many : one);
      box.classList.toggle("file-chosen", names.length > 0);
    };
    input.before(box);
    box.append(told, input);
    input.addEventListener("change", tell);
    input.form?.addEventListener("reset", () => setTimeout(tell));
    tell();
    // Where the files are all that a form asks for.
    if (input.form && "sendsWhenChosen" in input.form.dataset) {
      input.addEventListener("change", () => { if (input.files.length) input.form.requestSubmit(); });
    }
  };
  const start = () => { for (const input of document.querySelectorAll("form input[type=file]")) dress(input); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

// A sentence is taken over at once, and the check runs again a moment after the last key; without scripts both wait for the saving.
(() => {
  const form = document.getElementById("draft");
  const shown = document.getElementById("draft-findings");
  if (!form || !shown) return;
  let timer = 0;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++asked;
      const response = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
      if (response.ok && mine === asked) shown.innerHTML = await response.text();
    }, 400);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-text]");
    if (!button) return;
    event.preventDefault();
    const area = document.getElementById(button.dataset.into);
    const before = area.value.trimEnd();
    area.value = before ? `${before}\n${button.dataset.text}` : button.dataset.text;
    const offer = button.closest("li");
    const next = (offer.nextElementSibling ?? offer.previousElementSibling)?.querySelector("button");
    offer.remove();
    (next ?? area).focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();

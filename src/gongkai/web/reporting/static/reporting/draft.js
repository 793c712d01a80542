// The check runs again a moment after the last key; without scripts it runs at each saving.
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
})();

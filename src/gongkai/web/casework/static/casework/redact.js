/* What takes a while says so, and is not pressed twice. */
(() => {
  const told = document.getElementById("redact-waits");
  if (!told) return;
  document.querySelectorAll(".redact-side form").forEach((form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "1";
      told.hidden = false;
      if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    });
  });
  window.addEventListener("pageshow", () => {
    told.hidden = true;
    document.querySelectorAll(".redact-side form").forEach((form) => delete form.dataset.sent);
  });
})();
/* Draw a box on the page: the form takes its sides as shares of the page and goes. */
(() => {
  const page = document.getElementById("redact-page");
  const form = document.getElementById("redact-form");
  if (!page || !form) return;
  let from = null;
  let shown = null;
  const share = (event) => {
    const frame = page.getBoundingClientRect();
    const within = (value) => Math.min(1, Math.max(0, value));
    return {
      x: within((event.clientX - frame.left) / frame.width),
      y: within((event.clientY - frame.top) / frame.height),
    };
  };
  const sides = (to) => ({
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    right: Math.max(from.x, to.x),
    bottom: Math.max(from.y, to.y),
  });
  const show = (box) => {
    shown.style.left = `${box.left * 100}%`;
    shown.style.top = `${box.top * 100}%`;
    shown.style.width = `${(box.right - box.left) * 100}%`;
    shown.style.height = `${(box.bottom - box.top) * 100}%`;
  };
  page.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    from = share(event);
    shown = page.appendChild(document.createElement("span"));
    page.setPointerCapture(event.pointerId);
  });
  page.addEventListener("pointermove", (event) => {
    if (from) show(sides(share(event)));
  });
  const drop = () => {
    if (shown) shown.remove();
    from = shown = null;
  };
  page.addEventListener("pointercancel", drop);
  page.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = sides(share(event));
    if (box.right - box.left < 0.004 || box.bottom - box.top < 0.004) return drop();
    for (const [name, value] of Object.entries(box)) form.elements[name].value = value.toFixed(5);
    from = null;
    const what = document.createElement("input");
    what.type = "hidden";
    what.name = "do";
    what.value = "draw";
    form.append(what);
    form.submit();
  });
})();

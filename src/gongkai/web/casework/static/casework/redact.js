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
/* The words in pictures are read page by page, while the clerk works. */
(() => {
  const form = document.getElementById("redact-read");
  if (!form) return;
  const bar = form.querySelector("progress");
  const told = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  const all = Number(form.dataset.all);
  const show = (left) => {
    bar.value = all - left;
    told.textContent = left ? form.dataset.next.replace("#", left) : form.dataset.done;
  };
  const next = async () => {
    const body = new FormData(form);
    body.set("do", "read");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const { left, told: why } = await answer.json();
      if (left === undefined) throw new Error(why);
      show(left);
      if (left) next();
    } catch (error) {
      told.textContent = error.message;
      button.hidden = false;
    }
  };
  bar.hidden = false;
  button.hidden = true;
  show(Number(form.dataset.left));
  next();
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

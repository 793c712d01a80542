// What is typed in a form that allows it is kept on this computer until it is saved; a session that ends is told beforehand.
(() => {
  const script = document.currentScript;
  const PREFIX = "gongkai-typed:";
  const DAYS = 3;
  const NEVER = /password|token|identity|id_number|id_card|phone|mobile|address|applicant|postcode|email/i;
  const words = JSON.parse(script.dataset.words);
  const say = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const two = (number) => String(number).padStart(2, "0");

  const store = {
    get(key) {
      try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
    },
    // A full or forbidden store keeps nothing; the form works without it.
    set(key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); } catch { return; }
    },
    drop(key) {
      try { localStorage.removeItem(key); } catch { return; }
    },
    keys() {
      try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
    },
  };

  // Large type or high contrast, chosen on the account's screen for this computer.
  const MODE = "gongkai-mode";
  const wear = (mode) => {
    for (const each of ["large", "contrast"]) document.documentElement.classList.toggle(`mode-${each}`, each === mode);
    for (const each of document.querySelectorAll("[data-mode]")) each.setAttribute("aria-pressed", String(each.dataset.mode === mode));
  };
  wear(store.get(MODE));
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-mode]");
    if (!chosen) return;
    store.set(MODE, chosen.dataset.mode);
    wear(chosen.dataset.mode);
  });

  const saved = document.cookie.match(/(?:^|; )saved_form=([^;]*)/);
  if (saved) {
    store.drop(PREFIX + decodeURIComponent(saved[1]));
    document.cookie = "saved_form=; path=/office/; max-age=0; samesite=lax";
  }
  for (const key of store.keys()) {
    const kept = store.get(key);
    if (!kept || Date.now() - kept.at > DAYS * 86400000) store.drop(key);
  }

  const mayKeep = (field) =>
    field.name && !field.disabled && !NEVER.test(field.name) && !field.closest("[data-keep-not]") &&
    !["password", "file", "submit", "button", "reset", "image"].includes(field.type) &&
    (field.type !== "hidden" || field.hasAttribute("data-draftail-input"));
  const valueOf = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    if (field.type === "select-multiple") return [...field.selectedOptions].map((each) => each.value);
    return field.value;
  };
  const put = (field, value) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else if (field.type === "select-multiple") for (const each of field.options) each.selected = value.includes(each.value);
    else field.value = value;
  };
  const fieldsOf = (form) => {
    const seen = {};
    return [...form.elements].filter(mayKeep).map((field) => {
      const place = (seen[field.name] = (seen[field.name] ?? -1) + 1);
      return [`${field.name}:${place}`, field];
    });
  };
  const read = (form) => Object.fromEntries(fieldsOf(form).map(([name, field]) => [name, valueOf(field)]));

  const keep = (form) => {
    const key = PREFIX + form.dataset.keep;
    const mark = form.elements.seen_state?.value ?? "";
    const shown = read(form);
    const kept = "keepBound" in form.dataset ? null : store.get(key);
    let last = JSON.stringify(shown);
    if (kept && JSON.stringify(kept.values) !== last) {
      for (const [name, field] of fieldsOf(form)) if (name in kept.values) put(field, kept.values[name]);
      last = JSON.stringify(read(form));
      const at = new Date(kept.at);
      // The clock of the platform, whatever this computer's is set to: Beijing, eight hours ahead, without summer time.
      const there = new Date(at.getTime() + 8 * 3600000);
      const facts = { time: `${two(there.getUTCMonth() + 1)}-${two(there.getUTCDate())} ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}` };
      const note = document.createElement("div");
      note.className = "office-kept";
      note.setAttribute("role", "status");
      note.textContent = say(words.restored, facts) + (kept.mark === mark ? "" : words.changed);
      const back = document.createElement("button");
      back.type = "button";
      back.className = "button button-secondary office-big";
      back.textContent = words.discard;
      back.addEventListener("click", () => {
        closed = true;
        store.drop(key);
        location.reload();
      });
      note.append(" ", back);
      form.before(note);
    }
    let closed = false;
    const look = () => {
      if (closed) return;
      const values = read(form);
      const now = JSON.stringify(values);
      if (now === last) return;
      last = now;
      // What the editor writes by itself while the page opens is nobody's typing.
      if (typedAt) store.set(key, { at: Date.now(), mark, values });
    };
    if ("keepBound" in form.dataset) store.set(key, { at: Date.now(), mark, values: shown });
    form.addEventListener("input", look);
    form.addEventListener("change", look);
    form.addEventListener("submit", look);
    window.addEventListener("pagehide", look);
    // The editor of the text tells nobody when it writes into its field.
    setInterval(look, 1500);
  };

  let typedAt = 0;
  for (const kind of ["input", "keydown", "paste", "drop", "click"]) {
    document.addEventListener(kind, () => { typedAt = Date.now(); }, true);
  }

  // The editor writes into its field a quarter of a second late, a cell of its tables only once it is left: a form that is
  // sent sooner has it written at once.
  const LATE = 400;
  let editedAt = 0;
  const edited = (event) => {
    if (event.target.closest?.("[contenteditable], .Draftail-Editor")) editedAt = Date.now();
  };
  for (const kind of ["keydown", "beforeinput", "input", "paste", "drop", "focusout"]) {
    document.addEventListener(kind, edited, true);
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const fields = [...form.querySelectorAll("[data-draftail-input]")];
    if (!fields.length) return;
    if (document.activeElement?.closest(".Draftail-Editor")) document.activeElement.blur();
    if (fields.every((field) => typeof field.draftailEditor?.saveState === "function")) {
      for (const field of fields) field.draftailEditor.saveState();
      return;
    }
    if (Date.now() - editedAt >= LATE) return;
    event.preventDefault();
    event.stopPropagation();
    editedAt = 0;
    setTimeout(() => form.requestSubmit(event.submitter), LATE);
  }, true);

  // The session: typing keeps it, silence ends it, and a sentence stands between.
  const idle = Number(script.dataset.idle) * 1000;
  const ahead = Math.min(300000, idle / 2);
  // Work tells the platform so often, so that silence is counted from the last of it.
  const beat = Math.min(300000, idle / 6);
  const ALIVE = "gongkai-alive";
  let aliveAt = Date.now();
  store.set(ALIVE, aliveAt);
  let notice = null;
  const alive = () => Math.max(aliveAt, Number(store.get(ALIVE)) || 0);
  let staying = false;
  const stay = async () => {
    if (staying) return;
    staying = true;
    const answer = await fetch(script.dataset.stay, { redirect: "manual" }).catch(() => null);
    staying = false;
    if (answer?.status !== 204) return;
    aliveAt = Date.now();
    store.set(ALIVE, aliveAt);
    watch();
  };
  const show = (state) => {
    if (notice?.dataset.state === state) return;
    notice?.remove();
    notice = null;
    if (!state) return;
    notice = document.createElement("div");
    notice.className = "office-session";
    notice.dataset.state = state;
    notice.setAttribute("role", "alert");
    notice.append(`${say(words[state], { minutes: Math.round(ahead / 60000) || 1 })} `);
    const next = document.createElement(state === "ended" ? "a" : "button");
    next.className = "button office-big";
    next.textContent = state === "ended" ? words.signIn : words.stay;
    if (state === "ended") next.href = `${script.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    else { next.type = "button"; next.addEventListener("click", stay); }
    notice.append(next);
    document.body.append(notice);
  };
  const watch = () => {
    const silent = Date.now() - alive();
    if (silent >= idle) show("ended");
    else if (silent >= beat && typedAt > alive()) stay();
    else show(silent >= idle - ahead ? "ending" : "");
  };
  setInterval(watch, Math.min(15000, idle / 8));

  // A link in an error summary leads to its field, the editor of a text too; the summary itself is read first.
  const lead = (id) => {
    const field = id && document.getElementById(id);
    if (!field) return false;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    const inside = field.type === "hidden" ? field.parentNode : field;
    const target = field.matches("input:not([type=hidden]), select, textarea")
      ? field
      : inside.querySelector("[contenteditable], input:not([type=hidden]), select, textarea");
    (target ?? inside).scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to-field]");
    if (link && lead(link.hash.slice(1))) event.preventDefault();
  });
  const start = () => {
    wear(store.get(MODE) ?? "normal");
    for (const form of document.querySelectorAll("form[data-keep]")) keep(form);
    for (const wrong of document.querySelectorAll(".w-field--error, .office-field [aria-invalid=true]")) {
      const folded = wrong.closest("details");
      if (folded) folded.open = true;
    }
    const summary = document.querySelector(".error-summary[role=alert]");
    if (summary) {
      summary.focus({ preventScroll: true });
      summary.scrollIntoView({ block: "start" });
    } else if (location.hash.startsWith("#id_")) window.addEventListener("load", () => lead(location.hash.slice(1)));
  };
  // Before the editor of the text starts, which it does when the document is complete.
  document.addEventListener("readystatechange", () => { if (document.readyState === "interactive") start(); });
})();

// What a cadre fills in is kept on the telephone first, and sent when there is net.
(() => {
  const desk = document.body.dataset.desk;
  const net = document.getElementById("net");
  const words = (name, n) => (net.dataset[name] || "").replace("{n}", n);

  const store = (mode, work) =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("gongkai-village", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("messages", { keyPath: "key" });
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("messages", mode);
        const request = work(transaction.objectStore("messages"));
        transaction.oncomplete = () => { opening.result.close(); resolve(request.result); };
        transaction.onerror = () => reject(transaction.error);
      };
    });
  const keep = (message) => store("readwrite", (messages) => messages.put(message));
  const forget = (key) => store("readwrite", (messages) => messages.delete(key));
  const kept = () => store("readonly", (messages) => messages.getAll());
  // Several cadres may share a telephone: each one's words go out under the own name only.
  const person = document.body.dataset.person;
  const isMine = (message) => !message.person || message.person === person;
  const waiting = async () => (await kept()).filter((message) => isMine(message) && !message.refused);

  const tell = async (name) => {
    const all = await kept();
    const mine = all.filter(isMine);
    const left = mine.filter((message) => !message.refused).length;
    const refused = mine.length - left;
    const others = all.length - mine.length;
    let told = "";
    if (name === "sent") told = refused ? "" : words("sent", 0);
    else if (name) told = words(name, left);
    else if (!navigator.onLine) told = words("offline", left);
    else if (left) told = words("waiting", left);
    if (refused) told += words("refused", refused);
    if (others) told += words("others", others);
    net.textContent = told;
    showRefused(mine.filter((message) => message.refused));
  };

  // What the township did not take stays here, with the reason, until the cadre mends it or lets it go.
  const showRefused = (messages) => {
    const place = document.getElementById("refused");
    const pattern = document.getElementById("refused-entry");
    place.hidden = !messages.length;
    for (const old of place.querySelectorAll(".refused")) old.remove();
    for (const message of messages) {
      const entry = pattern.content.cloneNode(true);
      entry.querySelector("[data-what]").textContent = message.told || "";
      entry.querySelector("[data-why]").textContent = message.refused;
      entry.querySelector("[data-mend]").addEventListener("click", () => mend(message));
      entry.querySelector("[data-drop]").addEventListener("click", async () => { await forget(message.key); await tell(); });
      place.append(entry);
    }
  };
  const mend = (message) => {
    const form = [...document.querySelectorAll("form[data-message]")].find(
      (each) => each.elements.kind.value === message.fields.find(([name]) => name === "kind")?.[1],
    );
    if (!form) return;
    for (let place = form.closest("details"); place; place = place.parentElement.closest("details")) place.open = true;
    const files = new DataTransfer();
    for (const [name, value] of message.fields) {
      if (value instanceof File) files.items.add(value);
      else if (["item", "board", "posting", "days", "text"].includes(name) && form.elements[name]) form.elements[name].value = value;
    }
    if (form.elements.photos) form.elements.photos.files = files.files;
    form.dataset.mends = message.key;
    form.scrollIntoView();
    form.querySelector("select, input:not([type=hidden]), textarea").focus();
  };

  // A page that lay on the telephone for days bears an old token.
  const freshToken = async () => {
    const answer = await fetch(desk, { credentials: "same-origin", cache: "reload" });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? null;
  };

  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      const messages = await waiting();
      if (!messages.length) return await tell();
      let token;
      try { token = await freshToken(); } catch { return await tell("offline"); }
      if (!token) return await tell("login");
      for (const message of messages) {
        const form = new FormData();
        for (const [name, value] of message.fields) form.append(name, value);
        form.set("csrfmiddlewaretoken", token);
        const answer = await fetch(desk, { method: "POST", body: form, headers: { Accept: "application/json" }, credentials: "same-origin" });
        if (answer.ok && !answer.redirected) await forget(message.key);
        else if (answer.status === 400) await keep({ ...message, refused: ((await answer.json()).errors || []).join(" ") });
        else if ([403, 404, 413].includes(answer.status)) {
          const why = document.getElementById("refused-why").innerHTML.replace("{n}", answer.status);
          await keep({ ...message, refused: why });
        } else return await tell("waiting");
      }
      await tell("sent");
    } catch {
      await tell("waiting");
    } finally {
      sending = false;
    }
  };

  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };

  for (const field of document.querySelectorAll("[data-unfit]")) {
    const judge = () => {
      const { rangeUnderflow, rangeOverflow, stepMismatch } = field.validity;
      field.setCustomValidity(rangeUnderflow || rangeOverflow || stepMismatch ? field.dataset.unfit : "");
    };
    field.addEventListener("input", judge);
    field.addEventListener("invalid", judge);
  }
  for (const field of document.querySelectorAll("form[data-message] textarea")) {
    field.addEventListener("change", () => { field.value = field.value.trim(); });
  }

  // In words a cadre knows again: what was pressed, what it was about.
  const inWords = (form) => {
    const chosen = [...form.querySelectorAll("select")].map((field) => field.selectedOptions[0]?.textContent.trim());
    const said = [...form.querySelectorAll("textarea")].map((field) => field.value.slice(0, 60));
    return [form.closest("details").querySelector("summary").textContent.trim(), ...chosen, ...said].filter(Boolean).join(" ");
  };

  for (const form of document.querySelectorAll("form[data-message]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const filled = new FormData(form);
      const key = newKey();
      filled.set("key", key);
      filled.set("said_at", new Date().toISOString());
      await keep({ key, person, told: inWords(form), fields: [...filled.entries()] });
      if (form.dataset.mends) await forget(form.dataset.mends);
      delete form.dataset.mends;
      form.reset();
      form.closest("details").open = false;
      await tell("kept");
      await send();
    });
  }
  addEventListener("online", send);
  // A telephone with bars and no data believes that it has net: nothing tells when it really comes.
  setInterval(async () => { if ((await waiting()).length) await send(); }, 15000);
  addEventListener("offline", () => tell("offline"));
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
  tell().then(send);
})();

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
  const waiting = () => store("readonly", (messages) => messages.getAll());

  const tell = async (name) => {
    const left = (await waiting()).length;
    if (name) net.textContent = words(name, left);
    else if (!navigator.onLine) net.textContent = words("offline", left);
    else net.textContent = left ? words("waiting", left) : "";
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
        if (answer.ok) await forget(message.key);
        else if (answer.status === 400) {
          const told = await answer.json();
          await forget(message.key);
          const line = document.createElement("p");
          line.className = "colour late";
          line.setAttribute("role", "alert");
          line.textContent = (told.errors || []).join(" ");
          document.querySelector("main").prepend(line);
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

  for (const form of document.querySelectorAll("form[data-message]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const filled = new FormData(form);
      const key = newKey();
      filled.set("key", key);
      filled.set("said_at", new Date().toISOString());
      await keep({ key, fields: [...filled.entries()] });
      form.reset();
      form.closest("details").open = false;
      await tell("kept");
      await send();
    });
  }
  addEventListener("online", send);
  addEventListener("offline", () => tell("offline"));
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
  tell().then(send);
})();

// Everything is reckoned in this page; nothing is asked of any address and nothing is kept.
(() => {
  const data = window.HOUSEHOLDS;
  const at = (id) => document.getElementById(id);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const joined = (one, other) => { const all = new Uint8Array(one.length + other.length); all.set(one); all.set(other, one.length); return all; };
  const words = new TextEncoder();
  const plain = (name) => name.normalize("NFKC").replace(/[\s·•・.．]+/g, "").toLowerCase();

  at("about").textContent = `${data.body}　${data.village}　查到 ${data.until} 为止，只能查自己一户。`;
  at("code-place").hidden = !data.asksCode;
  at("code").required = data.asksCode;

  const clear = () => {
    at("found").replaceChildren();
    at("told").textContent = "";
    at("ask").reset();
    at("again-place").hidden = true;
    at("name").focus();
  };
  at("again").addEventListener("click", clear);

  const open = async (name, digits, code) => {
    const said = [plain(name), digits.trim().toUpperCase(), code.trim().toUpperCase()].join("\x1f");
    const base = await crypto.subtle.importKey("raw", words.encode(said), "PBKDF2", false, ["deriveBits"]);
    const secret = new Uint8Array(await crypto.subtle.deriveBits(
      { name: "PBKDF2", hash: "SHA-256", salt: bytes(data.salt), iterations: data.iterations }, base, 256));
    const mark = hex(await crypto.subtle.digest("SHA-256", joined(words.encode("mark"), secret))).slice(0, 32);
    if (!Object.hasOwn(data.lines, mark)) return null;
    const key = await crypto.subtle.importKey(
      "raw", await crypto.subtle.digest("SHA-256", joined(words.encode("key"), secret)), "AES-GCM", false, ["decrypt"]);
    const sealed = bytes(data.lines[mark]);
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.slice(0, 12) }, key, sealed.slice(12));
    return JSON.parse(new TextDecoder().decode(opened));
  };

  at("ask").addEventListener("submit", async (event) => {
    event.preventDefault();
    at("found").replaceChildren();
    const today = new Date();
    const on = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
    if (on >= data.until) { at("told").textContent = "查询时间已过，请村里删除这个文件夹；要查请到窗口。"; return; }
    at("told").textContent = "正在查，请稍等几秒……";
    const payments = await open(at("name").value, at("digits").value, at("code").value).catch(() => null);
    if (!payments) { at("told").textContent = "没有查到：请核对后再查，也可以到窗口查询。"; return; }
    at("told").textContent = `查到 ${payments.length} 笔。`;
    for (const values of payments) {
      const list = document.createElement("dl");
      values.forEach((value, place) => {
        const head = document.createElement("dt");
        const told = document.createElement("dd");
        head.textContent = data.columns[place];
        told.textContent = value || "—";
        list.append(head, told);
      });
      at("found").append(list);
    }
    at("again-place").hidden = false;
  });
})();

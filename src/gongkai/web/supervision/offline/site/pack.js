// Search in the page: the index lies beside it, nothing is asked of any address.
(() => {
  const [NUMBER, TITLE, BODY, ROW, CATEGORY, ON, WORDS, INDEX, DOCUMENT] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const PAGE = 30;
  const items = window.ITEMS;
  const at = (id) => document.getElementById(id);
  const plain = items.map((item) => item.map(String).join(" ").toLowerCase());
  const categories = new Map();
  for (const item of items) categories.set(item[CATEGORY], (categories.get(item[CATEGORY]) || 0) + 1);
  let chosen = "", shown = [], from = 0;

  at("about").textContent = `共 ${window.PACK.count} 条，更新到 ${window.PACK.on}` + (window.PACK.phone ? `　咨询电话 ${window.PACK.phone}` : "");

  const find = (asked) => {
    const terms = asked.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    for (let place = 0; place < items.length; place += 1) {
      const item = items[place];
      if (chosen && item[CATEGORY] !== chosen) continue;
      if (!terms.every((term) => plain[place].includes(term))) continue;
      const inTitle = terms.filter((term) => item[TITLE].toLowerCase().includes(term)).length;
      found.push([inTitle, item]);
    }
    found.sort((one, other) => other[0] - one[0] || (one[1][ON] < other[1][ON] ? 1 : -1));
    return found.map(([, item]) => item);
  };

  const line = (item, terms) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `公开信息/items/${item[NUMBER]}.html`;
    link.textContent = item[TITLE];
    const told = document.createElement("p");
    told.textContent = `${item[BODY]}　${item[ON]}　${item[ROW]}`;
    entry.append(link, told);
    const first = terms[0] ? item[WORDS].toLowerCase().indexOf(terms[0]) : -1;
    if (first >= 0) {
      const excerpt = document.createElement("p");
      const mark = document.createElement("mark");
      mark.textContent = item[WORDS].slice(first, first + terms[0].length);
      excerpt.append(`…${item[WORDS].slice(Math.max(0, first - 24), first)}`, mark, `${item[WORDS].slice(first + terms[0].length, first + 60)}…`);
      entry.append(excerpt);
    }
    return entry;
  };

  const more = () => {
    const terms = at("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    at("results").append(...shown.slice(from, from + PAGE).map((item) => line(item, terms)));
    from += PAGE;
    at("more").hidden = from >= shown.length;
  };

  const show = () => {
    const began = performance.now();
    shown = find(at("q").value);
    document.body.dataset.took = (performance.now() - began).toFixed(1);
    from = 0;
    at("results").replaceChildren();
    at("found").textContent = shown.length ? `找到 ${shown.length} 条` : "没有找到，换个词试试，或者打电话问。";
    more();
    if (at("again")) at("again").hidden = false;
  };

  const again = () => {
    chosen = "";
    at("q").value = "";
    at("results").replaceChildren();
    at("found").textContent = "";
    at("more").hidden = true;
    at("again").hidden = true;
    scrollTo(0, 0);
  };

  const names = [...categories.keys()].sort((one, other) => categories.get(other) - categories.get(one));
  if (at("category")) {
    for (const name of names) at("category").append(new Option(`${name}（${categories.get(name)}）`, name));
    at("category").addEventListener("change", () => { chosen = at("category").value; show(); });
  }
  if (at("tiles")) {
    for (const name of names) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => { chosen = name; at("q").value = ""; show(); at("found").scrollIntoView(); });
      at("tiles").append(button);
    }
    at("again").addEventListener("click", again);
  }
  let waiting;
  at("q").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  at("search").addEventListener("submit", (event) => { event.preventDefault(); show(); });
  at("more").addEventListener("click", more);
  if (document.body.dataset.mode === "list") show();
})();

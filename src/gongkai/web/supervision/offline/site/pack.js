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
      if (task && !task.test(item[TITLE] + item[ROW])) continue;
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
    task = null;
    at("q").value = "";
    at("results").replaceChildren();
    at("found").textContent = "";
    at("more").hidden = true;
    at("again").hidden = true;
    scrollTo(0, 0);
  };

  // What people come for, in their words; as on the home page of the site. A task without an item shows no button.
  const TASKS = [
    ["查低保、救助", "低保|最低生活保障|特困|临时救助|救助|高龄|残疾人"],
    ["查补贴", "补贴|补助|一卡通|直补|奖补"],
    ["查征地、宅基地", "征地|征收|补偿|安置|宅基地|拆迁|土地"],
    ["查看病、养老", "医保|医疗|养老|社保|合作医疗"],
    ["查上学", "入学|招生|学校|教育|资助"],
    ["查村里的账", "财务|收支|账目|村务|集体"],
    ["查工程、招标", "招标|中标|项目|工程|采购"],
    ["查政策文件", "通知|办法|意见|规定|方案|政策"],
  ];
  let task = null;
  const names = [...categories.keys()].sort((one, other) => categories.get(other) - categories.get(one));
  if (at("category")) {
    for (const name of names) at("category").append(new Option(`${name}（${categories.get(name)}）`, name));
    at("category").addEventListener("change", () => { chosen = at("category").value; show(); });
  }
  if (at("tiles")) {
    for (const [name, words] of TASKS) {
      const wanted = new RegExp(words);
      const count = items.filter((item) => wanted.test(item[TITLE] + item[ROW])).length;
      if (!count) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${name}（${count}）`;
      button.addEventListener("click", () => { task = wanted; at("q").value = ""; show(); at("found").scrollIntoView(); });
      at("tiles").append(button);
    }
    const all = document.createElement("button");
    all.type = "button";
    all.textContent = "看全部";
    all.addEventListener("click", () => { task = null; at("q").value = ""; show(); at("found").scrollIntoView(); });
    at("tiles").append(all);
    at("again").addEventListener("click", again);
  }
  let waiting;
  at("q").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  at("search").addEventListener("submit", (event) => { event.preventDefault(); show(); });
  at("more").addEventListener("click", more);
  if (document.body.dataset.mode === "list") show();
})();

// A passage of the text is quoted into the remark by one button, and marked where later readers see the text.
(() => {
  const LONGEST = 80;
  const text = document.querySelector("[data-quotable]");
  const remark = document.getElementById("id_comment");
  if (text && remark) {
    const quote = document.createElement("button");
    quote.type = "button";
    quote.className = "button office-big office-quote";
    quote.textContent = text.dataset.quotable;
    quote.hidden = true;
    document.body.append(quote);
    let chosen = "";
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      const inside = selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
      const words = selection.toString().replace(/\s+/g, " ").trim();
      if (inside && words.length > 1 && words.length <= LONGEST) chosen = words;
      quote.hidden = !inside || words.length < 2 || words.length > LONGEST;
    });
    quote.addEventListener("mousedown", (event) => event.preventDefault());
    quote.addEventListener("click", () => {
      remark.value = `${remark.value}${remark.value ? "\n" : ""}“${chosen}”：`;
      remark.dispatchEvent(new Event("input", { bubbles: true }));
      quote.hidden = true;
      remark.scrollIntoView({ block: "center" });
      remark.focus({ preventScroll: true });
      remark.setSelectionRange(remark.value.length, remark.value.length);
    });
  }
  const mark = (words, told) => {
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      const at = node.data.indexOf(words);
      if (at < 0 || node.parentNode.closest("mark")) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const marked = document.createElement("mark");
      marked.title = told;
      range.surroundContents(marked);
      return;
    }
  };
  if (!text) return;
  for (const each of document.querySelectorAll("[data-remark]")) {
    const told = each.textContent.trim();
    for (const [, words] of told.matchAll(/“([^”]{2,80})”/g)) mark(words, told);
  }
})();

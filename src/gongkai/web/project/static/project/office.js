// Wagtail starts these widgets with inline scripts, which our content policy forbids.
(() => {
  // Words of the editor that Wagtail does not know in Chinese.
  const words = {
    "Write something or type ‘/’ to insert a block": "在这里写正文",
    "Insert a block": "插入段落样式、列表或图片",
    "Horizontal line": "分隔线",
    "Line break": "换行",
    "Pin toolbar": "固定工具栏",
    "Unpin toolbar": "不固定工具栏",
    "Blocks": "段落样式",
    "Actions": "操作",
    "No results": "没有结果",
  };
  if (document.documentElement.lang.startsWith("zh") && window.django?.catalog) Object.assign(window.django.catalog, words);
  const starters = {
    inline: (node, options) => new window.InlinePanel(options),
    chooser: (node, options) => new window.MultipleChooserPanel(options),
  };
  const start = (root) => {
    const nodes = root.matches?.("[data-start]") ? [root] : [];
    nodes.push(...(root.querySelectorAll?.("[data-start]") ?? []));
    for (const marker of nodes) {
      const starter = starters[marker.dataset.start];
      const target = marker.dataset.startFor ? document.getElementById(marker.dataset.startFor) : marker;
      const options = JSON.parse(marker.dataset.startOptions || "{}");
      marker.removeAttribute("data-start");
      if (starter && target) starter(target, options);
    }
  };
  // Ticks for a whole list: those not handed in yet, or none.
  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-pick]");
    if (!pick) return;
    for (const tick of pick.form.querySelectorAll("[data-pickable]")) {
      tick.checked = pick.dataset.pick !== "none" && (pick.dataset.pick === "all" || tick.dataset.pickable === pick.dataset.pick);
    }
    pick.form.dispatchEvent(new Event("change"));
  });
  // The rich text editor has a label beside it, but does not say so to a screen reader.
  const nameEditors = () => {
    for (const editor of document.querySelectorAll("[role=textbox][contenteditable]:not([aria-label])")) {
      const label = editor.closest(".w-field__wrapper, .office-field")?.querySelector("label");
      if (label) editor.setAttribute("aria-label", label.textContent.replace("*", "").trim());
    }
  };
  const watch = () => {
    start(document.body);
    nameEditors();
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) start(node);
      nameEditors();
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();

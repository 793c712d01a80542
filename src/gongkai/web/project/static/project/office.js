// Wagtail starts these widgets with inline scripts, which our content policy forbids.
(() => {
  const starters = {
    date: (node, options) => window.initDateChooser(node.id, options),
    time: (node, options) => window.initTimeChooser(node.id, options),
    datetime: (node, options) => window.initDateTimeChooser(node.id, options),
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
  const watch = () => {
    start(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) start(node);
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();

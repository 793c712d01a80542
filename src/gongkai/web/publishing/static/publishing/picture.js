// A picture in the text of an item: what it shows is told in words beside it, and it goes with one button.
(() => {
  const { createElement: h } = window.React;
  const { updateBlockEntity, removeBlockEntity } = window.draftail.DraftUtils;
  const item = (/\/items\/(\d+)\/edit\//.exec(window.location.pathname) || [])[1];
  const Picture = ({ block, blockProps }) => {
    const { picture, alt } = blockProps.entity.getData();
    const write = (text) => {
      if (text !== alt) blockProps.onChange(updateBlockEntity(blockProps.editorState, block, { picture, alt: text }));
    };
    return h("div", { className: "item-picture" },
      item ? h("img", { src: `../files/${picture}/picture/`, alt: alt || "" }) : null,
      h("label", null, "图片说明（读给看不见图的人听）",
        h("input", {
          type: "text",
          maxLength: 200,
          defaultValue: alt || "",
          onFocus: () => blockProps.lockEditor(),
          onBlur: (event) => { blockProps.unlockEditor(); write(event.target.value.trim()); },
          onKeyDown: (event) => { event.stopPropagation(); if (event.key === "Enter") { event.preventDefault(); event.target.blur(); } },
        })),
      h("button", {
        type: "button",
        className: "button button-secondary office-big",
        onMouseDown: (event) => event.preventDefault(),
        onClick: () => blockProps.onChange(removeBlockEntity(blockProps.editorState, blockProps.entityKey, block.getKey())),
      }, "删除图片"));
  };
  window.draftail.registerPlugin({ type: "PICTURE", block: Picture }, "entityTypes");
})();

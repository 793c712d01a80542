// A table in the text of an item: its cells are changed in place, the whole goes with one button.
(() => {
  const { createElement: h } = window.React;
  const { updateBlockEntity, removeBlockEntity } = window.draftail.DraftUtils;
  const Table = ({ block, blockProps }) => {
    const { rows, words } = blockProps.entity.getData();
    const write = (row, column, text) => {
      if (rows[row][column].text === text) return;
      const changed = rows.map((cells) => cells.map((cell) => ({ ...cell })));
      changed[row][column].text = text;
      blockProps.onChange(updateBlockEntity(blockProps.editorState, block, { rows: changed }));
    };
    const cell = (each, row, column) =>
      h(each.head ? "th" : "td", {
        key: column,
        rowSpan: each.rows || 1,
        colSpan: each.columns || 1,
        contentEditable: true,
        suppressContentEditableWarning: true,
        onFocus: () => blockProps.lockEditor(),
        onBlur: (event) => {
          blockProps.unlockEditor();
          write(row, column, event.target.textContent.trim());
        },
        onKeyDown: (event) => { event.stopPropagation(); if (event.key === "Enter") event.target.blur(); },
      }, each.text);
    return h("div", { className: "item-table" },
      h("table", null, h("tbody", null, rows.map((cells, row) =>
        h("tr", { key: row }, cells.map((each, column) => cell(each, row, column)))))),
      h("button", {
        type: "button",
        className: "button button-secondary button-small",
        onMouseDown: (event) => event.preventDefault(),
        onClick: () => blockProps.onChange(removeBlockEntity(blockProps.editorState, blockProps.entityKey, block.getKey())),
      }, words || "删除表格"));
  };
  window.draftail.registerPlugin({ type: "TABLE", block: Table }, "entityTypes");
})();

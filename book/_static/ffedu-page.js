/* What is wider than its box scrolls there, sideways. Whoever uses the keyboard must be able to reach such a box:
   it becomes a stop of the Tab key with a name, but only while it really scrolls. */
"use strict";
(() => {
  const BOXES = { "div.math": "equation", ".ffedu-scroll": "table", ".pst-scrollable-table-container": "table" };

  function update() {
    for (const [selector, what] of Object.entries(BOXES)) {
      for (const box of document.querySelectorAll(selector)) mark(box, what, box.scrollWidth > box.clientWidth);
    }
  }

  function mark(box, what, scrolls) {
    const values = { tabindex: "0", role: "region", "aria-label": name(box, what) };
    for (const [key, value] of Object.entries(values)) {
      if (scrolls) box.setAttribute(key, value); else box.removeAttribute(key);
    }
  }

  /** Regions of a page need different names: an equation has its number, the others are counted. */
  function name(box, what) {
    const alike = [...document.querySelectorAll(Object.keys(BOXES).join(","))];
    return `Wide ${what} ${box.id || alike.indexOf(box) + 1}, scrolls sideways`;
  }

  const settled = () => window.MathJax?.startup?.promise ?? Promise.resolve();
  window.addEventListener("load", () => settled().then(update));
  window.addEventListener("resize", update);
})();

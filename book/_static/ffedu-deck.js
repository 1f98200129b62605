/* Starts a deck: MathJax first (its settings must stand before its script runs), then reveal.
   No slide is taken out of the layout while it is not shown (viewDistance), so that formulas can be measured. */
"use strict";
(() => {
  const FIELDS = /^(INPUT|TEXTAREA|SELECT|BUTTON|SUMMARY)$/;      // these need the arrow keys and the space bar

  window.MathJax = {
    options: { enableMenu: false, enableAssistiveMml: true },
    chtml: {
      matchFontHeight: false,                         // one size of formula on every slide
      displayAlign: "left",                           // in the middle, a long number would push it off the slide
    },
  };

  const deck = new Reveal(document.querySelector(".reveal"), {
    width: 1280, height: 720, margin: 0, center: false, display: "flex", viewDistance: 999, mobileViewDistance: 999,
    hash: true, slideNumber: "c/t", transition: "none", backgroundTransition: "none", navigationMode: "linear",
    keyboardCondition: () => !FIELDS.test(document.activeElement?.tagName),
    plugins: [RevealNotes], pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
  });
  window.Reveal = deck;                               // the speaker view and the console look for it here
  deck.initialize();
})();

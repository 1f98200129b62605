/* What the front ends of all widgets share: words, a button, the box of a widget. A widget's script is this text, that of
   kit.js if it is an explorable, and its own after it, in one module, so nothing here is exported; names must differ. */

/* ---- words ---- */
const fixed = (v, digits) => (Math.abs(v) < 0.5 * 10 ** -digits ? 0 : v).toFixed(digits).replace("-", "−");
const short = (v, digits = 2) => String(+v.toFixed(digits)).replace("-", "−");
const list = words => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
const plural = (n, thing, things = `${thing}s`) => `${n} ${n === 1 ? thing : things}`;
const escaped = words => String(words).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

/* ---- the box of a widget ---- */
const button = (name, words) => `<button type="button" name="${name}">${words}</button>`;

function build(el, name, label, page) {
  const root = document.createElement("div");
  root.className = `ffedu-widget ffedu-${name}`;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", label);
  root.dataset.lmSuppressShortcuts = root.dataset.preventSwipe = ""; // JupyterLab leaves us the keys, reveal the finger
  root.addEventListener("keydown", event => event.stopPropagation());
  root.innerHTML = page;
  return el.appendChild(root);
}


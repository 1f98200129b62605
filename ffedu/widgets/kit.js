/* What the front ends of all explorables share, after base.js. The parts: geometry, drawing, controls, explorable().

   A state is an object {trait: value}. It is never changed in place, so that the model sees a new value. */

/* ---- geometry: a point is [x, y]; polygons are lists of points, g an affine function of a point ---- */
const mix = (p, q, t) => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
const clamp = (v, low, high) => Math.min(Math.max(v, low), high);
const span = (n, from, to) => Array.from({ length: n }, (_, i) => from + (to - from) * i / (n - 1));

function crossing(p, q, g) {
  const gp = g(p), gq = g(q);
  return (gp >= 0) === (gq >= 0) ? [] : [mix(p, q, gp / (gp - gq))];
}

/** The edges of a convex polygon on which g changes sign, as the points where it does: none or two. */
const crossings = (polygon, g) => polygon.flatMap((p, i) => crossing(p, polygon[(i + 1) % polygon.length], g));

/** The part of a convex polygon on which g >= 0. */
function clip(polygon, g) {
  return polygon.flatMap((p, i) => [...(g(p) >= 0 ? [p] : []), ...crossing(p, polygon[(i + 1) % polygon.length], g)]);
}

/* ---- drawing: markup of SVG in the units of a viewBox ---- */
const coordinates = points => points.map(p => p.map(v => v.toFixed(1)).join(" ")).join("L");
const line = points => points.length ? `M${coordinates(points)}` : "";
const outline = points => points.length ? `${line(points)}Z` : "";
const path = (d, look) => `<path class="${look}" d="${d}"/>`;
const text = (u, v, words, look = "") => `<text x="${u}" y="${v}" ${look}>${words}</text>`;
const set = (svg, selector, d) => svg.querySelector(selector).setAttribute("d", d);

/** A pair of axes in a viewBox of width by height: at([x, y]) and back(u, v) map between the two, frame and ticks draw.
    Ticks are numbers, or pairs [number, words]. */
function axes({ x, y, width = 320, height = 320, left = 40, right = 12, top = 12, bottom = 32 }) {
  const kx = (width - left - right) / (x[1] - x[0]), ky = (height - top - bottom) / (y[1] - y[0]);
  const at = p => [left + (p[0] - x[0]) * kx, height - bottom - (p[1] - y[0]) * ky];
  const back = (u, v) => [x[0] + (u - left) / kx, y[0] + (height - bottom - v) / ky];
  const named = tick => Array.isArray(tick) ? tick : [tick, short(tick)];
  const below = ([value, words]) => text(at([value, 0])[0].toFixed(1), height - bottom + 17, words,
                                         'class="tick" text-anchor="middle"');
  const beside = ([value, words]) => text(left - 6, (at([0, value])[1] + 5).toFixed(1), words,
                                          'class="tick" text-anchor="end"');
  return {
    at, back, width, height,
    frame: `<rect class="frame" x="${left}" y="${top}" width="${width - left - right}" height="${height - top - bottom}"/>`,
    ticks: (xs, ys) => xs.map(named).map(below).join("") + ys.map(named).map(beside).join(""),
    curve: (f, from = x[0], to = x[1], n = 201) => line(span(n, from, to).map(v => at([v, clamp(f(v), y[0], y[1])]))),
  };
}

/** A panel: a heading and one drawing with its own name for ears; draw into svg[data-panel=name]. */
const panel = (name, title, { width = 320, height = 320, inner = "" } = {}) => `<figure><figcaption>${title}</figcaption>
  <svg data-panel="${name}" viewBox="0 0 ${width} ${height}" role="img">${inner}</svg></figure>`;

/** Put a drawing and what it shows, in words, into the panel `name`. */
function paint(root, name, markup, words) {
  const svg = root.querySelector(`svg[data-panel="${name}"]`);
  svg.innerHTML = markup;
  svg.setAttribute("aria-label", words);
}

/** An entry of the key under the panels: a small drawing of width by 18 and its words. */
const sample = (words, shapes, width = 28) => `<li>
  <svg viewBox="0 0 ${width} 18" style="width:${width}px" aria-hidden="true">${shapes}</svg>${words}</li>`;

/* ---- controls: each names by data-path the entry of the state that it moves, ["W", 0, 1] or "epsilon" ---- */
const attribute = keys => `data-path='${JSON.stringify([keys].flat())}'`;
const group = (legend, ...controls) => `<fieldset><legend>${legend}</legend>${controls.join("")}</fieldset>`;

/** A slider; `digits` of its value are shown beside it, or what the widget's `shown` says. */
const slider = (label, keys, { min = -3, max = 3, step = 0.05, digits = 2 } = {}) => `<div class="slider"><label>${label}
  <input type="range" min="${min}" max="${max}" step="${step}" data-digits="${digits}" ${attribute(keys)}></label>
  <output aria-live="off"></output></div>`;

const checkbox = (label, keys) => `<label class="choice"><input type="checkbox" ${attribute(keys)}>${label}</label>`;

/** One of several values: radio buttons in a box of their own. */
let radios = 0;
function choice(legend, keys, options) {
  const name = `ffedu-choice-${++radios}`;
  return group(legend, ...options.map(([value, label]) => `<label class="choice">
    <input type="radio" name="${name}" value="${escaped(value)}" ${attribute(keys)}>${label}</label>`));
}

/** A button that lets a whole number run from where it is to its end, and the slider to hold it anywhere. */
const player = (words, label, key, max) => `<div class="player">
  <button type="button" data-play="${key}" aria-pressed="false">${words}</button>
  ${slider(label, key, { min: 0, max, step: 1, digits: 0 })}</div>`;

/** `value` with the entry at the keys replaced. */
const replaced = (value, [key, ...keys], entry) => key === undefined ? entry
  : Array.isArray(value) ? value.map((old, k) => k === key ? replaced(old, keys, entry) : old)
  : { ...value, [key]: replaced(value[key], keys, entry) };

const entryOf = input => input.type === "checkbox" ? input.checked
  : input.type === "radio" ? input.value : Number(input.value);

/** Let the controls show the state; `shown` is {key: value => words} for what a bare number would not say. */
function drawControls(root, state, shown) {
  for (const input of root.querySelectorAll("[data-path]")) {
    const keys = JSON.parse(input.dataset.path), value = keys.reduce((part, key) => part?.[key], state);
    if (input.type === "checkbox") input.checked = value;
    else if (input.type === "radio") input.checked = input.value === String(value);
    else if (value !== undefined) drawSlider(input, value, shown?.[keys[0]]);
  }
}

function drawSlider(input, value, words) {
  const said = words ? words(value) : fixed(value, Number(input.dataset.digits));
  input.value = value;
  input.setAttribute("aria-valuetext", said);
  input.closest(".slider").querySelector("output").textContent = said;
}

/* ---- an explorable ---- */
const FRAMES = 30;                                      // pictures a second while something plays

/** Reset and other buttons, and the words on the state: written, and spoken when the hand rests. */
const footer = (...buttons) => `<div class="buttons">${buttons.join("")}${button("reset", "Reset")}</div>
  <p class="sentence" aria-hidden="true"></p><p class="for-ears" aria-live="polite"></p>`;

/** Make anywidget's {render} of a widget. What it is made of:
      name, label, page     class suffix, name for ears, markup of panels and controls; end it with footer(...)
      draw(root, state, model)   draw the panels;  sentence(state, model) -> what is to be seen, in words
      buttons   {name: (state, model) => changes of the state}           (Reset is there already)
      seen      state => what the controls show of it
      changed   (changes, key, seen) => changes      what else a moved control moves
      shown     {key: value => words}      play  {key: state => its end}, pace {key: steps a second}
      setup(root, {read, move, model})   what else listens, once
    The traits that make up the state are the keys of the trait _start, which Reset goes back to. */
function explorable({ name, label, page, draw, sentence, buttons = {}, seen = state => state, shown = {}, play = {},
                      changed = changes => changes, pace = {}, setup = () => {} }) {
  function render({ model, el }) {
    const names = Object.keys(model.get("_start"));
    const root = build(el, name, label, page), ears = root.querySelector(".for-ears");
    let frame = 0, pause = 0, playing = null, asked = 0;
    const read = () => {                                // what plays stays within its ends, whatever a link says
      const state = Object.fromEntries(names.map(key => [key, model.get(key)]));
      for (const key in play) state[key] = clamp(Math.round(state[key]), 0, play[key](state));
      return state;
    };
    const speak = () => { ears.textContent = root.querySelector(".sentence").textContent; };
    const move = changes => {
      for (const key of names) if (key in changes) model.set(key, changes[key]);
      model.save_changes();
    };
    const show = () => {
      const state = read();
      frame = 0;
      draw(root, state, model);
      drawControls(root, seen(state), shown);
      root.querySelector(".sentence").textContent = sentence(state, model);
      performance.clearMeasures("ffedu-drawn");         // from the hand's last move to the end of the drawing
      if (asked) performance.measure("ffedu-drawn", { start: asked, end: performance.now() });
      asked = 0;
    };
    const heard = () => {                               // one picture a frame; one sentence when the hand rests
      frame ||= requestAnimationFrame(show);
      clearTimeout(pause);
      pause = setTimeout(speak, 800);
    };
    const stop = () => {
      cancelAnimationFrame(playing?.frame);
      playing?.button.setAttribute("aria-pressed", "false");
      playing = null;
    };
    const begin = pressed => {
      const key = pressed.dataset.play, end = play[key](read()), at = model.get(key);
      const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (quick) return move({ [key]: at < end ? end : 0 });            // no motion: from the one end to the other
      if (at >= end) move({ [key]: 0 });
      playing = { button: pressed, key, from: model.get(key), start: performance.now() };
      pressed.setAttribute("aria-pressed", "true");
      playing.frame = requestAnimationFrame(advance);
    };
    const advance = now => {
      if (!playing) return;
      const { key, from, start } = playing, end = play[key](read());
      const value = Math.min(end, from + Math.max(0, Math.floor((now - start) * (pace[key] ?? FRAMES) / 1000)));
      if (value !== model.get(key)) move({ [key]: value });
      if (value >= end) return stop();
      playing.frame = requestAnimationFrame(advance);
    };
    root.addEventListener("input", event => {
      const { target } = event;
      if (!target.dataset.path) return;
      const [key, ...keys] = JSON.parse(target.dataset.path), before = seen(read());
      stop();
      asked = event.timeStamp;
      move(changed({ [key]: replaced(before[key], keys, entryOf(target)) }, key, before));
    });
    root.addEventListener("click", ({ target }) => {
      if (target.type !== "button" || target.disabled) return;
      if (target.dataset.play) return playing ? stop() : begin(target);
      stop();
      if (target.name === "reset") move(model.get("_start"));
      else if (target.name in buttons) move(buttons[target.name](read(), model));
    });
    names.forEach(key => model.on(`change:${key}`, heard));
    setup(root, { read, move, model });
    show();
    return () => {
      names.forEach(key => model.off(`change:${key}`, heard));
      stop();
      cancelAnimationFrame(frame);
      clearTimeout(pause);
      root.remove();
    };
  }
  return { render };
}

/** Let the pointer drag in a panel: moved([x, y] of the viewBox, first) is called where it goes down and wherever it
    is moved to, if grab([x, y]) says that there is something to take hold of. Keys have the sliders. */
function draggable(svg, grab, moved) {
  const place = event => {
    const box = svg.getBoundingClientRect(), { width, height } = svg.viewBox.baseVal;
    return [(event.clientX - box.left) * width / box.width, (event.clientY - box.top) * height / box.height];
  };
  svg.addEventListener("pointerdown", event => {
    const held = grab(place(event));
    if (held === null || held === undefined || held === false) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    const follow = next => moved(place(next), held);
    follow(event);
    svg.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"])
      svg.addEventListener(end, () => svg.removeEventListener("pointermove", follow), { once: true });
  });
}

/* The XOR explorer: f(x; W, c, w, b) = w^T max{0, W^T x + c} + b, moved by nine sliders (DL section 6.1).
   On the left x space, on the right h space: what the hidden layer makes of the four points.
   Everything is computed here, so it moves without a kernel. f is linear between the lines a_j = 0 (a = W^T x + c),
   so the picture is exact: polygons, cut where a unit switches and where f passes a level. */

export const REFERENCE = { "W": [[1, 1], [1, 1]], "c": [0, -1], "w": [1, -2], "b": 0 };
const IDENTITY = { W: [[1, 0], [0, 1]], c: [0, 0], w: [1, 1], b: 0 };    // h = x: what a linear model has to work with
const NAMES = ["W", "c", "w", "b"];
const POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]], TARGETS = [0, 1, 1, 0];
const LEVELS = [-0.25, 0.25, 0.5, 0.75, 1.25];        // the shades change here: one around 0, one around 1
const TINY = 1e-9;                                    // sliders move by 0.05; what is nearer than this is the same
const SHADES = [0, 1, 2, 3, 4, 5];
const FRAME = { left: 36, top: 8, size: 276 };        // of a panel, in the units of its viewBox

/* ---- the network ---- */
/** The network at one point x = [x1, x2]: {a, h, f}, with a_j = x1 W[0][j] + x2 W[1][j] + c[j]. */
export function network({ W, c, w, b }, x) {
  const a = c.map((bias, j) => x[0] * W[0][j] + x[1] * W[1][j] + bias);
  const h = a.map(v => Math.max(0, v));
  return { a, h, f: h[0] * w[0] + h[1] * w[1] + b };
}

const read = model => Object.fromEntries(NAMES.map(name => [name, model.get(name)]));
const right = (f, target) => (f - 0.5) * (2 * target - 1) > TINY;
const loss = f => f.reduce((sum, v, i) => sum + (v - TARGETS[i]) ** 2, 0) / 4;
const same = (p, q) => Math.hypot(p[0] - q[0], p[1] - q[1]) < TINY;

/** The indices of the four points, in groups whose images coincide. */
function folds(h) {
  const groups = [];
  h.forEach((p, i) => {
    const group = groups.find(([first]) => same(h[first], p));
    if (group) group.push(i); else groups.push([i]);
  });
  return groups;
}

/** Whether some line has both images of class 1 strictly on one side and both of class 0 on the other.
    It has, if the differences (one minus zero) fit into an open half plane: a gap above pi between their angles. */
function separable(h) {
  const differences = [1, 2].flatMap(i => [0, 3].map(k => [h[i][0] - h[k][0], h[i][1] - h[k][1]]));
  if (differences.some(d => same(d, [0, 0]))) return false;
  const angles = differences.map(([u, v]) => Math.atan2(v, u)).sort((s, t) => s - t);
  const gaps = angles.map((t, i) => i ? t - angles[i - 1] : t - angles[3] + 2 * Math.PI);
  return Math.max(...gaps) > Math.PI + TINY;
}

/* ---- words ---- */
const name = i => `(${POINTS[i]})`;
const fixed = (v, digits) => (Math.abs(v) < 0.5 * 10 ** -digits ? 0 : v).toFixed(digits).replace("-", "−");
const short = v => String(+v.toFixed(2)).replace("-", "−");
const place = h => `(${short(h[0])}, ${short(h[1])})`;
const list = words => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
const DISTINCT = ["", "One point", "Two distinct points", "Three distinct points", "Four distinct points"];
const RIGHT = ["None of the", "One of four", "Two of four", "Three of four", "All four"];

/** The state in one sentence or two: how the points fold, whether a line can separate the classes, how f does, J. */
function sentence(h, f) {
  const groups = folds(h), correct = f.filter((v, i) => right(v, TARGETS[i])).length;
  const merged = groups.filter(g => g.length > 1).map(g => `${list(g.map(name))} fall on ${place(h[g[0]])}`);
  const line = separable(h) ? "a line can separate the classes" : "no line can separate the classes";
  return `${DISTINCT[groups.length]} in h space${merged.length ? `: ${merged.join("; ")}` : ""}; ${line}. `
    + `${RIGHT[correct]} outputs right; J\u00a0=\u00a0${fixed(loss(f), 3)}.`;
}

/* ---- geometry: polygons are lists of points, g an affine function of a point ---- */
const mix = (p, q, t) => [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
const box = (from, to) => [[from, from], [to, from], [to, to], [from, to]];

/** The edges of a convex polygon on which g changes sign, as the points where it does: none or two. */
const crossings = (polygon, g) => polygon.flatMap((p, i) => crossing(p, polygon[(i + 1) % polygon.length], g));

function crossing(p, q, g) {
  const gp = g(p), gq = g(q);
  return (gp >= 0) === (gq >= 0) ? [] : [mix(p, q, gp / (gp - gq))];
}

/** The part of a convex polygon on which g >= 0. */
function clip(polygon, g) {
  return polygon.flatMap((p, i) => [...(g(p) >= 0 ? [p] : []), ...crossing(p, polygon[(i + 1) % polygon.length], g)]);
}

/** The (up to four) parts of a polygon in x space on each of which both units are on or off, so that f is affine. */
function regions(theta, polygon) {
  const a = j => x => network(theta, x).a[j];
  const halves = (part, g) => [clip(part, g), clip(part, x => -g(x))];
  return halves(polygon, a(0)).flatMap(part => halves(part, a(1))).filter(part => part.length > 2);
}

/** The image of the unit square's outline in h space, with a corner wherever a unit switches. */
function foldedSquare(theta) {
  const corners = box(0, 1);
  const along = corners.flatMap((p, i) => {
    const q = corners[(i + 1) % 4];
    const kinks = [0, 1].flatMap(j => crossing(p, q, x => network(theta, x).a[j]));
    return [p, ...kinks.sort((s, t) => Math.hypot(s[0] - p[0], s[1] - p[1]) - Math.hypot(t[0] - p[0], t[1] - p[1]))];
  });
  return along.map(x => network(theta, x).h);
}

/** The length of h space's axes: 2.8, doubled until the images and their names fit. */
const reach = h => 2.8 * 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(...h.flat()) / 2.25)));

/* ---- drawing ---- */
/** The map from [from, to]^2 into a panel's viewBox. */
function scale(from, to) {
  const unit = FRAME.size / (to - from);
  return p => [FRAME.left + (p[0] - from) * unit, FRAME.top + (to - p[1]) * unit];
}

const coordinates = points => points.map(p => p.map(v => v.toFixed(1)).join(" ")).join("L");
const outline = (at, polygon) => polygon.length ? `M${coordinates(polygon.map(at))}Z` : "";

/** Shade the parts, on each of which f is affine, and draw the line f = 1/2. */
function drawLevels(svg, at, parts, f) {
  LEVELS.forEach((level, k) => {
    set(svg, `.band${k + 1}`, parts.map(part => outline(at, clip(part, p => f(p) - level))).join(""));
  });
  set(svg, ".half", parts.map(part => outline(at, crossings(part, p => f(p) - 0.5))).join(""));
}

const set = (svg, selector, d) => svg.querySelector(selector).setAttribute("d", d);

function drawX(svg, theta, outputs) {
  const at = scale(-0.5, 1.5), square = box(-0.5, 1.5);
  set(svg, ".band0", outline(at, square));
  drawLevels(svg, at, regions(theta, square), x => network(theta, x).f);
  [0, 1].forEach(j => drawKink(svg, j, crossings(square, x => network(theta, x).a[j]).map(at)));
  set(svg, ".square", outline(at, box(0, 1)));
  svg.querySelector(".points").innerHTML = POINTS.map((x, i) => mark(at(x), i, 7)).join("");
  svg.querySelector(".labels").innerHTML = POINTS.map((x, i) => {
    const [u, v] = at(x), y = x[1] ? v - 30 : v + 24;
    return text(u, y, name(i)) + text(u, y + 16, `f = ${fixed(outputs[i], 2)}`);
  }).join("");
  const values = outputs.map((f, i) => `f${name(i)} = ${fixed(f, 2)}`);
  svg.setAttribute("aria-label", `x space, shaded by f: ${list(values)}.`);
}

/** The line a_j = 0 between two points of the frame, its name near the left (unit 1) or right (unit 2) end. */
function drawKink(svg, j, ends) {
  set(svg, `.kink.unit${j + 1}`, ends.length ? `M${coordinates(ends)}` : "");
  const label = svg.querySelector(`.name${j + 1}`);
  label.textContent = ends.length ? `a${"₁₂"[j]} = 0` : "";
  if (!ends.length) return;
  const side = j ? 1 : -1, [end, other] = [...ends].sort((p, q) => side * (q[0] + q[1] / 9 - p[0] - p[1] / 9));
  const near = mix(end, other, 0.06);
  const inside = (v, low, margin) => Math.min(Math.max(v, low + margin), low + FRAME.size - margin);
  label.setAttribute("x", inside(near[0], FRAME.left, 26));
  label.setAttribute("y", inside(near[1], FRAME.top, 10) + 5);
}

function drawH(svg, theta, h) {
  const to = reach(h), from = -to / 4, at = scale(from, to);
  set(svg, ".nowhere", outline(at, box(from, to)));
  set(svg, ".band0", outline(at, box(0, to)));
  drawLevels(svg, at, [box(0, to)], p => p[0] * theta.w[0] + p[1] * theta.w[1] + theta.b);
  set(svg, ".square", outline(at, foldedSquare(theta)));
  svg.querySelector(".ticks").innerHTML = [0, 1, 2].map(i => ticks(at, i * to / 2.8)).join("");
  const groups = folds(h);
  const nested = g => g.map((i, k) => mark(at(h[i]), i, 7 + 6 * k, k ? "outer" : "")).reverse().join("");
  svg.querySelector(".points").innerHTML = groups.map(nested).join("");
  const names = g => g.map(i => corner(at(h[i]), i, 4 + 5 * g.length)).join("");
  svg.querySelector(".labels").innerHTML = groups.map(names).join("");
  svg.setAttribute("aria-label", `h space: ${list(groups.map(g => `${list(g.map(name))} at ${place(h[g[0]])}`))}.`);
}

/** The mark of point i: a circle for target 0, a square for target 1. */
const mark = ([u, v], i, r, look = "") => TARGETS[i]
  ? `<rect class="mark one ${look}" x="${u - r}" y="${v - r}" width="${2 * r}" height="${2 * r}"/>`
  : `<circle class="mark zero ${look}" cx="${u}" cy="${v}" r="${r}"/>`;

const text = (u, v, words, look = "") => `<text x="${u}" y="${v}" ${look}>${words}</text>`;

/** The name of point i, off in the direction in which the point stands in x space: no two names ever meet. */
function corner([u, v], i, away) {
  const [right, up] = POINTS[i];
  const look = `text-anchor="${right ? "start" : "end"}"`;
  return text(u + (right ? away : -away), up ? v - away : v + away + 10, name(i), look);
}

function ticks(at, value) {
  const [u, v] = at([value, value]), foot = FRAME.top + FRAME.size + 17;
  return text(u, foot, value, 'class="tick"') + text(FRAME.left - 6, v + 5, value, 'class="tick" text-anchor="end"');
}

/* ---- the page ---- */
const SLIDERS = [                                     // legend, then label and path of each parameter
  ["Hidden unit 1", ["W₁₁ · x₁", "W", 0, 0], ["W₂₁ · x₂", "W", 1, 0], ["c₁", "c", 0]],
  ["Hidden unit 2", ["W₁₂ · x₁", "W", 0, 1], ["W₂₂ · x₂", "W", 1, 1], ["c₂", "c", 1]],
  ["Output f", ["w₁ · h₁", "w", 0], ["w₂ · h₂", "w", 1], ["b", "b"]],
];

const panel = (title, axis, ticked, extra) => `<figure><figcaption>${title}</figcaption>
  <svg viewBox="0 0 320 320" role="img" text-anchor="middle">
  <path class="nowhere"/>${SHADES.map(k => `<path class="band band${k}"/>`).join("")}
  <path class="square"/><path class="half"/>${extra}
  <rect class="frame" x="${FRAME.left}" y="${FRAME.top}" width="${FRAME.size}" height="${FRAME.size}"/>
  <g class="ticks">${ticked}</g>${text(300, 316, `${axis}₁`)}${text(12, 22, `${axis}₂`)}
  <g class="points"></g><g class="labels halo"></g></svg></figure>`;

const slider = ([label, ...path]) => `<div class="slider"><label>${label}
  <input type="range" min="-3" max="3" step="0.05" data-path='${JSON.stringify(path)}'></label>
  <output aria-live="off"></output></div>`;

const sample = (words, shapes, width = 28) => `<li>
  <svg viewBox="0 0 ${width} 18" style="width:${width}px" aria-hidden="true">${shapes}</svg>${words}</li>`;
const swatches = SHADES.map(k => `<rect class="band band${k}" x="${12 * k}" y="3" width="12" height="12"/>`).join("");
const kinks = [1, 2].map(j => `<path class="kink unit${j}"/>`).join("")
  + [1, 2].map(j => `<text class="halo name${j}"></text>`).join("");

const PAGE = `<div class="panels">
  ${panel("x space: the input", "x", [0, 1].map(v => ticks(scale(-0.5, 1.5), v)).join(""), kinks)}
  ${panel("h space: after the hidden layer", "h", "", "")}</div>
  <ul class="key">${sample("target 0", mark([14, 9], 0, 7))}${sample("target 1", mark([14, 9], 1, 7))}
  ${sample("f = ½", '<path class="half" d="M0 9H28"/>')}
  ${sample("a unit switches", '<path class="kink unit1" d="M0 6H28"/><path class="kink unit2" d="M0 12H28"/>')}
  ${sample("unit square", '<path class="square" d="M5 2H23V16H5Z"/>')}
  ${sample("f below 0 to above 1", swatches, 72)}</ul>
  <div class="parameters">${SLIDERS.map(([legend, ...parameters]) =>
    `<fieldset><legend>${legend}</legend>${parameters.map(slider).join("")}</fieldset>`).join("")}
  <table><caption></caption>
  <thead><tr>${["x", "target", "f(x)"].map(head => `<th scope="col">${head}</th>`).join("")}</tr></thead>
  <tbody>${TARGETS.map((target, i) =>
    `<tr><th scope="row">${name(i)}</th><td>${target}</td><td class="f"></td></tr>`).join("")}</tbody></table></div>
  <div class="buttons"><button type="button" name="reference">Reference</button>
  <button type="button" name="identity">Identity hidden layer</button><button type="button" name="reset">Reset</button>
  <p class="sentence" aria-hidden="true"></p><p class="for-ears" aria-live="polite"></p></div>`;

function build(el) {
  const root = document.createElement("div");
  root.className = "ffedu-widget ffedu-xor";
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "XOR explorer");
  root.dataset.lmSuppressShortcuts = root.dataset.preventSwipe = ""; // JupyterLab leaves us the keys, reveal the finger
  root.addEventListener("keydown", event => event.stopPropagation());
  root.innerHTML = PAGE;
  return el.appendChild(root);
}

/** `value` with the entry at `path` replaced; nothing is changed in place, so that the model sees a new value. */
const replaced = (value, [i, ...path], entry) =>
  i === undefined ? entry : value.map((old, k) => k === i ? replaced(old, path, entry) : old);

function draw(root, theta) {
  const values = POINTS.map(x => network(theta, x)), h = values.map(v => v.h), f = values.map(v => v.f);
  const [xs, hs] = root.querySelectorAll(".panels svg");
  drawX(xs, theta, f);
  drawH(hs, theta, h);
  drawSliders(root, theta);
  drawTable(root, f);
  root.querySelector(".sentence").textContent = sentence(h, f);
}

function drawSliders(root, theta) {
  for (const input of root.querySelectorAll("input")) {
    const value = JSON.parse(input.dataset.path).reduce((part, key) => part[key], theta);
    input.value = value;
    input.closest(".slider").querySelector("output").textContent = fixed(value, 2);
  }
}

function drawTable(root, f) {
  root.querySelector("caption").textContent = `J = ${fixed(loss(f), 3)}`;
  root.querySelectorAll("td.f").forEach((cell, i) => {
    cell.textContent = fixed(f[i], 2);
    cell.classList.toggle("wrong", !right(f[i], TARGETS[i]));
  });
}

function render({ model, el }) {
  const root = build(el), ears = root.querySelector(".for-ears");
  let frame = 0, pause = 0;
  const speak = () => { ears.textContent = root.querySelector(".sentence").textContent; };
  const show = () => { frame = 0; draw(root, read(model)); };
  const changed = () => {                             // one picture a frame; one sentence when the hand rests
    frame ||= requestAnimationFrame(show);
    clearTimeout(pause);
    pause = setTimeout(speak, 800);
  };
  const move = theta => { NAMES.forEach(key => model.set(key, theta[key])); model.save_changes(); };
  root.addEventListener("input", ({ target }) => {
    const [key, ...path] = JSON.parse(target.dataset.path);
    move({ ...read(model), [key]: replaced(model.get(key), path, Number(target.value)) });
  });
  root.addEventListener("click", ({ target }) => {
    const presets = { reference: REFERENCE, identity: IDENTITY, reset: model.get("_start") };
    if (target.name in presets && target.type === "button") move(presets[target.name]);
  });
  NAMES.forEach(key => model.on(`change:${key}`, changed));
  show();
  return () => {
    NAMES.forEach(key => model.off(`change:${key}`, changed));
    cancelAnimationFrame(frame);
    clearTimeout(pause);
    root.remove();
  };
}

export default { render };

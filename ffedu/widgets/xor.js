/* The XOR explorer: f(x; W, c, w, b) = w^T max{0, W^T x + c} + b, moved by nine sliders (DL section 6.1).
   On the left x space, on the right h space: what the hidden layer makes of the four points. "Train" goes down the
   gradient of J from where the sliders stand, and every step on the way can be held.
   f is linear between the lines a_j = 0 (a = W^T x + c), so the picture is exact: polygons, cut where a unit switches
   and where f passes a level. */

export const REFERENCE = { "W": [[1, 1], [1, 1]], "c": [0, -1], "w": [1, -2], "b": 0 };
const IDENTITY = { W: [[1, 0], [0, 1]], c: [0, 0], w: [1, 1], b: 0 };    // h = x: what a linear model has to work with
const POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]], TARGETS = [0, 1, 1, 0];
const LEVELS = [-0.25, 0.25, 0.5, 0.75, 1.25];        // the shades change here: one around 0, one around 1
const TINY = 1e-9;                                    // sliders move by 0.05; what is nearer than this is the same
const SHADES = [0, 1, 2, 3, 4, 5];
const STEPS = 400;

/* ---- the network and its training ---- */
/** The network at one point x = [x1, x2]: {a, h, f}, with a_j = x1 W[0][j] + x2 W[1][j] + c[j]. */
export function network({ W, c, w, b }, x) {
  const a = c.map((bias, j) => x[0] * W[0][j] + x[1] * W[1][j] + bias);
  const h = a.map(v => Math.max(0, v));
  return { a, h, f: h[0] * w[0] + h[1] * w[1] + b };
}

/** One step of gradient descent on J = 1/4 sum (f - y)^2; the derivative of max{0, a} at 0 is taken as 0. */
export function step({ W, c, w, b, epsilon }) {
  const next = { W: W.map(row => [...row]), c: [...c], w: [...w], b };
  POINTS.forEach((x, i) => {
    const { a, h, f } = network({ W, c, w, b }, x), r = epsilon * (f - TARGETS[i]) / 2;
    next.b -= r;
    [0, 1].forEach(j => {
      const G = a[j] > 0 ? r * w[j] : 0;
      next.w[j] -= r * h[j];
      next.c[j] -= G;
      next.W[0][j] -= x[0] * G;
      next.W[1][j] -= x[1] * G;
    });
  });
  return { ...next, epsilon };
}

/** The networks after 0, 1, ..., STEPS steps; the last run is kept, for its steps are held one after the other. */
let kept = { start: "", run: [] };
function run({ W, c, w, b, epsilon }, steps) {
  const start = JSON.stringify([W, c, w, b, epsilon]);
  if (kept.start !== start) kept = { start, run: [{ W, c, w, b, epsilon }] };
  while (kept.run.length <= steps) kept.run.push(step(kept.run.at(-1)));
  return kept.run;
}

const now = state => run(state, state.step)[state.step];
const right = (f, target) => (f - 0.5) * (2 * target - 1) > TINY;
const loss = f => f.reduce((sum, v, i) => sum + (v - TARGETS[i]) ** 2, 0) / 4;
const lossOf = theta => loss(POINTS.map(x => network(theta, x).f));
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
const place = h => `(${short(h[0])}, ${short(h[1])})`;
const DISTINCT = ["", "One point", "Two distinct points", "Three distinct points", "Four distinct points"];
const RIGHT = ["None of the", "One of four", "Two of four", "Three of four", "All four"];

/** The state in one sentence or two: how the points fold, whether a line can separate the classes, how f does, J. */
function sentence(state) {
  const values = POINTS.map(x => network(now(state), x)), h = values.map(v => v.h), f = values.map(v => v.f);
  const groups = folds(h), correct = f.filter((v, i) => right(v, TARGETS[i])).length;
  const merged = groups.filter(g => g.length > 1).map(g => `${list(g.map(name))} fall on ${place(h[g[0]])}`);
  const split = separable(h) ? "a line can separate the classes" : "no line can separate the classes";
  return `${DISTINCT[groups.length]} in h space${merged.length ? `: ${merged.join("; ")}` : ""}; ${split}. `
    + `${RIGHT[correct]} outputs right; J\u00a0=\u00a0${fixed(loss(f), 3)}`
    + `${state.step ? ` after ${plural(state.step, "step")}` : ""}.`;
}

/* ---- geometry ---- */
const box = (from, to) => [[from, from], [to, from], [to, to], [from, to]];

/** The (up to four) parts of a polygon in x space on each of which both units are on or off, so that f is affine. */
function regions(theta, polygon) {
  const a = j => x => network(theta, x).a[j];
  const halves = (part, g) => [clip(part, g), clip(part, x => -g(x))];
  return halves(polygon, a(0)).flatMap(part => halves(part, a(1))).filter(part => part.length > 2);
}

/** The image of the unit square's outline in h space, with a corner wherever a unit switches. */
function foldedSquare(theta) {
  const corners = box(0, 1), distance = (p, q) => Math.hypot(q[0] - p[0], q[1] - p[1]);
  const along = corners.flatMap((p, i) => {
    const q = corners[(i + 1) % 4];
    const kinks = [0, 1].flatMap(j => crossing(p, q, x => network(theta, x).a[j]));
    return [p, ...kinks.sort((s, t) => distance(p, s) - distance(p, t))];
  });
  return along.map(x => network(theta, x).h);
}

/** The length of h space's axes: 2.8, doubled until the images and their names fit. */
const reach = h => 2.8 * 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(...h.flat()) / 2.25)));

/* ---- drawing ---- */
const square = (from, to) => axes({ x: [from, to], y: [from, to], left: 36, right: 8, top: 8, bottom: 36 });

/** Shade the parts, on each of which f is affine, over shade 0 of `whole`, and draw the line f = 1/2. */
function levels(at, whole, parts, f) {
  const above = level => parts.map(part => outline(clip(part, p => f(p) - level).map(at))).join("");
  return path(outline(whole.map(at)), "band band0")
    + LEVELS.map((level, k) => path(above(level), `band band${k + 1}`)).join("")
    + path(parts.map(part => line(crossings(part, p => f(p) - 0.5).map(at))).join(""), "half");
}

function drawX(root, theta, outputs) {
  const plane = square(-0.5, 1.5), { at } = plane, whole = box(-0.5, 1.5);
  const labels = POINTS.map((x, i) => {
    const [u, v] = at(x), y = x[1] ? v - 30 : v + 24, centred = 'text-anchor="middle"';
    return text(u, y, name(i), centred) + text(u, y + 16, `f = ${fixed(outputs[i], 2)}`, centred);
  }).join("");
  paint(root, "x", levels(at, whole, regions(theta, whole), x => network(theta, x).f)
    + path(outline(box(0, 1).map(at)), "square")
    + [0, 1].map(j => kink(plane, j, crossings(whole, x => network(theta, x).a[j]).map(at))).join("")
    + plane.frame + plane.ticks([0, 1], [0, 1]) + text(300, 316, "x₁") + text(8, 22, "x₂")
    + POINTS.map((x, i) => mark(at(x), i, 7)).join("") + `<g class="halo">${labels}</g>`,
  `x space, shaded by f: ${list(outputs.map((f, i) => `f${name(i)} = ${fixed(f, 2)}`))}.`);
}

/** The line a_j = 0 between two points of the frame, its name near the left (unit 1) or right (unit 2) end. */
function kink(plane, j, ends) {
  if (!ends.length) return "";
  const side = j ? 1 : -1, [end, other] = [...ends].sort((p, q) => side * (q[0] + q[1] / 9 - p[0] - p[1] / 9));
  const [u, v] = mix(end, other, 0.06), [left, top] = plane.at([-0.5, 1.5]), [right, bottom] = plane.at([1.5, -0.5]);
  return path(line(ends), `kink unit${j + 1}`)
    + text(clamp(u, left + 26, right - 26), clamp(v, top + 10, bottom - 10) + 5, `a${"₁₂"[j]} = 0`,
           `class="halo name${j + 1}" text-anchor="middle"`);
}

function drawH(root, theta, h) {
  const to = reach(h), plane = square(-to / 4, to), { at } = plane, ticks = [0, 1, 2].map(i => i * to / 2.8);
  const groups = folds(h), f = p => p[0] * theta.w[0] + p[1] * theta.w[1] + theta.b;
  const nested = g => g.map((i, k) => mark(at(h[i]), i, 7 + 6 * k, k ? "outer" : "")).reverse().join("");
  const names = g => g.map(i => corner(at(h[i]), i, 4 + 5 * g.length)).join("");
  paint(root, "h", path(outline(box(-to / 4, to).map(at)), "nowhere") + levels(at, box(0, to), [box(0, to)], f)
    + path(outline(foldedSquare(theta).map(at)), "square") + plane.frame + plane.ticks(ticks, ticks)
    + text(300, 316, "h₁") + text(8, 22, "h₂")
    + groups.map(nested).join("") + `<g class="halo">${groups.map(names).join("")}</g>`,
  `h space: ${list(groups.map(g => `${list(g.map(name))} at ${place(h[g[0]])}`))}.`);
}

/** The mark of point i: a circle for target 0, a square for target 1. */
const mark = ([u, v], i, r, look = "") => TARGETS[i]
  ? `<rect class="mark one ${look}" x="${u - r}" y="${v - r}" width="${2 * r}" height="${2 * r}"/>`
  : `<circle class="mark zero ${look}" cx="${u}" cy="${v}" r="${r}"/>`;

/** The name of point i, off in the direction in which the point stands in x space: no two names ever meet. */
function corner([u, v], i, away) {
  const [east, north] = POINTS[i], look = `text-anchor="${east ? "start" : "end"}"`;
  return text(u + (east ? away : -away), north ? v - away : v + away + 10, name(i), look);
}

/** The loss over the steps of the run, with a mark where it is held. */
function drawJ(root, state) {
  const losses = run(state, STEPS).map(lossOf), top = Math.max(0.5, ...losses.filter(v => v < 4));
  const plane = axes({ x: [0, STEPS], y: [0, top], width: 440, height: 120, left: 36, right: 16, top: 8, bottom: 26 });
  const points = losses.map((J, k) => plane.at([k, Math.min(J, top)]));
  const [u, v] = points[state.step];
  paint(root, "J", plane.frame + plane.ticks([0, 100, 200, 300, 400], [0, [top, short(top, 1)]])
    + path(line(points), "curve") + `<circle class="mark" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="6"/>`,
  `J over ${STEPS} steps: from ${fixed(losses[0], 3)} to ${fixed(losses.at(-1), 3)}; `
    + `${fixed(losses[state.step], 3)} at step ${state.step}.`);
}

function drawTable(root, f) {
  root.querySelector("caption").textContent = `J = ${fixed(loss(f), 3)}`;
  root.querySelectorAll("td.f").forEach((cell, i) => {
    cell.textContent = fixed(f[i], 2);
    cell.classList.toggle("wrong", !right(f[i], TARGETS[i]));
  });
}

function draw(root, state) {
  const theta = now(state), values = POINTS.map(x => network(theta, x)), f = values.map(v => v.f);
  drawX(root, theta, f);
  drawH(root, theta, values.map(v => v.h));
  drawJ(root, state);
  drawTable(root, f);
}

/* ---- the page ---- */
const SLIDERS = [                                     // legend, then label and path of each parameter
  ["Hidden unit 1", ["W₁₁ · x₁", ["W", 0, 0]], ["W₂₁ · x₂", ["W", 1, 0]], ["c₁", ["c", 0]]],
  ["Hidden unit 2", ["W₁₂ · x₁", ["W", 0, 1]], ["W₂₂ · x₂", ["W", 1, 1]], ["c₂", ["c", 1]]],
  ["Output f", ["w₁ · h₁", ["w", 0]], ["w₂ · h₂", ["w", 1]], ["b", "b"]],
];
const swatches = SHADES.map(k => `<rect class="band band${k}" x="${12 * k}" y="3" width="12" height="12"/>`).join("");

const PAGE = `<div class="panels">
  ${panel("x", "x space: the input")}${panel("h", "h space: after the hidden layer")}</div>
  <ul class="key">${sample("target 0", mark([14, 9], 0, 7))}${sample("target 1", mark([14, 9], 1, 7))}
  ${sample("f = ½", path("M0 9H28", "half"))}
  ${sample("a unit switches", path("M0 6H28", "kink unit1") + path("M0 12H28", "kink unit2"))}
  ${sample("unit square", path("M5 2H23V16H5Z", "square"))}
  ${sample("f below 0 to above 1", swatches, 72)}</ul>
  <div class="parameters">${SLIDERS.map(([legend, ...parameters]) =>
    group(legend, ...parameters.map(([label, keys]) => slider(label, keys)))).join("")}
  <table><caption></caption>
  <thead><tr>${["x", "target", "f(x)"].map(head => `<th scope="col">${head}</th>`).join("")}</tr></thead>
  <tbody>${TARGETS.map((target, i) =>
    `<tr><th scope="row">${name(i)}</th><td>${target}</td><td class="f"></td></tr>`).join("")}</tbody></table></div>
  <div class="panels wide training">${panel("J", "J while it is trained, by gradient descent", { width: 440, height: 120 })}
  <div class="controls">${player("Train", "step", "step", STEPS)}
  ${slider("learning rate ε", "epsilon", { min: 0.01, max: 1, step: 0.01 })}</div></div>
  ${footer(button("reference", "Reference"), button("identity", "Identity hidden layer"), button("random", "Random"))}`;

/** A parameter that is moved is moved on the network that is seen, and training begins anew from there. */
const changed = (changes, key, { W, c, w, b }) => key in REFERENCE ? { W, c, w, b, ...changes, step: 0 } : changes;
const from = theta => ({ ...theta, step: 0 });
const buttons = {
  reference: () => from(REFERENCE),
  identity: () => from(IDENTITY),
  random: (state, model) => {                           // the starts were drawn by Python; the one after this one
    const starts = model.get("_data").starts, known = starts.findIndex(({ W }) => W[0][0] === state.W[0][0]);
    return from(starts[(known + 1) % starts.length]);
  },
};

export default explorable({
  name: "xor", label: "XOR explorer", page: PAGE, sentence, buttons, changed,
  draw, seen: state => ({ ...state, ...now(state) }),
  play: { step: () => STEPS }, pace: { step: 60 },
});

/* The depth explorer. Above, the strip [0, 1] folded l times by tents T(x) = 2 max{0, x} - 4 max{0, x - 1/2}, two relu
   units each, and cut once: T(T(...T(x))) = y (Telgarsky 2016). Below, the cells of a relu network of two inputs and
   two layers of four units on the unit square, counted as its weights move (DL section 6.4.1, Srihari 4.25-4.27).
   On a cell every unit is on or off throughout, so a is affine there: cells are convex polygons, and cut exactly. */

const LAYERS = 6, BOX = [[0, 0], [1, 0], [1, 1], [0, 1]];
const HAIR = 1e-9;                                    // a unit that is nearer to 0 at a corner does not cut there
const MIXTURES = 40, CELLS = 64;                      // steps along the mixture, and the top of its picture

const counted = (n, f) => Array.from({ length: n }, (_, i) => f(i));

/* ---- the strip ---- */
const tent = x => 2 * Math.max(0, x) - 4 * Math.max(0, x - 0.5);

/** T(T(...T(x))), l times. */
export function sawtooth(l, x) {
  for (let layer = 0; layer < l; layer++) x = tent(x);
  return x;
}

/** All x of [0, 1] with sawtooth(l, x) = y: each fold lays x / 2 and 1 - x / 2 upon each other. */
export function holes(l, y) {
  let found = [y];
  for (let layer = 0; layer < l; layer++) found = [...found.map(x => x / 2), ...found.map(x => 1 - x / 2).reverse()];
  return found;
}

/** Where each of the 2^l parts of the strip lies in the pile, from below: a fold lays the right half on the left. */
export function pile(l) {
  let places = [0];
  for (let n = 2; n <= 2 ** l; n *= 2)
    places = places.flatMap((p, i) => i % 2 ? [n - 1 - p, p] : [p, n - 1 - p]);
  return places;
}

/* ---- the network of the plane ---- */
const value = ([u, v, c], [x, y]) => u * x + v * y + c;
const blend = (a, b, t) => Array.isArray(a) ? a.map((part, i) => blend(part, b[i], t)) : (1 - t) * a + t * b;

/** The two hidden layers [W, b] of the mixture, the second with its biases shifted. */
export function hidden({ t, shift, start }, { folded, starts }) {
  const [first, [W, b]] = blend(starts[start], folded, t);
  return [first, [W, b.map(bias => bias + shift)]];
}

/** a = W^T h + b as an affine function of x for each unit: rows [u, v, c] of u x_1 + v x_2 + c. */
const affine = (h, [W, b]) => b.map((bias, j) => [0, 1, 2].map(k =>
  h.reduce((sum, row, i) => sum + W[i][j] * row[k], k === 2 ? bias : 0)));

/** The polygon, or the two parts into which the line a = 0 cuts it. */
function halves(polygon, a) {
  const z = polygon.map(p => value(a, p)), above = [], below = [];
  if (Math.min(...z) >= -HAIR || Math.max(...z) <= HAIR) return [polygon];
  polygon.forEach((p, i) => {
    const next = (i + 1) % polygon.length;
    if (z[i] >= 0) above.push(p);
    if (z[i] <= 0) below.push(p);
    if (z[i] * z[next] >= 0) return;
    const between = mix(p, polygon[next], z[i] / (z[i] - z[next]));
    above.push(between);
    below.push(between);
  });
  return [above, below];
}

const middle = polygon => [0, 1].map(k => polygon.reduce((sum, p) => sum + p[k], 0) / polygon.length);

/** The cells within one cell after one more layer: each with its h as affine functions, and the units that are on. */
function refined({ polygon, h, on }, layer) {
  const a = affine(h, layer), parts = a.reduce((found, row) => found.flatMap(part => halves(part, row)), [polygon]);
  return parts.map(part => {
    const active = a.map(row => value(row, middle(part)) >= 0);
    return { polygon: part, on: on + active.filter(Boolean).length, h: a.map((row, j) => active[j] ? row : [0, 0, 0]) };
  });
}

/** The cells of the unit square after each layer, [before any, after the first, after the second]. */
function layered(theta) {
  const found = [[{ polygon: BOX, h: [[1, 0, 0], [0, 1, 0]], on: 0 }]];
  for (const layer of theta) found.push(found.at(-1).flatMap(cell => refined(cell, layer)));
  return found;
}

export const cells = (state, data) => layered(hidden(state, data)).at(-1).length;

/** The numbers of cells along the mixture; kept, as moving t does not change them. */
let kept = { key: "" };
function along({ shift, start }, data) {
  const key = `${shift} ${start}`;
  if (kept.key !== key) kept = { key, counts: span(MIXTURES + 1, 0, 1).map(t => cells({ t, shift, start }, data)) };
  return kept.counts;
}

/* ---- words ---- */
const deep = l => `${plural(l, "layer")} of two units`;

function sentence(state, model) {
  const { l, t } = state, data = model.get("_data"), n = cells(state, data);
  const strip = l ? `${deep(l)}: ${2 ** l} straight pieces, ${2 ** l} holes from one cut; ${2 * l} units in one layer `
    + `make at most ${2 * l + 1} pieces.` : "A strip that is not folded: one piece, one cut, one hole.";
  const kind = t === 0 ? "the random network" : t === 1 ? "the folded network"
    : `the mixture, ${fixed(100 * t, 0)} % folded,`;
  return `${strip} In the plane, ${kind} has ${plural(n, "cell")}; eight units in one layer, at most `
    + `${data.one_layer}.`;
}

/* ---- drawing the strip ---- */
const SHEET = [252, 276];                             // where the strip lies below the sawtooth
const dots = points => points.map(([u, v]) => `M${u.toFixed(1)} ${v.toFixed(1)}h0`).join("");

function drawSaw(root, { l, y }) {
  const plane = axes({ x: [0, 1], y: [0, 1], left: 36, right: 14, top: 12, bottom: 84 }), { at } = plane;
  const n = 2 ** l, cut = holes(l, y), edge = x => at([x, 0])[0].toFixed(1);
  const saw = line(counted(n + 1, i => at([i / n, l ? i % 2 : i])));
  const creases = counted(n - 1, i => `M${edge((i + 1) / n)} ${SHEET[0]}V${SHEET[1]}`).join("");
  paint(root, "saw", plane.frame + plane.ticks([], [0, 1]) + text(8, at([0, y])[1].toFixed(1), "y", 'dy="5"')
    + path(line([at([0, y]), at([1, y])]), "cut") + path(saw, "curve")
    + path(dots(cut.map(x => at([x, y]))), l > 4 ? "hits small" : "hits")
    + `<rect class="paper" x="36" y="${SHEET[0]}" width="270" height="${SHEET[1] - SHEET[0]}"/>`
    + path(creases, "crease")
    + path(dots(cut.map(x => [at([x, 0])[0], (SHEET[0] + SHEET[1]) / 2])), l > 4 ? "holes small" : "holes")
    + `<circle class="mark" cx="36" cy="264" r="5"/><rect class="mark" x="301" y="259" width="10" height="10"/>`
    + text(36, 298, "x = 0", 'text-anchor="middle" dx="8"') + text(306, 298, "1", 'text-anchor="middle"')
    + text(171, 313, l ? `${n} parts, ${n} holes` : "not folded, one hole", 'text-anchor="middle"'),
  `A sawtooth of ${plural(n, "straight piece")} over the strip from 0 to 1; the height y = ${fixed(y, 2)} is met `
    + `${plural(n, "time")}, and the strip has a hole at each place.`);
}

/** The pile from the side: one line from x = 0 to x = 1, round a bend at every crease. */
function drawPile(root, { l, y }) {
  const n = 2 ** l, gap = Math.min(22, 200 / Math.max(1, n - 1)), places = pile(l);
  const [left, right] = [60, 260], height = i => 136 + ((n - 1) / 2 - places[i]) * gap, far = 36;
  const bend = i => {                                   // the ellipse from part i to part i + 1; wide ones go round it
    const ry = Math.abs(height(i + 1) - height(i)) / 2, rx = far * Math.sqrt(2 * ry / Math.max(44, (n - 1) * gap));
    const turns = (i % 2 === 0) === (height(i + 1) > height(i)) ? 1 : 0;
    return `A${rx.toFixed(1)} ${ry.toFixed(1)} 0 0 ${turns} ${i % 2 ? left : right} ${height(i + 1).toFixed(1)}`;
  };
  const strip = counted(n, i => `H${i % 2 ? left : right}${i < n - 1 ? bend(i) : ""}`).join("");
  const u = left + y * (right - left), end = n === 1 ? right : left;
  paint(root, "pile", path(`M${left} ${height(0).toFixed(1)}${strip}`, n > 16 ? "strip fine" : "strip")
    + path(`M${u.toFixed(1)} 18V258`, "cut")
    + path(dots(counted(n, i => [u, height(i)])), l > 4 ? "hits small" : "hits")
    + `<circle class="mark" cx="${left}" cy="${height(0).toFixed(1)}" r="5"/>`
    + `<rect class="mark" x="${end - 5}" y="${(height(n - 1) - 5).toFixed(1)}" width="10" height="10"/>`
    + path(`M${left} 264V270H${right}V264M${u.toFixed(1)} 264V270`, "thin")
    + text(left, 288, "0", 'text-anchor="middle"') + text(right, 288, "1", 'text-anchor="middle"')
    + text(u.toFixed(1), 288, y > 0.09 && y < 0.91 ? "y" : "", 'text-anchor="middle"')
    + text(160, 313, n === 1 ? "1 layer of paper" : `${n} layers of paper, drawn ${n} times as wide`,
           'text-anchor="middle"'),
  `The strip from the side, folded into ${plural(n, "layer")} of paper; one cut at `
    + `y = ${fixed(y, 2)} goes through all.`);
}

function drawCount(root, { l }) {
  const plane = axes({ x: [-0.4, 12.4], y: [-0.3, 6.3], height: 200, left: 40, right: 12, top: 8, bottom: 42 });
  const { at } = plane, place = (n, pieces) => at([n, Math.log2(pieces)]), all = counted(LAYERS + 1, i => i);
  const mark = ([u, v]) => `<circle class="mark zero" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="6"/>`;
  const [u, v] = place(2 * l, 2 * l + 1);
  paint(root, "count", plane.frame + plane.ticks(all.map(i => 2 * i), all.map(i => [i, String(2 ** i)]))
    + text(174, 194, "hidden units", 'text-anchor="middle"')
    + path(line(counted(13, n => place(n, n + 1))), "curve second")
    + path(line(all.map(i => place(2 * i, 2 ** i))), "curve")
    + path(dots(all.map(i => place(2 * i, 2 ** i))), "counts")
    + `<rect class="mark one" x="${(u - 5).toFixed(1)}" y="${(v - 5).toFixed(1)}" width="10" height="10"/>`
    + mark(place(2 * l, 2 ** l)) + text(50, 28, `deep ${2 ** l}`) + text(50, 46, `one layer ${2 * l + 1}`),
  `Straight pieces against hidden units, on a scale of doublings: ${2 * l} units make ${2 ** l} in layers of two, `
    + `and ${2 * l + 1} at most in one layer.`);
}

/* ---- drawing the plane ---- */
const shade = on => `fill-opacity="${(0.06 + 0.09 * on).toFixed(2)}"`;
const edges = (found, layer) => found.flatMap(({ polygon, h }) =>
  affine(h, layer).map(a => crossings(polygon, p => value(a, p)))).filter(ends => ends.length > 1);

function drawPlane(root, state, data) {
  const plane = axes({ x: [0, 1], y: [0, 1], left: 30, right: 12, top: 12, bottom: 30 }), { at } = plane;
  const theta = hidden(state, data), [whole, once, twice] = layered(theta);
  const of = (found, layer) => edges(found, layer).map(ends => line(ends.map(at))).join("");
  paint(root, "plane", twice.map(({ polygon, on }) =>
    `<path class="cell" d="${outline(polygon.map(at))}" ${shade(on)}/>`).join("")
    + path(of(once, theta[1]), "bent") + path(of(whole, theta[0]), "straight")
    + plane.frame + plane.ticks([0, 0.5, 1], [0, 0.5, 1]) + text(236, 307, "x₁") + text(4, 40, "x₂"),
  `The unit square, cut by two layers of four relu units into ${plural(twice.length, "cell")}; `
    + `the first layer alone makes ${once.length}.`);
  return twice.length;
}

function drawAlong(root, state, data, n) {
  const plane = axes({ x: [0, 1], y: [0, CELLS], left: 36, right: 12, top: 12, bottom: 44 }), { at } = plane;
  const counts = along(state, data), [u, v] = at([state.t, n]).map(w => w.toFixed(1));
  const level = (value, words, up) => {
    const [from, w] = at([0, value]);
    return path(`M${from} ${w}H308`, up ? "curve third" : "curve second") + text(42, w + (up ? -6 : 17), words);
  };
  paint(root, "along", plane.frame
    + plane.ticks([[0, "0"], [0.5, "½"], [1, "1"]], [0, 20, 40, 60]) + text(172, 314, "t: random 0, folded 1",
                                                                            'text-anchor="middle"')
    + `<g class="halo">${level(data.some_deep, `some deep network: ${data.some_deep}`, true)}`
    + `${level(data.one_layer, `one layer, at most: ${data.one_layer}`, false)}</g>`
    + path(`M${u} 12V276`, "thin") + path(dots(counts.map((count, i) => at([i / MIXTURES, count]))), "counts")
    + `<circle class="mark zero" cx="${u}" cy="${v}" r="6"/>`
    + text(clamp(u, 66, 278).toFixed(1), 30, plural(n, "cell"), 'class="halo" text-anchor="middle"'),
  `The number of cells along the mixture: ${counts[0]} at random, ${n} at t = ${fixed(state.t, 2)}, `
    + `${counts.at(-1)} folded; one layer of eight units has at most ${data.one_layer}.`);
}

function draw(root, state, model) {
  const data = model.get("_data");
  drawSaw(root, state);
  drawPile(root, state);
  drawCount(root, state);
  drawAlong(root, state, data, drawPlane(root, state, data));
}

/* ---- the page ---- */
const PAGE = `<div class="panels">${panel("saw", "The sawtooth over the strip")}
  ${panel("pile", "The strip, folded")}</div>
  <div class="parameters">${group("Fold", player("Fold", "layers l", "l", LAYERS))}
  ${group("Cut", slider("cut at y", "y", { min: 0.05, max: 0.95, step: 0.01 }))}</div>
  <div class="panels lower">${panel("count", "Straight pieces against units", { height: 200 })}
  <ul class="key">${sample("deep, two units a layer", path("M0 9H28", "curve"))}
  ${sample("one layer, at most", path("M0 9H28", "curve second"))}
  ${sample("as many units as now", `<circle class="mark zero" cx="14" cy="9" r="6"/>`)}
  ${sample("the cut", path("M0 9H28", "cut"))}${sample("a hole", path("M14 9h0", "hits"))}</ul></div>
  <div class="panels plane">${panel("plane", "Cells of a 2-4-4-1 relu net")}
  ${panel("along", "Cells along the mixture")}</div>
  <ul class="key plane">${sample("a unit of layer 1 switches", path("M0 9H28", "straight"))}
  ${sample("a unit of layer 2 switches", path("M0 9H28", "bent"))}
  ${sample("units on: none to all eight", counted(9, on =>
    `<rect class="cell" x="${8 * on}" y="3" width="8" height="12" ${shade(on)}/>`).join(""), 72)}</ul>
  <div class="parameters plane">${group("Weights", slider("t, random to folded", "t", { min: 0, max: 1, step: 0.01 }),
    slider("biases of layer 2 +", "shift", { min: -0.5, max: 0.5, step: 0.01 }))}
  ${group("Random network", slider("which one", "start", { min: 0, max: 5, step: 1, digits: 0 }))}</div>
  ${footer()}`;

export default explorable({
  name: "depth", label: "Depth explorer", page: PAGE, sentence, draw,
  play: { l: () => LAYERS }, pace: { l: 2 },
  shown: { start: value => `no. ${value + 1}` },
});

/* The explorer of hidden units: g and g' of one unit or two, and a layer of them under a moving bias (DL section 6.3).
   "curves": the value at a, and the slopes from the left and from the right, which differ at a kink.
   "layer": sums of 24 random units on 24 digits, from Python; a = scale * sum + c. A cell is dark where |g'(a)| is at
   least LOST, so that the example reaches the unit's weights; a column without a dark cell is a unit that is lost. */

const LOST = 0.01;                                      // a slope below this counts as lost, as in the chapter
const EDGE = 3, BIAS = 6, TINY = 1e-9;

/* ---- the formulas of ffedu.hidden_units: g, its derivative dg, and the kinks [place, left slope, right slope] ---- */
const sigma = a => {
  const e = Math.exp(-Math.abs(a));
  return (a >= 0 ? 1 : e) / (1 + e);
};
const dsigma = a => {
  const e = Math.exp(-Math.abs(a));
  return e / (1 + e) ** 2;
};
const UNITS = {
  relu: { words: "relu", g: a => Math.max(a, 0), dg: a => a > 0 ? 1 : 0, kinks: [[0, 0, 1]] },
  prelu: { words: "prelu", g: (a, alpha) => Math.max(a, 0) + alpha * Math.min(a, 0), dg: (a, alpha) => a > 0 ? 1 : alpha,
           kinks: alpha => alpha === 1 ? [] : [[0, alpha, 1]] },
  absolute: { words: "absolute |a|", g: Math.abs, dg: Math.sign, kinks: [[0, -1, 1]] },
  elu: { words: "elu", g: a => Math.max(a, 0) + Math.expm1(Math.min(a, 0)), dg: a => a > 0 ? 1 : Math.exp(a), kinks: [] },
  sigmoid: { words: "sigmoid", g: sigma, dg: dsigma, kinks: [] },
  tanh: { words: "tanh", g: Math.tanh, dg: a => 4 * dsigma(2 * a), kinks: [] },
  softplus: { words: "softplus", g: a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), dg: sigma, kinks: [] },
  hard_tanh: { words: "hard tanh", g: a => Math.max(-1, Math.min(1, a)), dg: a => Math.abs(a) < 1 ? 1 : 0,
               kinks: [[-1, 0, 1], [1, 1, 0]] },
  cos: { words: "cos", g: Math.cos, dg: a => -Math.sin(a), kinks: [] },
  linear: { words: "linear", g: a => a, dg: () => 1, kinks: [] },
  step: { words: "step", g: a => a >= 0 ? 1 : 0, dg: () => 0, kinks: [[0, Infinity, 0]] },
};

/** A unit with its alpha filled in: {name, words, g(a), dg(a), kinks}. */
export function unitOf(name, alpha) {
  const { words, g, dg, kinks } = UNITS[name] ?? UNITS.relu;
  return { name, words, g: a => g(a, alpha), dg: a => dg(a, alpha), kinks: Array.isArray(kinks) ? kinks : kinks(alpha) };
}

/** The slopes from the left and from the right: two at a kink, elsewhere dg(a) twice. */
export function slopes(unit, a) {
  const kink = unit.kinks.find(([place]) => place === a);
  return kink ? kink.slice(1) : [unit.dg(a), unit.dg(a)];
}

/** Which pairs of example (row) and unit (column) are active; from that, their share and the units that are lost. */
export function layer(unit, sums, scale, c) {
  const on = sums.map(row => row.map(sum => Math.abs(unit.dg(scale * sum + c)) >= LOST));
  const lost = sums[0].map((_, i) => !on.some(row => row[i])), n = on.length * lost.length;
  return { on, lost, share: on.flat().filter(Boolean).length / n, gone: lost.filter(Boolean).length };
}

/* ---- words ---- */
const said = v => Number.isFinite(v) ? Math.abs(v) < 0.005 && v ? v.toExponential(0).replaceAll("-", "−") : fixed(v, 2) : "∞";
const percent = share => `${Math.round(100 * share)}\u00a0%`;
const chosen = ({ unit, other, alpha }) => [unit, ...(other === "none" || other === unit ? [] : [other])]
  .map(name => unitOf(name, alpha));

const hears = slope => slope === 0 ? "passes nothing back" : Math.abs(slope) < LOST ? "passes next to nothing back"
  : `passes ${said(slope)} of a gradient back`;

function ofUnit(unit, a) {
  const [left, right] = slopes(unit, a);
  if (left === Infinity) return `${unit.words} jumps here: no slope from the left, ${said(right)} from the right, and software answers 0`;
  if (left !== right) return `${unit.words} has a kink here: slope ${said(left)} from the left and ${said(right)} from the right, `
    + `no derivative; software answers ${said(unit.dg(a))}`;
  return `${unit.words} ${hears(left)}`;
}

const SAYS = {
  curves: state => `At a = ${fixed(state.a, 2)} ${chosen(state).map(unit => ofUnit(unit, state.a)).join("; ")}.`,
  layer(state, sums) {
    const { c, scale } = state, found = chosen(state).map(unit => [unit.words, layer(unit, sums, scale, c)]);
    const words = found.map(([name, { share, gone }]) => `${name} is active in ${percent(share)} of the pairs and `
      + (gone ? `${gone === sums[0].length ? "all" : gone} of ${plural(sums[0].length, "unit")} ${gone === 1 ? "is" : "are"} lost` : "no unit is lost"));
    return `Bias c = ${fixed(c, 2)}: ${words.join("; ")}. ${found.some(([, { gone }]) => gone)
      ? "No example moves the weights of a lost unit." : "Every unit learns from some example."}`;
  },
};

/* ---- drawing: g and g' ---- */
const G = axes({ x: [-EDGE, EDGE], y: [-EDGE, EDGE], left: 28, right: 12, top: 10, bottom: 30 });
const D = axes({ x: [-EDGE, EDGE], y: [-1.25, 1.25], left: 28, right: 12, top: 10, bottom: 30 });
const AT = [-3, -2, -1, 0, 1, 2, 3];
const LOOKS = ["curve", "curve second"];
const mark = (k, [u, v], r = 6) => k
  ? `<rect class="mark one" x="${(u - r + 0.5).toFixed(1)}" y="${(v - r + 0.5).toFixed(1)}" width="${2 * r - 1}" height="${2 * r - 1}"/>`
  : `<circle class="mark zero" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="${r}"/>`;

/** The graph of f in pieces, each from kink to kink: no line is drawn across a jump. */
function pieces(plane, f, kinks) {
  const stops = [-EDGE, ...kinks.map(([place]) => place), EDGE];
  return stops.slice(1).map((to, k) => plane.curve(f, stops[k] + TINY, to - TINY, 61)).join("");
}

/** Half a tangent at [a, g(a)], to the left (side -1) or to the right, if there is such a slope. */
function half([a, h], slope, side) {
  if (!Number.isFinite(slope)) return "";
  const t = 1.1 * side / Math.hypot(1, slope);
  return path(line([[a, h], [a + t, h + slope * t]].map(G.at)), side < 0 ? "tangent left" : "tangent right");
}

/** A triangle that points to the side from which the slope is seen, hollow on the left, full on the right. */
function wedge([u, v], side) {
  return path(outline([[u + 13 * side, v], [u + 3 * side, v - 6.5], [u + 3 * side, v + 6.5]]), side < 0 ? "side left" : "side right");
}

function slopeMarks(unit, a, k) {
  const [left, right] = slopes(unit, a);
  if (left === right) return mark(k, D.at([a, left]));
  return [left, right].map((slope, i) => Number.isFinite(slope) ? wedge(D.at([a, slope]), 2 * i - 1) : "").join("");
}

function curves(root, state) {
  const units = chosen(state), { a } = state;
  const upright = plane => path(line([plane.at([a, plane === G ? -EDGE : -1.25]), plane.at([a, plane === G ? EDGE : 1.25])]), "thin");
  const zero = plane => path(line([[-EDGE, 0], [EDGE, 0]].map(plane.at)), "thin");
  const back = units.map((unit, k) => [unit, k]).reverse();         // the first unit lies on top
  paint(root, "left", G.frame + G.ticks(AT, AT) + zero(G) + upright(G)
    + back.map(([unit, k]) => path(pieces(G, unit.g, unit.kinks), LOOKS[k])).join("")
    + back.map(([unit, k]) => {
      const h = [a, unit.g(a)], [left, right] = slopes(unit, a);
      return half(h, left, -1) + half(h, right, 1) + mark(k, G.at(h));
    }).join("") + text(314, 318, "a", 'text-anchor="end"'),
  `g over a from −3 to 3: ${list(units.map(unit => `${unit.words} is ${said(unit.g(a))} at a = ${fixed(a, 2)}`))}.`);
  paint(root, "right", D.frame + D.ticks(AT, [-1, 0, 1]) + zero(D) + upright(D)
    + back.map(([unit, k]) => path(pieces(D, unit.dg, unit.kinks), LOOKS[k])).join("")
    + back.map(([unit, k]) => slopeMarks(unit, a, k)).join("") + text(314, 318, "a", 'text-anchor="end"'),
  `The slopes at a = ${fixed(a, 2)}: ${list(units.map(unit => {
    const [left, right] = slopes(unit, a);
    return `${unit.words} ${said(left)} from the left, ${said(right)} from the right`;
  }))}.`);
  rows(root, "curves", units.map(unit => [unit.words, said(unit.g(a)), ...slopes(unit, a).map(said)]));
}

/* ---- drawing: a layer ---- */
const SHARES = axes({ x: [-BIAS, BIAS], y: [-0.05, 1.05], left: 44, right: 12, top: 10, bottom: 30 });
const GRID = { left: 34, width: 276, top: 32, height: 112, below: 152 };

/** The cells of one unit's layer: columns are units, rows are examples; runs of dark cells are drawn as one. */
function raster({ words }, { on, lost, gone }, top) {
  const w = GRID.width / lost.length, h = GRID.height / on.length, x = i => GRID.left + i * w;
  const run = (i, j) => `M${(x(i) + 1).toFixed(1)} ${(top + j * h).toFixed(1)}h${(w - 2).toFixed(1)}v${h.toFixed(2)}h${(2 - w).toFixed(1)}Z`;
  const cells = on.flatMap((row, j) => row.flatMap((yes, i) => yes ? [run(i, j)] : [])).join("");
  const crosses = lost.flatMap((yes, i) => yes ? [cross(x(i) + w / 2, top + GRID.height + 8)] : []).join("");
  return text(GRID.left, top - 8, `${words}: ${gone} of ${lost.length} lost`, 'class="head"')
    + `<rect class="frame" x="${GRID.left}" y="${top}" width="${GRID.width}" height="${GRID.height}"/>` + path(cells, "cells")
    + path(crosses, "cross") + `<text class="tick" transform="translate(24 ${top + GRID.height / 2}) rotate(-90)"
      text-anchor="middle">digits</text>`;
}
const cross = (u, v) => `M${u - 3.5} ${v - 3.5}L${u + 3.5} ${v + 3.5}M${u - 3.5} ${v + 3.5}L${u + 3.5} ${v - 3.5}`;

/** Share of active pairs and share of lost units over the bias; kept, for the bias itself does not move them. */
let kept = {};
function overBias(units, { alpha, scale }, sums) {
  const asked = JSON.stringify([units.map(({ name }) => name), alpha, scale, sums[0]]);
  if (kept.asked !== asked) kept = { asked, curves: units.map(unit => span(97, -BIAS, BIAS).map(c => {
    const { share, gone } = layer(unit, sums, scale, c);
    return [c, share, gone / sums[0].length];
  })) };
  return kept.curves;
}

function shares(root, state, sums) {
  const units = chosen(state), { c, scale } = state, found = units.map(unit => layer(unit, sums, scale, c));
  paint(root, "left", units.map((unit, k) => raster(unit, found[k], GRID.top + k * GRID.below)).join(""),
  `A layer of ${sums[0].length} units and ${sums.length} digits at bias ${fixed(c, 2)}: `
    + `${list(units.map((unit, k) => `${unit.words} ${percent(found[k].share)} active, ${found[k].gone} lost`))}.`);
  const drawn = overBias(units, state, sums).map((points, k) => [1, 2].map(column =>
    path(line(points.map(point => SHARES.at([point[0], point[column]]))), `${LOOKS[k]}${column === 2 ? " gone" : ""}`)).join(""));
  const marks = found.map(({ share, gone, lost }, k) => mark(k, SHARES.at([c, share]))
    + mark(k, SHARES.at([c, gone / lost.length]), 4.5));
  paint(root, "right", SHARES.frame + SHARES.ticks([-6, -3, 0, 3, 6], [[0, "0 %"], [0.5, "50 %"], [1, "100 %"]])
    + path(line([SHARES.at([c, -0.05]), SHARES.at([c, 1.05])]), "thin") + drawn.reverse().join("") + marks.reverse().join("")
    + text(302, 318, "c", 'text-anchor="middle"'),
  `Shares over the bias from −6 to 6, at ${fixed(c, 2)}: ${list(units.map((unit, k) =>
    `${unit.words} ${percent(found[k].share)} active, ${percent(found[k].gone / sums[0].length)} of its units lost`))}.`);
  rows(root, "layer", units.map((unit, k) => [unit.words, percent(found[k].share), `${found[k].gone} of ${sums[0].length}`]));
}

/** Fill the table of a view; the second row stays, empty, where there is one unit only. */
function rows(root, view, values) {
  const table = root.querySelector(`table[data-views=${view}]`);
  [...table.tBodies[0].rows].forEach((row, k) => [...row.cells].forEach((cell, i) => { cell.textContent = values[k]?.[i] ?? "\u00a0"; }));
}

/* ---- the page ---- */
const VIEWS = {
  curves: { draw: curves, words: "Curves", titles: ["g(a)", "Its slope g′(a)"] },
  layer: { draw: shares, words: "A layer", titles: ["Units, and whom they hear", "As the bias moves"] },
};
const only = (name, markup) => `<div data-views="${name}">${markup}</div>`;
const key = (name, ...samples) => `<ul class="key" data-views="${name}">${samples.join("")}</ul>`;
const stroke = look => path("M0 9H28", look);
const options = names => names.map(name => `<option value="${name}">${UNITS[name]?.words ?? "nothing"}</option>`).join("");
const select = (label, name, names) => `<label class="choice unit">${label}
  <select name="${name}">${options(names)}</select></label>`;
const head = (view, ...words) => `<table data-views="${view}"><thead><tr>${words.map(word => `<th scope="col">${word}</th>`).join("")}</tr></thead>
  <tbody>${`<tr><th scope="row"></th>${"<td></td>".repeat(words.length - 1)}</tr>`.repeat(2)}</tbody></table>`;
const NAMES = Object.keys(UNITS);

const PAGE = `<div class="panels">${panel("left", "")}${panel("right", "")}</div>
  ${key("curves", sample("first unit", stroke("curve") + mark(0, [14, 9], 5)), sample("second unit", stroke("curve second") + mark(1, [14, 9], 5)),
        sample("slope from the left", wedge([18, 9], -1)), sample("from the right", wedge([10, 9], 1)))}
  ${key("layer", sample("active: slope at least 0.01", path("M9 3H19V15H9Z", "cells")), sample("lost unit", path(cross(14, 9), "cross")),
        sample("active pairs", stroke("curve")), sample("units lost", stroke("curve gone")),
        sample("the same, second unit", path("M0 6H28", "curve second") + path("M0 13H28", "curve second gone")))}
  <div class="parameters">
  ${choice("Look at", "view", Object.entries(VIEWS).map(([name, { words }]) => [name, words]))}
  ${only("curves", group("The sum", slider("a", "a", { min: -EDGE, max: EDGE })))}
  ${only("layer", group("The layer", slider("bias c", "c", { min: -BIAS, max: BIAS }), slider("weights times", "scale", { min: 0.1, max: 2 })))}
  ${group("Units", select("first", "unit", NAMES), select("second", "other", ["none", ...NAMES]),
          slider("α of prelu", "alpha", { min: -1, max: 1, step: 0.01 }))}
  ${head("curves", "unit", "g(a)", "from left", "from right")}${head("layer", "unit", "active", "units lost")}
  </div>
  ${footer(button("kink", "To the kink"), button("dying", "Until one is lost"))}`;

/** A link may hold anything: what the controls cannot give is brought to what they can. */
const tidy = ({ view, unit, other, alpha, a, c, scale }) => ({
  view: view in VIEWS ? view : "curves", unit: unit in UNITS ? unit : "relu", other: other in UNITS ? other : "none",
  alpha: clamp(alpha, -1, 1), a: clamp(a, -EDGE, EDGE), c: clamp(c, -BIAS, BIAS), scale: clamp(scale, 0.1, 2),
});

function draw(root, given, model) {
  const state = tidy(given), { view, unit, other } = state;
  for (const part of root.querySelectorAll("[data-views]")) part.hidden = part.dataset.views !== view;
  root.querySelectorAll("figcaption").forEach((title, k) => { title.textContent = VIEWS[view].titles[k]; });
  for (const name of ["unit", "other"]) root.querySelector(`select[name=${name}]`).value = state[name];
  root.querySelector("[data-path*=alpha]").disabled = unit !== "prelu" && other !== "prelu";
  VIEWS[view].draw(root, state, model.get("_data").sums);
}

function setup(root, { read, move }) {
  for (const name of ["unit", "other"])
    root.querySelector(`select[name=${name}]`).addEventListener("input", ({ target }) => move({ [name]: target.value }));
  const planes = { left: { curves: G }, right: { curves: D, layer: SHARES } };
  for (const [side, found] of Object.entries(planes)) {
    const held = () => [tidy(read()).view === "curves" ? "a" : "c", found[tidy(read()).view]];
    draggable(root.querySelector(`svg[data-panel=${side}]`), ([u]) => {
      const [name, plane] = held();
      return plane && Math.abs(plane.at([tidy(read())[name], 0])[0] - u) < 24;
    }, ([u]) => {
      const [name, plane] = held(), most = name === "a" ? EDGE : BIAS;
      move({ [name]: clamp(+(Math.round(plane.back(u, 0)[0] / 0.05) * 0.05).toFixed(2), -most, most) });
    });
  }
}

/** The bias, on the way down from where it stands (or from 0), at which a first unit of the layer is lost. */
function untilLost(state, model) {
  const sums = model.get("_data").sums, [unit] = chosen(tidy(state)), start = state.c < 0 ? 0 : state.c;
  const down = span(121, 0, -BIAS).map(c => +c.toFixed(2));
  const c = down.find(bias => layer(unit, sums, state.scale, bias).gone > layer(unit, sums, state.scale, start).gone);
  return { view: "layer", c: c ?? -BIAS };
}

/** The next kink to the right of a, or the first one; without a kink a stays. */
function toKink(state) {
  const places = chosen(tidy(state)).flatMap(({ kinks }) => kinks.map(([place]) => place)).sort((p, q) => p - q);
  return { view: "curves", a: places.find(place => place > state.a) ?? places[0] ?? state.a };
}

export default explorable({
  name: "hidden_units", label: "Explorer of hidden units", page: PAGE, draw, setup, seen: tidy,
  sentence: (state, model) => SAYS[tidy(state).view](tidy(state), model.get("_data").sums),
  buttons: { kink: toKink, dying: untilLost },
});

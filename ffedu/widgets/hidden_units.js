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
  relu: { words: "relu", g: a => Math.max(a, 0), dg: a => a > 0 ? 1 : 0, kinks: () => [[0, 0, 1]] },
  prelu: { words: "prelu", g: (a, alpha) => Math.max(a, 0) + alpha * Math.min(a, 0),
           dg: (a, alpha) => a > 0 ? 1 : alpha, kinks: alpha => alpha === 1 ? [] : [[0, alpha, 1]] },
  absolute: { words: "absolute |a|", g: Math.abs, dg: Math.sign, kinks: () => [[0, -1, 1]] },
  elu: { words: "elu", g: a => Math.max(a, 0) + Math.expm1(Math.min(a, 0)), dg: a => a > 0 ? 1 : Math.exp(a) },
  sigmoid: { words: "sigmoid", g: sigma, dg: dsigma },
  tanh: { words: "tanh", g: Math.tanh, dg: a => 4 * dsigma(2 * a) },
  softplus: { words: "softplus", g: a => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))), dg: sigma },
  hard_tanh: { words: "hard tanh", g: a => Math.max(-1, Math.min(1, a)), dg: a => Math.abs(a) < 1 ? 1 : 0,
               kinks: () => [[-1, 0, 1], [1, 1, 0]] },
  cos: { words: "cos", g: Math.cos, dg: a => -Math.sin(a) },
  linear: { words: "linear", g: a => a, dg: () => 1 },
  step: { words: "step", g: a => a >= 0 ? 1 : 0, dg: () => 0, kinks: () => [[0, Infinity, 0]] },
};
const NAMES = Object.keys(UNITS);

/** A unit with its alpha filled in: {name, words, g(a), dg(a), kinks}. */
export function unitOf(name, alpha) {
  const { words, g, dg, kinks } = UNITS[name];
  return { name, words, g: a => g(a, alpha), dg: a => dg(a, alpha), kinks: kinks?.(alpha) ?? [] };
}

/** The slopes from the left and from the right: two at a kink, elsewhere dg(a) twice. */
export function slopes(unit, a) {
  const kink = unit.kinks.find(([place]) => place === a);
  return kink ? kink.slice(1) : [unit.dg(a), unit.dg(a)];
}

/** Which pairs of example (row) and unit (column) are active; from that, their share and the units that are lost. */
export function layer(unit, sums, scale, c) {
  const lost = sums[0].map(() => true);                 // until an example reaches it; one pass, for a bias asks often
  let active = 0;
  const on = sums.map(row => row.map((sum, i) => {
    const yes = Math.abs(unit.dg(scale * sum + c)) >= LOST;
    active += yes;
    lost[i] &&= !yes;
    return yes;
  }));
  return { on, lost, share: active / (on.length * lost.length), gone: lost.filter(Boolean).length };
}

/* ---- words ---- */
const small = v => v !== 0 && Math.abs(v) < 0.005;
const said = v => v === Infinity ? "∞" : small(v) ? v.toExponential(0).replaceAll("-", "−") : fixed(v, 2);
const percent = share => `${Math.round(100 * share)}\u00a0%`;
const chosen = ({ unit, other, alpha }) => [unit, ...(other === "none" || other === unit ? [] : [other])]
  .map(name => unitOf(name, alpha));

const hears = slope => slope === 0 ? "passes nothing back" : Math.abs(slope) < LOST ? "passes next to nothing back"
  : `passes ${said(slope)} of a gradient back`;

function ofUnit(unit, a) {
  const [left, right] = slopes(unit, a), software = `software answers ${said(unit.dg(a))}`;
  if (left === Infinity) return `${unit.words} jumps, no slope from the left, ${said(right)} from the right, `
    + software;
  if (left === right) return `${unit.words} ${hears(left)}`;
  return `${unit.words} has a kink, slope ${said(left)} from the left and ${said(right)} from the right, ${software}`;
}

function ofLayer(unit, sums, { scale, c }) {
  const { share, gone, lost } = layer(unit, sums, scale, c);
  const some = gone < lost.length ? `${gone} of ${lost.length} units lost` : "all units lost";
  return `${unit.words} is active in ${percent(share)} of the pairs, ${gone ? some : "no unit lost"}`;
}

const SAYS = {
  curves: state => `At a = ${fixed(state.a, 2)} ${chosen(state).map(unit => ofUnit(unit, state.a)).join("; ")}.`,
  layer: (state, sums) => `Bias ${fixed(state.c, 2)}: `
    + `${chosen(state).map(unit => ofLayer(unit, sums, state)).join("; ")}. A lost unit learns next to nothing from any example.`,
};

/* ---- drawing: g and g' ---- */
const plane = y => axes({ x: [-EDGE, EDGE], y: [-y, y], left: 38, right: 12, top: 10, bottom: 30 });
const SLOPE = 1.25, G = plane(EDGE), D = plane(SLOPE);
const LOOKS = ["curve", "curve second"];
const upright = ({ at }, x, low, high) => path(line([at([x, low]), at([x, high])]), "thin");
const mark = (k, [u, v], r = 6) => k
  ? `<rect class="mark one" x="${(u - r).toFixed(1)}" y="${(v - r).toFixed(1)}" width="${2 * r}" height="${2 * r}"/>`
  : `<circle class="mark zero" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="${r - 0.5}"/>`;

/** What each of the units draws; marks the other way round, so that the first unit's lies on top. */
const each = (units, drawn) => units.map(drawn).join("");
const last = (units, drawn) => units.map(drawn).reverse().join("");

/** The graph of f in pieces, each from kink to kink: no line is drawn across a jump. */
function pieces(axis, f, kinks) {
  const stops = [-EDGE, ...kinks.map(([place]) => place), EDGE];
  return stops.slice(1).map((to, k) => axis.curve(f, stops[k] + TINY, to - TINY, 61)).join("");
}

/** Half a tangent at [a, g(a)], to the left (side -1) or to the right, if there is such a slope. */
function half([a, h], slope, side) {
  if (!Number.isFinite(slope)) return "";
  const t = 0.9 * side / Math.hypot(1, slope);
  return path(line([[a, h], [a + t, h + slope * t]].map(G.at)), "tangent");
}

/** A triangle that points to the side from which the slope is seen, hollow on the left, full on the right. */
const wedge = ([u, v], side) => path(outline([[u + 13 * side, v], [u + 3 * side, v - 6.5], [u + 3 * side, v + 6.5]]),
                                     side < 0 ? "side left" : "side right");

function slopeMarks(unit, a, k) {
  const [left, right] = slopes(unit, a);
  if (left === right) return mark(k, D.at([a, left]));
  return [left, right].map((slope, i) => Number.isFinite(slope) ? wedge(D.at([a, slope]), 2 * i - 1) : "").join("");
}

function valueMarks(unit, a, k) {
  const h = [a, unit.g(a)], [left, right] = slopes(unit, a);
  return half(h, left, -1) + half(h, right, 1) + mark(k, G.at(h));
}

/** A pair of axes over a: f of each unit from kink to kink, and its marks at a. */
function graph(root, name, { axis, top, ticks, f, marks, words }, units, a) {
  paint(root, name, axis.frame + axis.ticks([-3, -2, -1, 0, 1, 2], ticks) + text(308, 307, "a", 'text-anchor="end"')
    + path(line([[-EDGE, 0], [EDGE, 0]].map(axis.at)), "thin") + upright(axis, a, -top, top)
    + each(units, (unit, k) => path(pieces(axis, f(unit), unit.kinks), LOOKS[k]))
    + last(units, (unit, k) => marks(unit, a, k)), words);
}

function curves(root, { a, ...state }) {
  const units = chosen(state), place = `at a = ${fixed(a, 2)}`;
  const sides = unit => slopes(unit, a).map((slope, i) => `${said(slope)} from the ${["left", "right"][i]}`).join(", ");
  graph(root, "left", { axis: G, top: EDGE, ticks: [-3, -2, -1, 0, 1, 2, 3], f: unit => unit.g, marks: valueMarks,
    words: `g over a: ${list(units.map(unit => `${unit.words} is ${said(unit.g(a))}`))} ${place}.` }, units, a);
  graph(root, "right", { axis: D, top: SLOPE, ticks: [-1, -0.5, 0, 0.5, 1], f: unit => unit.dg, marks: slopeMarks,
    words: `The slopes ${place}: ${list(units.map(unit => `${unit.words} ${sides(unit)}`))}.` }, units, a);
  const values = units.map(unit => [unit.words, ...[unit.g(a), ...slopes(unit, a), unit.dg(a)].map(said)]);
  [...root.querySelector("tbody").rows].forEach((row, k) =>
    [...row.cells].forEach((cell, i) => { cell.textContent = values[k]?.[i] ?? "\u00a0"; }));
}

/* ---- drawing: a layer ---- */
const SHARES = axes({ x: [-BIAS, BIAS], y: [-0.05, 1.05], left: 52, right: 12, top: 10, bottom: 30 });
const GRID = { left: 30, width: 282, top: 30, one: 262, two: 106, below: 156 };
const cross = (u, v) => `M${u - 3.5} ${v - 3.5}L${u + 3.5} ${v + 3.5}M${u - 3.5} ${v + 3.5}L${u + 3.5} ${v - 3.5}`;

/** The cells of one unit's layer, a column a unit and a row an example, with a cross under each unit that is lost. */
function raster({ words }, { on, lost, share, gone }, top, height, look) {
  const { left, width } = GRID, w = width / lost.length, h = height / on.length, inner = (w - 2).toFixed(1);
  const at = (i, j) => `${(left + i * w + 1).toFixed(1)} ${(top + j * h).toFixed(1)}`;
  const cell = (i, j) => `M${at(i, j)}h${inner}v${h.toFixed(1)}h-${inner}Z`;
  const cells = on.map((row, j) => row.map((yes, i) => yes ? cell(i, j) : "").join("")).join("");
  const crosses = lost.map((yes, i) => yes ? cross(left + (i + 0.5) * w, top + height + 8) : "").join("");
  return text(left, top - 9, `${words}: ${percent(share)} active, ${gone} of ${lost.length} lost`, 'class="head"')
    + `<rect class="frame" x="${left}" y="${top}" width="${width}" height="${height}"/>`
    + path(cells, look) + path(crosses, "cross")
    + `<text class="tick" transform="translate(20 ${top + height / 2}) rotate(-90)" text-anchor="middle">digits</text>`;
}

/** Share of active pairs and share of lost units over the bias, drawn; kept, for the bias itself does not move them. */
let kept = {};
function overBias(units, { alpha, scale }, sums) {
  const asked = JSON.stringify([units.map(({ name }) => name), alpha, scale, sums[0]]);
  if (kept.asked !== asked) kept = { asked, drawn: each(units, (unit, k) => {
    const found = span(97, -BIAS, BIAS).map(c => [c, layer(unit, sums, scale, c)]);
    return path(line(found.map(([c, { share }]) => SHARES.at([c, share]))), LOOKS[k])
      + path(line(found.map(([c, { gone, lost }]) => SHARES.at([c, gone / lost.length]))), `${LOOKS[k]} gone`);
  }) };
  return kept.drawn;
}

function shares(root, state, sums) {
  const units = chosen(state), { c, scale } = state, found = units.map(unit => layer(unit, sums, scale, c));
  const height = units.length > 1 ? GRID.two : GRID.one, width = sums[0].length, part = gone => percent(gone / width);
  const words = list(found.map(({ share, gone }, k) =>
    `${units[k].words} ${percent(share)} active, ${part(gone)} of its units lost`));
  const grid = (unit, k) => raster(unit, found[k], GRID.top + k * GRID.below, height, `cells unit${k}`);
  paint(root, "left", each(units, grid)
    + text(171, 318, `${width} units`, 'class="tick" text-anchor="middle"'),
  `A layer of ${width} units and ${sums.length} digits at bias ${fixed(c, 2)}: ${words}.`);
  paint(root, "right", SHARES.frame + SHARES.ticks([-6, -3, 0, 3], [[0, "0 %"], [0.5, "50 %"], [1, "100 %"]])
    + text(308, 307, "c", 'text-anchor="end"') + upright(SHARES, c, -0.05, 1.05)
    + overBias(units, state, sums)
    + last(found, ({ share, gone }, k) => mark(k, SHARES.at([c, share])) + mark(k, SHARES.at([c, gone / width]), 5)),
  `The shares over the bias from −6 to 6, marked at ${fixed(c, 2)}: ${words}.`);
}

/* ---- the page ---- */
const VIEWS = {
  curves: { draw: curves, words: "Curves", titles: ["g(a)", "Its slope g′(a)"] },
  layer: { draw: shares, words: "A layer", titles: ["Which units hear which digits", "As the bias moves"] },
};
const only = (name, markup) => `<div data-views="${name}">${markup}</div>`;
const key = (name, ...samples) => `<ul class="key" data-views="${name}">${samples.join("")}</ul>`;
const stroke = (look, v = 9) => path(`M0 ${v}H28`, look);
const option = name => `<option value="${name}">${UNITS[name]?.words ?? "nothing"}</option>`;
const select = (label, name, names) => `<label class="choice unit">${label}
  <select name="${name}">${names.map(option).join("")}</select></label>`;
const HEADS = ["unit", "g(a)", "slope left", "slope right", "software"];

const PAGE = `<div class="panels">${panel("left", "")}${panel("right", "")}</div>
  ${key("curves", sample("first unit", stroke("curve") + mark(0, [14, 9], 5)),
        sample("second unit", stroke("curve second") + mark(1, [14, 9], 5)),
        sample("at a kink: slope from the left", wedge([18, 9], -1)), sample("from the right", wedge([10, 9], 1)))}
  ${key("layer",
        sample("active: slope at least 0.01", path("M3 3h10v12H3Z", "cells unit0")
               + path("M15 3h10v12H15Z", "cells unit1")),
        sample("lost unit", path(cross(14, 9), "cross")), sample("share of active pairs", stroke("curve")),
        sample("of lost units", stroke("curve gone")),
        sample("both, second unit", stroke("curve second", 5) + stroke("curve second gone", 13)))}
  <div class="parameters">
  ${choice("Look at", "view", Object.entries(VIEWS).map(([name, { words }]) => [name, words]))}
  ${only("curves", group("The sum", slider("a", "a", { min: -EDGE, max: EDGE }))
    + `<table><thead><tr>${HEADS.map(words => `<th scope="col">${words}</th>`).join("")}</tr></thead>
    <tbody>${`<tr><th scope="row"></th>${"<td></td>".repeat(HEADS.length - 1)}</tr>`.repeat(2)}</tbody></table>`)}
  ${only("layer", group("The layer", slider("bias c", "c", { min: -BIAS, max: BIAS }),
                        slider("weights times", "scale", { min: 0.1, max: 2 })))}
  ${group("Units", select("first", "unit", NAMES), select("second", "other", ["none", ...NAMES]),
          slider("α of prelu", "alpha", { min: -1, max: 1, step: 0.01 }))}
  </div>
  ${footer(button("kink", "To the kink"), button("dying", "Lose a unit"))}`;

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

/** What the pointer takes hold of in a panel: a or c, by the axes on which it stands. */
const HANDLES = { curves: { left: ["a", G, EDGE], right: ["a", D, EDGE] }, layer: { right: ["c", SHARES, BIAS] } };

function setup(root, { read, move }) {
  for (const select of root.querySelectorAll("select"))
    select.addEventListener("input", () => move({ [select.name]: select.value }));
  for (const side of ["left", "right"]) {
    draggable(root.querySelector(`svg[data-panel=${side}]`), ([u]) => {
      const state = tidy(read()), handle = HANDLES[state.view][side];
      return handle && Math.abs(handle[1].at([state[handle[0]], 0])[0] - u) < 24 && handle;
    }, ([u], [name, axis, most]) => {
      move({ [name]: clamp(+(Math.round(axis.back(u, 0)[0] * 20) / 20).toFixed(2), -most, most) });
    });
  }
}

/** The next bias on the way down, or on a new way down from 0, at which the first unit's layer loses one more. */
function untilLost(state, model) {
  const sums = model.get("_data").sums, [unit] = chosen(state);
  const gone = c => layer(unit, sums, state.scale, c).gone;
  const down = span(241, BIAS, -BIAS).map(c => +c.toFixed(2));
  const next = from => down.find(c => c < from && gone(c) > gone(from));
  return { view: "layer", c: next(state.c) ?? next(0) ?? -BIAS };
}

/** The next kink to the right of a, or the first one; without a kink a stays. */
function toKink(state) {
  const places = chosen(state).flatMap(({ kinks }) => kinks.map(([place]) => place)).sort((p, q) => p - q);
  return { view: "curves", a: places.find(place => place > state.a) ?? places[0] ?? state.a };
}

export default explorable({
  name: "hidden_units", label: "Explorer of hidden units", page: PAGE, draw, setup, seen: tidy,
  sentence: (state, model) => SAYS[tidy(state).view](tidy(state), model.get("_data").sums),
  buttons: { kink: state => toKink(tidy(state)), dying: (state, model) => untilLost(tidy(state), model) },
});

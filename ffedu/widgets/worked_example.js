/* The worked example: the w1..w8 network of Payberah p. 50-69, walked through forward and backward.
   A quantity has the name that it has in ffedu.worked_example, "dE_dw5", and three things here: its value (round), the
   rule that makes it of others (RULES), its place in the network (placeOf). The walk makes one after the other. */

const INTO = {                                          // what comes into each unit: weight and value, then the bias
  h1: { pairs: [["w1", "x1"], ["w2", "x2"]], bias: "b1" }, h2: { pairs: [["w3", "x1"], ["w4", "x2"]], bias: "b1" },
  o1: { pairs: [["w5", "out_h1"], ["w6", "out_h2"]], bias: "b2" },
  o2: { pairs: [["w7", "out_h1"], ["w8", "out_h2"]], bias: "b2" },
};
const UNITS = Object.keys(INTO), HIDDEN = ["h1", "h2"], OUTPUT = ["o1", "o2"];
const LAYERS = { b1: HIDDEN, b2: OUTPUT };
const GIVEN = ["x1", "x2", "target_o1", "target_o2"];
const WEIGHTS = UNITS.flatMap(unit => INTO[unit].pairs.map(([w]) => w));
const UNIT_OF = Object.fromEntries(UNITS.flatMap(unit => INTO[unit].pairs.map(([w]) => [w, unit])));
const between = (h, o) => INTO[o].pairs.find(([, value]) => value === `out_${h}`)[0];
const UPDATES = 100;

/* ---- the values ---- */
const sigma = z => z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

const pathOf = (h, o) => [between(h, o), `dE_dnet_${o}`, `dnet_${o}_dout_${h}`, `dE_${o}_dout_${h}`];

/** The names of what belongs to a unit, to a path from hidden unit to output, to a parameter: made once, for speed. */
const OF = Object.fromEntries(UNITS.map(unit => [unit, {
  ...INTO[unit], net: `net_${unit}`, out: `out_${unit}`, slope: `dout_${unit}_dnet_${unit}`, target: `target_${unit}`,
  error: `E_${unit}`, dout: `dE_dout_${unit}`, dnet: `dE_dnet_${unit}`,
  steps: INTO[unit].pairs.map(([w, x]) => [x, `dnet_${unit}_d${w}`, `dE_d${w}`]),
  paths: HIDDEN.includes(unit) ? OUTPUT.map(o => pathOf(unit, o)) : [],
}]));
const PARAMETERS = [...WEIGHTS, "b1", "b2"].map(p => [p, `dE_d${p}`, `${p}_next`]);

/** Both passes and the new weights: every quantity by its name. `biases` says whether b1 and b2 move. What is written
    into an old object v is written faster. */
export function round({ weights, example, eta, biases }, v = {}) {
  Object.assign(v, example, weights);
  for (const unit of UNITS) {
    const { pairs: [[w, x], [u, y]], bias, net, out } = OF[unit];
    v[net] = v[w] * v[x] + v[u] * v[y] + v[bias];
    v[out] = sigma(v[net]);
  }
  for (const o of OUTPUT) {
    const { dout, out, target, error } = OF[o];
    v[dout] = v[out] - v[target];
    v[error] = v[dout] ** 2 / 2;
    back(v, OF[o]);
  }
  v.E_total = v.E_o1 + v.E_o2;
  for (const h of HIDDEN) {
    const { dout, paths } = OF[h];
    v[dout] = 0;
    for (const [w, dnet, slope, share] of paths) {
      v[slope] = v[w];
      v[share] = v[dnet] * v[w];
      v[dout] += v[share];
    }
    back(v, OF[h]);
  }
  v.dE_db1 = v.dE_dnet_h1 + v.dE_dnet_h2;
  v.dE_db2 = v.dE_dnet_o1 + v.dE_dnet_o2;
  for (const [p, slope, next] of PARAMETERS) v[next] = p in LAYERS && !biases ? v[p] : v[p] - eta * v[slope];
  return v;
}

/** From dE/dout of a unit to its dE/dnet, and on to its two weights. */
function back(v, { out, dout, slope, dnet, steps }) {
  v[slope] = v[out] * (1 - v[out]);
  v[dnet] = v[dout] * v[slope];
  for (const [x, factor, gradient] of steps) {
    v[factor] = v[x];
    v[gradient] = v[dnet] * v[x];
  }
}

/** The start of every round of a run, {weights, E}, UPDATES + 1 of them; the last two runs are kept. */
let runs = new Map();
function run({ weights, example }, eta, biases) {
  const key = `${eta} ${biases}`;
  if (!runs.has(key)) runs = new Map([...[...runs].slice(-1), [key, descent({ weights, example, eta, biases })]]);
  return runs.get(key);
}

export function descent({ weights, example, eta, biases }) {
  const made = [], v = {};
  while (made.length <= UPDATES) {
    round({ weights, example, eta, biases }, v);
    made.push({ weights, E: v.E_total });
    weights = Object.fromEntries(PARAMETERS.map(([p, , next]) => [p, v[next]]));
  }
  return made;
}

/* ---- the rules: {name} stands for another quantity ---- */
export const RULES = {};
for (const unit of UNITS) {
  const { pairs, bias } = INTO[unit], chain = `{dE_dout_${unit}} · {dout_${unit}_dnet_${unit}}`;
  RULES[`net_${unit}`] = `${pairs.map(([w, x]) => `{${w}} · {${x}}`).join(" + ")} + {${bias}}`;
  RULES[`out_${unit}`] = `1 / (1 + e<sup>−{net_${unit}}</sup>)`;
  RULES[`dout_${unit}_dnet_${unit}`] = `{out_${unit}} · (1 − {out_${unit}})`;
  RULES[`dE_dnet_${unit}`] = chain;
  for (const [w, x] of pairs) {
    RULES[`dnet_${unit}_d${w}`] = `{${x}}`;
    RULES[`dE_d${w}`] = `${chain} · {dnet_${unit}_d${w}}`;
  }
}
for (const o of OUTPUT) {
  RULES[`E_${o}`] = `½ ({target_${o}} − {out_${o}})²`;
  RULES[`dE_dout_${o}`] = `{out_${o}} − {target_${o}}`;
  for (const h of HIDDEN) {
    RULES[`dnet_${o}_dout_${h}`] = `{${between(h, o)}}`;
    RULES[`dE_${o}_dout_${h}`] = `{dE_dnet_${o}} · {dnet_${o}_dout_${h}}`;
  }
}
RULES.E_total = "{E_o1} + {E_o2}";
for (const h of HIDDEN) RULES[`dE_dout_${h}`] = `{dE_o1_dout_${h}} + {dE_o2_dout_${h}}`;
for (const b in LAYERS) RULES[`dE_d${b}`] = LAYERS[b].map(unit => `{dE_dnet_${unit}}`).join(" + ");
for (const [p] of PARAMETERS) RULES[`${p}_next`] = `{${p}} − {eta} · {dE_d${p}}`;

const NAME = /\{(\w+)\}/g;
/** A rule with each name in it replaced by what `write` makes of it. */
export const filled = (rule, write) => rule.replace(NAME, (_, name) => write(name));
const operands = name => [...(RULES[name] ?? "").matchAll(NAME)].map(([, operand]) => operand);

/* ---- the walk ---- */
const factors = (unit, w) => [`dE_dout_${unit}`, `dout_${unit}_dnet_${unit}`, `dnet_${unit}_d${w}`, `dE_d${w}`];
const weightsOf = unit => INTO[unit].pairs.map(([w]) => ["factors", factors(unit, w)]);
const paths = h => OUTPUT.map(o => ["path", pathOf(h, o).slice(1)]);
const sum = h => ["sum", [`dE_o1_dout_${h}`, `dE_o2_dout_${h}`, `dE_dout_${h}`]];
const news = names => ["new", names.map(p => `${p}_next`)];

/** The parts of the walk: what each does with its rows, and the rows, the result of the part last. */
const PARTS = [
  ["given", GIVEN],
  ...UNITS.map(unit => ["unit", [`net_${unit}`, `out_${unit}`]]),
  ["error", ["E_o1", "E_o2", "E_total"]],
  ...OUTPUT.flatMap(weightsOf),
  ...HIDDEN.flatMap(h => [...paths(h), sum(h), ...weightsOf(h)]),
  ...["b2", "b1"].map(b => ["bias", [...LAYERS[b].map(unit => `dE_dnet_${unit}`), `dE_d${b}`]]),
  news(WEIGHTS.slice(4)), news(WEIGHTS.slice(0, 4)), news(["b2", "b1"]),
];

/** One stop for each quantity, in the part that needs it first; at the stop 0 nothing is computed. */
const seen = new Set(GIVEN);
export const STOPS = [{ name: "", part: PARTS[0] }, ...PARTS.flatMap(part =>
  part[1].filter(name => !seen.has(name) && seen.add(name)).map(name => ({ name, part })))];
const FIRST = Object.fromEntries(STOPS.map(({ name }, k) => [name, k]));
const LAST = STOPS.length - 1, FORWARD = FIRST.E_total, BACKWARD = FIRST.w5_next - 1;
const known = (name, position) => (FIRST[name] ?? 0) <= position;

/** What the state shows; a link may hold what no control gives. */
function look(state, model) {
  const whole = (key, from, to) => clamp(Math.round(state[key]), from, to);
  const { eta, update_biases: biases } = state, data = model.get("_data"), starts = run(data, eta, biases);
  const position = whole("position", 0, LAST), updates = whole("updates", 0, UPDATES), digits = whole("digits", 2, 8);
  const v = { ...round({ weights: starts[updates].weights, example: data.example, eta, biases }), eta };
  return { ...STOPS[position], position, updates, digits, eta, biases, data, starts, v, number: x => fixed(x, digits) };
}

/* ---- words ---- */
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const small = words => words.replace(/\d/g, digit => SUBSCRIPTS[digit]);         // w5 -> w₅
const sub = name => name === "eta" ? "η" : name.replace(/^(\w+?)_?(o\d|h\d|total|\d)$/, "$1<sub>$2</sub>");

/** A quantity as it is written: ∂E/∂w5 with its index below. */
function symbol(name) {
  const [, above, below] = name.match(/^d(.+)_d(.+)$/) ?? [];
  const written = below ? `∂${sub(above)}/∂${sub(below)}` : sub(name.replace("_next", ""));
  return `<span>${name.endsWith("_next") ? "new " : ""}${written}</span>`;
}
/** The same for ears: "∂E/∂w₅". */
const spoken = name => symbol(name).replace(/<sub>(\w+?)<\/sub>/g, (_, index) => ` ${small(index)}`)
  .replace(/<.*?>/g, "").replace(/([wbx]) (?=[₀-₉])/g, "$1");

const TITLES = {
  given: () => "What is given",
  unit: unit => `Forward: ${HIDDEN.includes(unit) ? "hidden" : "output"} unit ${small(unit)}`,
  error: () => "Forward: the error",
  factors: (_, name) => `Backward: ${symbol(name)}, a product`,
  path: (_, name) => `Backward: ${symbol(name)}, one path`,
  sum: (_, name) => `Backward: ${symbol(name)}, a sum`,
  bias: (_, name) => `Backward: ${symbol(name)}, a sum`,
  new: () => "New weights",
};
const title = ([kind, rows]) => TITLES[kind](rows[0].split("_").at(-1), rows.at(-1));

const tooHigh = (v, o) => v[`dE_dout_${o}`] >= 0;
const way = slope => slope >= 0 ? "positive: E grows with it" : "negative: E falls as it grows";
const source = w => `${STARTS[w][0] === "x" ? "the input" : "the output of"} ${small(STARTS[w])}`;
const against = (v, h) => v[`dE_o1_dout_${h}`] * v[`dE_o2_dout_${h}`] < 0;

/** What each kind of quantity means: [the kind's pattern, its words, given what the pattern caught]. */
const MEANINGS = [
  [/^net_(..)$/, ([u]) => `Forward: unit ${small(u)} adds up what comes in, each input times the weight on its edge, `
    + "and the bias of its layer."],
  [/^out_(..)$/, ([u]) => `The logistic function brings the sum of ${small(u)} between 0 and 1. The value is kept: `
    + "the way back will need it."],
  [/^E_(o.)$/, ([o], { v, number }) => `Output ${small(o)} should be ${number(v[`target_${o}`])} and is too `
    + `${tooHigh(v, o) ? "high" : "low"}. Half the square of the gap is its error.`],
  [/^E_total$/, () => "The two errors add up to E, the one number that training is to make small. The forward pass "
    + "ends here."],
  [/^dE_dout_(o.)$/, ([o], { v }) => `Backward, first factor: how E changes with the output of ${small(o)}. The output `
    + `is too ${tooHigh(v, o) ? "high, so the slope is positive" : "low, so the slope is negative"}.`],
  [/^dout_(..)_/, ([u]) => `Next factor: the slope of the logistic function at ${small(u)}, made of a value that the `
    + "forward pass left. It is never above a quarter, so it shrinks the product."],
  [/^dnet_(..)_d(w.)$/, ([u, w]) => (w === INTO[u].pairs[0][0] ? "Last factor."
    : "The first two factors are known already; only the last is new.")
    + ` In the sum of ${small(u)} the weight ${small(w)} multiplies ${source(w)}, so that is the slope.`],
  [/^dE_d(w.)$/, ([w], { v }) => `Multiplied, the three factors are the gradient of ${small(w)}. It is `
    + `${way(v[`dE_d${w}`])}, so an update ${v[`dE_d${w}`] >= 0 ? "lowers" : "raises"} ${small(w)}.`],
  [/^dE_dnet_(..)$/, ([u]) => `Two factors that every path through ${small(u)} shares: multiplied once, used again and `
    + "again. That is why one backward pass is cheap."],
  [/^dnet_(o.)_dout_(h.)$/, ([o, h]) => `From ${small(o)} back to ${small(h)}: the slope is the weight between them. `
    + `It is the old ${small(between(h, o))}, the one that made the forward pass.`],
  [/^dE_o1_dout_(h.)$/, ([h]) => `The share of the first output in the blame of ${small(h)}. It is one path of two; to `
    + "stop here is the mistake that nearly everybody makes once."],
  [/^dE_o2_dout_(h.)$/, ([h], { v }) => "The share of the second output, along the other path. Its sign is the "
    + `${against(v, h) ? "opposite: the two outputs pull at" : "same: the two outputs agree on"} ${small(h)}.`],
  [/^dE_dout_(h.)$/, ([h]) => `${small(h)} feeds both outputs, so the shares of both paths add. The bold edges are `
    + "these paths; either alone gives a wrong gradient."],
  [/^dE_d(b.)$/, ([b]) => `${small(b)} stands in the sums of both units of its layer, with slope 1, so their two `
    + "slopes add. It has a gradient whether it is updated or not."],
  [/^(w.)_next$/, ([w], { v, number }) => `${small(w)} moves against its gradient, from ${number(v[w])} to `
    + `${number(v[`${w}_next`])}. All gradients were computed before the first weight moves.`],
  [/^(b.)_next$/, ([b], { biases }) => small(b) + (biases
    ? " moves by the same rule as every weight. The deck leaves it out."
    : " stays where it is, as in the deck, although it has a gradient. Tick the box to let it move.")],
];

const begin = ({ updates, starts, number }) => updates
  ? `After ${plural(updates, "update")} E is ${number(starts[updates].E)}; it began at ${number(starts[0].E)}. The `
    + "same walk starts again, with the new weights."
  : "Inputs at the top, targets at the bottom, a weight on each edge. Press Next: forward runs down, backward runs up, "
    + "one number at a time.";

function sentence(state, model) {
  const shown = look(state, model);
  if (!shown.name) return begin(shown);
  const [pattern, words] = MEANINGS.find(([kind]) => kind.test(shown.name));
  const said = words(shown.name.match(pattern).slice(1), shown);
  return shown.position < LAST ? said : `${said} Next starts the next round.`;
}

/* ---- the formula, the table of its part, the deck ---- */
/** The deck's entry for a quantity, where the deck's numbers are those of this state: the first round, its eta. */
function deckOf(name, { updates, eta, data }) {
  return updates || (name.endsWith("_next") && eta !== data.deck_eta) ? null : data.deck[name];
}

/** The rule, its numbers put in, and what comes out; at the start where all this is to lead. */
function formula({ name, v, number, biases }) {
  const lines = (left, ...rights) => rights.map((right, k) => `<div>${k ? "" : left} = ${right}</div>`).join("");
  const rule = RULES[name || "dE_dw5"], alone = /^\{\w+\}$/.test(rule);
  if (!name) return lines(symbol("dE_dw5"), filled(rule, symbol), filled(rule, () => "…"));
  const result = `<b>${number(v[name])}</b>`;
  if (/^b/.test(name) && !biases) return lines(symbol(name), symbol(name.slice(0, 2)), result);
  const figure = operand => operand === "eta" ? short(v.eta) : number(v[operand]);
  const put = operand => `<span>${v[operand] < 0 ? `(${figure(operand)})` : figure(operand)}</span>`;
  return lines(symbol(name), filled(rule, symbol), ...(alone ? [] : [filled(rule, put)]), result);
}

function tableRow(name, shown) {
  const { position, v, number } = shown, told = known(name, position) ? deckOf(name, shown)?.printed ?? "–" : "";
  return `<tr${name === shown.name ? ' class="now"' : ""}><th scope="row">${symbol(name)}</th>
    <td>${known(name, position) ? number(v[name]) : "…"}</td><td>${told.replace("-", "−")}</td></tr>`;
}

const HOW = { equal: "exact", rounds: "rounded", truncates: "cut off" };
function deckWords(shown) {
  const { name, updates, data } = shown, told = name && deckOf(name, shown);
  if (told) return `Deck, ${told.page}: ${told.printed.replace("-", "−")}, ${HOW[told.verdict]}.`;
  if (updates) return "The deck stops after the first update.";
  if (!name) return "The weights are the deck’s too.";
  return data.deck[name] ? `The deck takes η = ${short(data.deck_eta)}.` : "The deck does not print this one.";
}

function drawWork(root, shown) {
  const [, rows] = shown.part, put = (selector, markup) => { root.querySelector(selector).innerHTML = markup; };
  put(".formula", formula(shown));
  put(".chain caption", title(shown.part));
  put(".chain tbody", rows.map(name => tableRow(name, shown)).join("")
    + "<tr><th>\u00a0</th><td></td><td></td></tr>".repeat(4 - rows.length));
  put(".deck", deckWords(shown));
}

/* ---- the network ---- */
const WIDTH = 376, HEIGHT = 496, BOX = 140, PLATE = 88, LEFT = 72, RIGHT = WIDTH - LEFT, MIDDLE = WIDTH / 2;
/** Where everything stands: middle, top, width, height. A weight is a plate on its edge, over the unit it enters. */
const PLACES = {
  x1: [LEFT, 4, BOX, 26], x2: [RIGHT, 4, BOX, 26], b1: [MIDDLE, 162, PLATE, 54], b2: [MIDDLE, 356, PLATE, 54],
  E_o1: [LEFT, 450, BOX, 42], E_o2: [RIGHT, 450, BOX, 42], E_total: [MIDDLE, 450, PLATE, 42],
};
UNITS.forEach((unit, k) => { PLACES[unit] = [k % 2 ? RIGHT : LEFT, k < 2 ? 144 : 338, BOX, 90]; });
WEIGHTS.forEach((w, k) => { PLACES[w] = [[46, 140, 236, 330][k % 4], k < 4 ? 68 : 262, PLATE, 54]; });
const STARTS = Object.fromEntries(UNITS.flatMap(unit => INTO[unit].pairs.map(([w, x]) => [w, x.replace("out_", "")])));
const low = ([u, top, , height], shift) => [u + shift, top + height];
const high = ([u, top], shift) => [u + shift, top];
const toward = ([u], [to]) => clamp(to - u, -30, 30);

/** From value to plate and from plate to unit; a bias, and E, go the short way across to their neighbours. */
function through(w) {
  const plate = PLACES[w], from = PLACES[STARTS[w]], to = PLACES[UNIT_OF[w]];
  return [[w, low(from, toward(from, plate)), high(plate, 0)], [w, low(plate, 0), high(to, toward(to, plate))]];
}
function across(owner, neighbours) {
  const [u, top, , height] = PLACES[owner], v = top + height / 2;
  return neighbours.map(neighbour => {
    const [to, , width] = PLACES[neighbour], side = Math.sign(to - u);
    return [owner, [u + side * PLATE / 2, v], [to - side * width / 2, v]];
  });
}
const LINES = [
  ...WEIGHTS.flatMap(through), ...Object.entries(LAYERS).flatMap(([b, units]) => across(b, units)),
  ...OUTPUT.map(o => [`E_${o}`, low(PLACES[o], 0), high(PLACES[`E_${o}`], 0)]), ...across("E_total", ["E_o1", "E_o2"]),
];

/** Where a quantity stands in the network: the name of an input, unit, weight, bias or error. */
function placeOf(name) {
  const path = name.match(/^d(?:net|E)_(o.)_dout_(h.)$/), target = name.match(/^target_(o.)$/);
  if (path) return between(path[2], path[1]);
  if (target) return `E_${target[1]}`;
  return PLACES[name] ? name : name.replace("_next", "").match(/(?:^|[_d])([hobw][12345678])$/)?.[1];
}

const KINDS = [[/_next$/, "new"], [/_dw.$/, "∂net/∂w"], [/^dnet_/, "∂net/∂out"], [/^dE_o/, "share"]];
/** The line under a weight: what the part is making of it, else its newest number that is known. */
function third(p, { part: [, rows], position }) {
  const at = rows.filter(name => placeOf(name) === p && name !== p && known(name, position)).at(-1);
  return at ?? [`${p}_next`, `dE_d${p}`].find(name => known(name, position));
}

/** The lines of each place: [words, quantity]; those of a quantity that is not known yet are left blank. */
function linesOf(place, shown) {
  if (UNITS.includes(place)) return [["net", `net_${place}`], ["out", `out_${place}`], ["∂E/∂out", `dE_dout_${place}`],
    ["slope", `dout_${place}_dnet_${place}`], ["∂E/∂net", `dE_dnet_${place}`]];
  if (place[0] === "x") return [[small(place), place]];
  if (place === "E_total") return [["E", ""], ["", place]];
  if (place[0] === "E") return [["target", place.replace("E", "target")], ["error", place]];
  const below = third(place, shown), made = below === `dE_d${place}` ? `∂E/∂${place[0]}`
    : KINDS.find(([pattern]) => pattern.test(below))?.[1];
  return [[small(place), "", made], ["", place], ["", below ?? ""]];
}

function drawPlace(place, shown, stress) {
  const [middle, top, width, height] = PLACES[place], left = middle - width / 2, right = middle + width / 2 - 4;
  const rows = linesOf(place, shown), first = top + (height - 17 * rows.length) / 2 + 13;
  const end = (u, v, words, look) => words ? text(u, v, words, `class="${look}" text-anchor="end"`) : "";
  const entry = ([words, name, kind], k) => {
    const v = first + 17 * k, value = name in shown.v && known(name, shown.position) ? shown.number(shown.v[name]) : "";
    const look = `${/^d/.test(name) ? "slope" : ""}${name === shown.name ? " now" : ""}`;
    return (words ? text(left + 4, v, words, 'class="label"') : "") + end(right, v, kind, "label")
      + end(right, v, value, look);
  };
  const name = !UNITS.includes(place) ? ""
    : middle < MIDDLE ? text(left + 6, top - 6, small(place), 'class="unit"')
    : end(right - 2, top - 6, small(place), "unit");
  return `<rect class="place ${stress}" x="${left}" y="${top}" width="${width}" height="${height}"
    rx="${width > PLATE ? 9 : 2}"/>${rows.map(entry).join("")}${name}`;
}

/** A small triangle in the middle of a line that is used, down on the way forward and up on the way back. */
function arrow([u0, v0], [u1, v1], backward) {
  const turn = Math.atan2(v1 - v0, u1 - u0) * 180 / Math.PI + (backward ? 180 : 0);
  const middle = mix([u0, v0], [u1, v1], 0.5);
  return `<path class="arrow" d="M-5-5L6 0L-5 5Z" transform="translate(${middle}) rotate(${turn.toFixed(1)})"/>`;
}

/** The place at work, and the places of what it is made from. */
function atWork({ name, biases }) {
  const at = name && placeOf(name), still = /^b._next/.test(name) && !biases;
  return { at, used: new Set(still ? [] : operands(name).map(placeOf).filter(place => place && place !== at)) };
}

function netWords({ name, number, v }, { at, used }) {
  if (!name) return `Weights ${list(WEIGHTS.map(w => number(v[w])))}; nothing is computed yet.`;
  const places = [...used].map(place => small(place).replace("_", " "));
  return `At work: ${spoken(name)} = ${number(v[name])}, at ${small(at).replace("_", " ")}, made from what stands `
    + `${places.length ? `at ${list(places)}` : "there"}.`;
}

function drawNet(root, shown) {
  const { position, digits } = shown, work = atWork(shown), flows = new Set([...work.used, work.at]);
  const moving = position && position <= BACKWARD;
  const edge = ([owner, from, to]) => !flows.has(owner) ? path(line([from, to]), "edge")
    : path(line([from, to]), "edge used")
      + (moving && Math.abs(to[1] - from[1]) > 12 ? arrow(from, to, position > FORWARD) : "");
  const stress = place => place === work.at ? "work" : work.used.has(place) ? "used" : "";
  const places = Object.keys(PLACES).map(place => drawPlace(place, shown, stress(place)));
  paint(root, "net", `<g class="digits${digits}">${LINES.map(edge).join("")}${places.join("")}</g>`,
        `The network, inputs at the top, errors at the bottom. ${netWords(shown, work)}`);
}

/* ---- E over the updates ---- */
const PLOT = { width: 400, height: 150, left: 36, right: 14, top: 8, bottom: 26 };

function drawE(root, { data, eta, biases, updates, starts, number }) {
  const plane = axes({ ...PLOT, x: [0, UPDATES], y: [0, 0.35] }), other = run(data, eta, !biases);
  const curve = (all, look) => path(line(all.map(({ E }, k) => plane.at([k, Math.min(E, 0.35)]))), look);
  const told = biases ? ["biases moved", "biases kept"] : ["biases kept", "biases moved"];
  const words = (v, said) => text(380, v, said, 'class="halo" text-anchor="end"');
  const [u, v] = plane.at([updates, starts[updates].E]);
  paint(root, "E", plane.frame + plane.ticks([0, 25, 50, 75, 100], [0, 0.1, 0.2, 0.3])
    + curve(other, "curve second") + curve(starts, "curve")
    + `<circle class="mark" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="6"/>`
    + words(26, `E = ${number(starts[updates].E)}`)
    + path("M214 46h28", "curve") + words(51, told[0]) + path("M214 66h28", "curve second") + words(71, told[1]),
  `E over ${UPDATES} updates with ${told[0]}: from ${number(starts[0].E)} to ${number(starts.at(-1).E)}; `
    + `${number(starts[updates].E)} after ${plural(updates, "update")}. `
    + `With ${told[1]} it ends at ${number(other.at(-1).E)}.`);
}

function draw(root, state, model) {
  const shown = look(state, model);
  drawNet(root, shown);
  drawWork(root, shown);
  drawE(root, shown);
}

/* ---- the page ---- */
const PAGE = `<div class="panels walk">${panel("net", "Forward down, backward up", { width: WIDTH, height: HEIGHT })}
  <div class="steps">${player("Walk", "position", "position", LAST)}${button("back", "Back")}${button("next", "Next")}
  ${slider("decimals shown", "digits", { min: 2, max: 8, step: 1, digits: 0 })}</div></div>
  <div class="work"><div class="formula"></div><table class="chain"><caption></caption>
  <thead><tr>${["quantity", "computed", "deck"].map(head => `<th scope="col">${head}</th>`).join("")}</tr></thead>
  <tbody></tbody></table><p class="deck"></p></div>
  <div class="panels wide error">${panel("E", "E over the updates", PLOT)}</div>
  <div class="parameters">${player("Update", "updates made", "updates", UPDATES)}
  ${slider("learning rate η", "eta", { min: 0.1, max: 5, step: 0.1, digits: 1 })}
  ${checkbox("move the biases", "update_biases")}</div>${footer()}`;

const buttons = {
  back: ({ position }) => ({ position: Math.max(0, position - 1) }),
  next: ({ position, updates }) => position < LAST ? { position: position + 1 }
    : { position: 0, updates: Math.min(updates + 1, UPDATES) },
};

export default explorable({
  name: "worked_example", label: "Worked example explorer", page: PAGE, draw, sentence, buttons,
  shown: { position: value => `${value} of ${LAST}` },
  play: { position: () => LAST, updates: () => UPDATES }, pace: { position: 1.6, updates: 12 },
});

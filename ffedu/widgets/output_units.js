/* The explorer of output units: one logit, three views of it (DL section 6.2.2).
   "cost": a sigmoid with its likelihood and with squared error, and the slope that each hands back to the weights.
   "temperature": the softmax of three logits over T, a point of the triangle of all distributions over three classes.
   "overflow": the same loss as it is written on paper and as it should be computed, in the same floats as numpy's. */

const NEAR = 6, FAR = 800, TOP = 6.3;                  // z from -NEAR to NEAR, far from -FAR to FAR; TOP of the losses
const COLD = 0.1, WARM = 5, REACH = 3;                 // T from COLD to WARM, logits from -REACH to REACH
const SURE = 0.9;                                      // a probability above this is called sure

/* ---- the formulas of ffedu.stable and ffedu.output_units ---- */
export function sigmoid(z) {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
}
export const softplus = z => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
export const entropyLoss = (z, y) => softplus((1 - 2 * y) * z);
export const entropySlope = (z, y) => (1 - 2 * y) * sigmoid((1 - 2 * y) * z);
export const squaredLoss = (z, y) => (sigmoid(z) - y) ** 2;
export const squaredSlope = (z, y) => 2 * (sigmoid(z) - y) * sigmoid(z) * sigmoid(-z);

/** softmax(logits / T), the largest exponent brought to 0 first. */
export function tempered(logits, T) {
  const top = Math.max(...logits), e = logits.map(z => Math.exp((z - top) / T)), sum = e.reduce((s, v) => s + v);
  return e.map(v => v / sum);
}

/** The loss and its slope as on paper: e = exp(-z), s = sigma(z), L = -log P(y), G = dL/dz by the chain rule. */
export function naive(z, y) {
  const e = Math.exp(-z), s = 1 / (1 + e), P = y ? s : 1 - s;
  return { e, s, L: -Math.log(P), G: (y ? -1 : 1) / P * s * (1 - s) };
}

export const entropy = p => -p.reduce((sum, v) => sum + (v ? v * Math.log(v) : 0), 0);

/** The first whole logit, on the way out to the wrong side, whose loss on paper is no number any more. */
export function edge(y) {
  const outward = y ? -1 : 1;
  for (let far = 0; Math.abs(far) <= FAR; far += outward) if (!Number.isFinite(naive(far, y).L)) return far;
  return outward * FAR;
}

/* ---- words ---- */
/** A computed number as a program prints it: inf and nan by their names, few digits, a power of ten where it is far. */
function printed(v) {
  if (Number.isNaN(v)) return "nan";
  if (!Number.isFinite(v)) return v > 0 ? "inf" : "−inf";
  const size = Math.abs(v), far = size && (size < 1e-3 || size >= 1e5);
  return (far ? v.toExponential(2).replace("e+", "e") : String(+v.toPrecision(6))).replaceAll("-", "−");
}

/** A slope: three decimals, or two digits and a power of ten where these would be 0. */
const steep = v => Math.abs(v) < 5e-4 && v ? v.toExponential(1).replaceAll("-", "−") : fixed(v, 3);
const times = v => v < 10 ? fixed(v, 1) : Math.round(v).toLocaleString("en");

const SAYS = {
  cost({ z, y }) {
    const right = y ? sigmoid(z) : sigmoid(-z), [G, S] = [entropySlope(z, y), squaredSlope(z, y)];
    const far = Math.abs(S) < 0.05 ? "from which the weights hear next to nothing" : "and more so further out";
    const start = `P(y = 1) = ${fixed(sigmoid(z), 3)} where ${y} is right: `;
    if (right < 1 - SURE) return `${start}wrong and sure. The cross-entropy pulls ${times(G / S)} times as hard as the `
      + `squared error, ${far}.`;
    if (right > SURE) return `${start}right and sure. Both slopes are small, ${steep(G)} and ${steep(S)}, and may be.`;
    return `${start}not sure. Both costs pull, with slopes ${steep(G)} and ${steep(S)}; `
      + "where it is wrong and sure, the two part.";
  },
  temperature({ logits, T }) {
    const p = tempered(logits, T), top = Math.max(...p), first = p.flatMap((v, i) => v > top - 1e-9 ? [i + 1] : []);
    const who = ["", `Class ${first[0]} has`, `Classes ${list(first)} each have`, "All classes have"][first.length];
    const now = top > SURE ? "nearly sure" : top < 0.4 ? "nearly level" : "neither level nor sure";
    return `${who} ${fixed(top, 3)} at T = ${fixed(T, 2)}: ${now}, entropy ${fixed(entropy(p), 2)} of at most `
      + `log 3 = ${fixed(Math.log(3), 2)}. T moves the point along the dotted line and never changes the order.`;
  },
  overflow({ far, y }) {
    const { L, G } = naive(far, y), loss = entropyLoss(far, y), apart = Math.abs(L - loss);
    const at = `z = ${fixed(far, 0)}, and ${y} is right: `;
    if (!Number.isFinite(L)) return `${at}as on paper ${y ? "exp(−z) is inf, s is 0" : "s is 1"}, the loss is `
      + `${printed(L)}, its slope ${printed(G)}. One such example spoils every weight. The stable form has `
      + `${printed(loss)} and ${printed(entropySlope(far, y))}.`;
    if (apart > 0.05 * loss) return `${at}${y ? "s" : "1 − s"} has rounded to 1, so paper's loss is ${printed(L)}; `
      + `the stable form has ${printed(loss)}. No harm yet; for that, go to z = ${fixed(edge(y), 0)}.`;
    const digits = apart ? Math.min(15, Math.floor(-Math.log10(apart / loss))) : 15;
    return `${at}both ways have ${printed(loss)}, alike in ${plural(digits, "digit")}. `
      + `Go on to z = ${fixed(edge(y), 0)}, where they part.`;
  },
};

/* ---- drawing ---- */
const dot = ([u, v], r = 6) => `<circle class="mark zero" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="${r}"/>`;
const box = ([u, v], r = 5.5) => `<rect class="mark one" x="${(u - r).toFixed(1)}" y="${(v - r).toFixed(1)}"
  width="${2 * r}" height="${2 * r}"/>`;
const wedge = ([u, v], r = 7) => path(outline([[u, v - r], [u + r, v + r - 1], [u - r, v + r - 1]]), "mark third");
const right = 'text-anchor="end"', middle = 'text-anchor="middle"';

/** Lines of marks, names and numbers, in a corner of a panel that no curve enters. */
const board = (lines, u, v) => `<g class="halo">${lines.map(([shape, name, value], k) =>
  shape([u, v + 22 * k - 5]) + text(u + 12, v + 22 * k, name) + text(u + 176, v + 22 * k, value, right)).join("")}</g>`;

/** A short piece of the tangent with this slope, through the point where the mark stands. */
const tangent = ({ at }, [z, h], slope) => {
  const t = 1.3 / Math.hypot(1, slope);
  return path(line([[z - t, h - slope * t], [z + t, h + slope * t]].map(at)), "tangent");
};

const LOSSES = axes({ x: [-NEAR, NEAR], y: [0, TOP], left: 28, right: 10, top: 10, bottom: 28 });
const SLOPES = axes({ x: [-NEAR, NEAR], y: [-1.1, 1.1], left: 34, right: 10, top: 10, bottom: 28 });
const TICKS = [-6, -3, 0, 3];
const upright = ({ at }, z, low, high) => path(line([at([z, low]), at([z, high])]), "thin");

function cost(root, { z, y }) {
  const G = entropySlope(z, y), S = squaredSlope(z, y), L = entropyLoss(z, y), Q = squaredLoss(z, y), p = sigmoid(z);
  const { at, curve } = LOSSES, name = text(308, 309, "z", right), u = y ? 126 : 56;    // on the side of right answers
  const said = [[dot, "cross-entropy", fixed(L, 3)], [box, "squared error", fixed(Q, 3)],
                [wedge, "P(y = 1) = σ(z)", fixed(p, 3)]];
  paint(root, "left", LOSSES.frame + LOSSES.ticks(TICKS, [0, 1, 2, 4, 6]) + name + upright(LOSSES, z, 0, TOP)
    + path(curve(sigmoid), "curve third") + path(curve(v => entropyLoss(v, y)), "curve")
    + path(curve(v => squaredLoss(v, y)), "curve second") + tangent(LOSSES, [z, L], G) + tangent(LOSSES, [z, Q], S)
    + wedge(at([z, p])) + dot(at([z, L])) + box(at([z, Q])) + board(said, u, 34),
  `At z = ${fixed(z, 2)} with target ${y}: ${said.map(([, words, value]) => `${words} ${value}`).join(", ")}.`);
  const steepness = [[dot, "cross-entropy", steep(G)], [box, "squared error", steep(S)]];
  paint(root, "right", SLOPES.frame + SLOPES.ticks(TICKS, [-1, 0, 1]) + name + upright(SLOPES, z, -1.1, 1.1)
    + path(line([[-NEAR, 0], [NEAR, 0]].map(SLOPES.at)), "thin") + path(SLOPES.curve(v => entropySlope(v, y)), "curve")
    + path(SLOPES.curve(v => squaredSlope(v, y)), "curve second")
    + dot(SLOPES.at([z, G])) + box(SLOPES.at([z, S])) + board(steepness, u, y ? 34 : 256),
  `The slopes at z = ${fixed(z, 2)}, target ${y}: cross-entropy ${steep(G)}, squared error ${steep(S)}.`);
}

const CORNERS = [[28, 280], [292, 280], [160, 52]];
const blend = p => [0, 1].map(k => p.reduce((sum, v, i) => sum + v * CORNERS[i][k], 0));
const BARS = axes({ x: [0.4, 3.6], y: [0, 1.12], left: 34, right: 10, top: 10, bottom: 46 });

/** The points of softmax(logits / T) for all T, from the centre to where it is coldest. */
const trail = logits => [1e9, ...span(60, 0.02, 1).map(t => COLD / t ** 2), COLD / 100]
  .map(T => blend(tempered(logits, T)));

function temperature(root, { logits, T }) {
  const p = tempered(logits, T), ghost = tempered(logits, 1);
  const shares = list(p.map((v, i) => `class ${i + 1} ${fixed(v, 3)}`));
  const halves = [0, 1, 2].map(i => line([1, 2].map(k => mix(CORNERS[i], CORNERS[(i + k) % 3], 0.5)))).join("");
  paint(root, "left", path(outline(CORNERS), "square") + path(halves, "thin") + path(line(trail(logits)), "curve third")
    + box(blend(ghost), 4.5) + dot(blend(p), 7)
    + text(4, 304, "class 1") + text(316, 304, "class 2", right) + text(160, 38, "class 3", middle),
  `The point of the simplex at T = ${fixed(T, 2)}: ${shares}. Corners are certainty, the centre is all alike.`);
  paint(root, "right", BARS.frame + BARS.ticks([], [0, 0.5, 1])
    + p.map((v, i) => bar(i, v, ghost[i], logits[i])).join(""),
  `Bars of the three probabilities: ${shares}; dashed outlines, those at T = 1: ${list(ghost.map(v => fixed(v, 3)))}.`);
}

function bar(i, share, ghost, logit) {
  const [u, foot] = BARS.at([i + 1, 0]), top = v => BARS.at([0, v])[1];
  const column = (v, look) => `<rect class="${look}" x="${u - 28}" y="${top(v).toFixed(1)}" width="56"
    height="${(foot - top(v)).toFixed(1)}"/>`;
  return column(share, `mark ${["zero", "one", "third"][i]}`) + column(ghost, "ghost")
    + `<g class="halo">${text(u, (top(share) - 6).toFixed(1), fixed(share, 3), middle)}</g>`
    + text(u, foot + 18, `class ${i + 1}`, middle) + text(u, foot + 36, `z${"₁₂₃"[i]} = ${fixed(logit, 2)}`, middle);
}

const WIDE = axes({ x: [-FAR, FAR], y: [0, 880], left: 38, right: 10, top: 10, bottom: 28 });

function overflow(root, { far, y }) {
  const from = edge(y), { L, G, e, s } = naive(far, y), loss = entropyLoss(far, y), slope = entropySlope(far, y);
  const { at, curve } = WIDE, [low, high] = y ? [from + 1, FAR] : [-FAR, from - 1];      // on paper a number
  const lost = (y ? [-FAR, from] : [from, FAR]).map(z => at([z, 0])[0]), words = `inf from z = ${fixed(from, 0)} on`;
  paint(root, "left", `<rect class="nowhere" x="${lost[0]}" y="10" width="${lost[1] - lost[0]}" height="282"/>`
    + WIDE.frame + WIDE.ticks([-800, -400, 0, 400], [0, 400, 800]) + text(308, 309, "z", right)
    + upright(WIDE, far, 0, 880)
    + path(curve(z => entropyLoss(z, y), -FAR, FAR, 401), "curve")
    + path(curve(z => naive(z, y).L, low, high, 401), "curve second")
    + dot(at([far, loss]), 7) + (Number.isFinite(L) ? box(at([far, L]), 4) : "")
    + `<g class="halo">${y ? text(lost[1] + 6, 30, words) : text(lost[0] - 6, 30, words, right)}</g>`,
  `The loss from z = −${FAR} to ${FAR}, target ${y}: as on paper it is ${words} outwards, the stable form goes on.`);
  const sign = y ? "−" : "", size = Math.abs(far);
  paint(root, "right", table("As on paper", [["exp(−z)", e], ["s = 1 / (1 + exp(−z))", s],
    [y ? "L = −log s" : "L = −log(1 − s)", L], [`dL/dz = ${y ? "−1/s" : "1/(1 − s)"} · s (1 − s)`, G]], 26)
    + table("As the library does", [["exp(−|z|)", Math.exp(-size)], [`max{0, ${sign}z}`, Math.max(0, y ? -far : far)],
      ["log(1 + exp(−|z|))", Math.log1p(Math.exp(-size))], ["L, the sum of the two", loss],
      [`dL/dz = ${sign}σ(${sign}z)`, slope]], 166),
  `At z = ${fixed(far, 0)}, target ${y}, on paper: loss ${printed(L)}, slope ${printed(G)}; `
    + `stable: loss ${printed(loss)}, slope ${printed(slope)}.`);
}

/** Rows of a formula and its number; what is no number is set in bold and underlined. */
const table = (head, rows, top) => text(8, top, head, 'class="head"') + rows.map(([formula, value], k) => {
  const v = top + 25 * (k + 1);
  return path(line([[8, v - 18], [312, v - 18]]), "rule") + text(8, v, formula)
    + text(312, v, printed(value), `${right} class="${Number.isFinite(value) ? "value" : "value wrong"}"`);
}).join("");

/* ---- the page ---- */
const VIEWS = {
  cost: { draw: cost, words: "Cost and unit", titles: ["Probability and losses", "Their slopes in z"] },
  temperature: { draw: temperature, words: "Temperature", titles: ["Three shares as one point", "The three shares"] },
  overflow: { draw: overflow, words: "Overflow", titles: ["The loss, far out", "Step by step, in floats"] },
};
const only = (names, markup) => `<div data-views="${names}">${markup}</div>`;
const key = (name, ...samples) => `<ul class="key" data-views="${name}">${samples.join("")}</ul>`;
const stroke = look => path("M0 9H28", look);

const logit = i => slider(`z${"₁₂₃"[i]}`, ["logits", i], { min: -REACH, max: REACH });

const PAGE = `<div class="panels">${panel("left", "")}${panel("right", "")}</div>
  ${key("cost", sample("cross-entropy", stroke("curve") + dot([14, 9], 5)),
        sample("squared error", stroke("curve second") + box([14, 9], 4.5)),
        sample("P(y = 1)", stroke("curve third") + wedge([14, 9], 6)), sample("slope at z", stroke("tangent")))}
  ${key("temperature", sample("at T", dot([14, 9])),
        sample("at T = 1", box([9, 9], 4.5) + path("M18 16V4H26V16", "ghost")),
        sample("at every T", stroke("curve third")))}
  ${key("overflow", sample("stable", stroke("curve") + dot([14, 9], 5)),
        sample("as on paper", stroke("curve second") + box([14, 9], 4)),
        sample("as on paper: inf", path("M0 2H28V16H0Z", "nowhere")))}
  <div class="parameters">
  ${choice("Look at", "view", Object.entries(VIEWS).map(([name, { words }]) => [name, words]))}
  ${only("cost overflow", choice("Right answer", "y", [[1, "y = 1"], [0, "y = 0"]]))}
  ${only("cost", group("The logit", slider("z", "z", { min: -NEAR, max: NEAR })))}
  ${only("overflow", group("The logit", slider("z, far out", "far", { min: -FAR, max: FAR, step: 1, digits: 0 })))}
  ${only("temperature", group("Temperature and logits", slider("T", "T", { min: COLD, max: WARM }),
                              ...[0, 1, 2].map(logit)))}
  </div>
  ${footer(button("wrong", "Wrong and sure"), button("cold", "Cold or hot"), button("edge", "To the first inf"))}`;

/** A link may hold anything: what the sliders cannot give is brought to what they can. */
const tidy = ({ view, y, z, T, logits, far }) => ({
  view: view in VIEWS ? view : "cost", y: y ? 1 : 0, z: clamp(z, -NEAR, NEAR), T: clamp(T, COLD, WARM),
  logits: logits.map(v => clamp(v, -700, 700)), far: clamp(far, -FAR, FAR),
});

function draw(root, state) {
  const { view } = tidy(state);
  for (const part of root.querySelectorAll("[data-views]")) part.hidden = !part.dataset.views.split(" ").includes(view);
  root.querySelectorAll("figcaption").forEach((title, k) => { title.textContent = VIEWS[view].titles[k]; });
  root.dataset.view = view;
  VIEWS[view].draw(root, tidy(state));
}

/** What the pointer takes hold of, where it is, and the state that it leads to. */
const HANDLES = {
  cost: { at: ({ z }) => LOSSES.at([z, 0])[0], to: u => ({ z: near(LOSSES.back(u, 0)[0], NEAR, 0.05) }) },
  overflow: { at: ({ far }) => WIDE.at([far, 0])[0], to: u => ({ far: near(WIDE.back(u, 0)[0], FAR, 1) }) },
};
const near = (v, most, step) => clamp(+(Math.round(v / step) * step).toFixed(2), -most, most);

/** The logits whose softmax over T is nearest to a place in the triangle, as far as the sliders go. */
export function logitsAt([u, v], T) {
  const [[left, foot], [end], [, top]] = CORNERS;
  const third = (foot - v) / (foot - top), second = (u - left) / (end - left) - third / 2;
  const log = [1 - second - third, second, third].map(share => T * Math.log(Math.max(share, 1e-6)));
  const mean = (Math.max(...log) + Math.min(...log)) / 2;
  return log.map(z => near(z - mean, REACH, 0.05));
}

function setup(root, { read, move }) {
  const state = () => tidy(read());
  draggable(root.querySelector("svg[data-panel=left]"), ([u, v]) => {
    const now = state(), handle = HANDLES[now.view];
    if (handle) return Math.abs(handle.at(now) - u) < 24;
    const [p, q] = blend(tempered(now.logits, now.T));
    return Math.hypot(p - u, q - v) < 28;
  }, place => {
    const now = state(), handle = HANDLES[now.view];
    move(handle ? handle.to(place[0]) : { logits: logitsAt(place, now.T) });
  });
}

const buttons = {
  wrong: ({ y }) => ({ view: "cost", z: y ? -5 : 5 }),
  cold: ({ T }) => ({ view: "temperature", T: T < 1 ? WARM : 0.25 }),
  edge: ({ y }) => ({ view: "overflow", far: edge(y) }),
};

export default explorable({
  name: "output_units", label: "Explorer of output units", page: PAGE, draw, setup, buttons, seen: tidy,
  sentence: state => SAYS[tidy(state).view](tidy(state)),
  changed: changes => "y" in changes ? { y: Number(changes.y) } : changes,    // a radio button's value is a word
});

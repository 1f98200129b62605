/* The approximation explorer: N hidden units build F, which is to come close to f on [a, b] in the sup norm.
   F is written down in one of four ways (DL section 6.4.1): a staircase of sigmoids, bumps of two sigmoids each, relu
   units that bend at equal knots, or at knots that are placed. The error is the largest |F - f| on the chapter's grid,
   exact for relu; beside it stands a floor, what no N relu units or no
   N hard steps get below, which Python has computed. */

const SHARPNESS = 40, FEWEST = 2, MOST = 64, GRID = 1000;
const HAIR = 1e-12;                                   // just left of the middle: the jump is there, and no grid sees it
const EXACT = 1e-12;                                  // errors below this are rounding
const KINDS = { staircase: "staircase of steps", bumps: "bumps, two units each", equal: "relu, equal knots",
                placed: "relu, placed knots" };

/** f on [a, b]; where(slope), the place where f has it; its second derivative where knots are shared by that; the axes
    of the picture (errors in powers of ten). */
const TARGETS = {
  sine: { name: "sin x", on: "[0.5, 2.5]", f: Math.sin, where: Math.acos, d2f: x => -Math.sin(x), a: 0.5, b: 2.5,
          y: [0, 1.2], ticks: [[0.5, 1, 1.5, 2, 2.5], [0, 0.5, 1]], decades: [-5, 0] },
  exp: { name: "eˣ", on: "[0, 5]", f: Math.exp, where: Math.log, d2f: Math.exp, a: 0, b: 5, y: [-20, 170],
         ticks: [[0, 1, 2, 3, 4, 5], [0, 50, 100, 150]], decades: [-3, 3] },
  square: { name: "x²", on: "[0, 1]", f: x => x * x, where: s => s / 2, a: 0, b: 1, y: [-0.2, 1.2],
            ticks: [[0, 0.5, 1], [0, 0.5, 1]], decades: [-5, 0] },
  abs: { name: "|x|", on: "[−1, 1]", f: Math.abs, a: -1, b: 1, y: [-0.2, 1.2],
         ticks: [[-1, 0, 1], [0, 0.5, 1]], decades: [-3, 0] },
  step: { name: "a step", on: "[−1, 1]", f: x => x >= 0 ? 1 : 0, a: -1, b: 1, y: [-0.2, 1.2],
          ticks: [[-1, 0, 1], [0, 0.5, 1]], decades: [-2, 1] },
};

/* ---- the networks ---- */
const kept = {};                                      // what does not move is computed once
const once = (key, make) => kept[key] ??= make();
const counted = (n, f) => Array.from({ length: n }, (_, i) => f(i));

/** c0 + sum c_i sigma(k (x - m_i)): N sigmoids that climb from sample to sample. */
function staircase({ f, a, b }, N) {
  const h = (b - a) / N, v = counted(N + 1, i => f(a + h * i));
  return { k: SHARPNESS / h, c0: v[0], m: counted(N, i => a + h * (i + 0.5)), c: counted(N, i => v[i + 1] - v[i]) };
}

/** n bumps, each a step up and a step down, as high as f in its middle; the outer steps stand a cell outside. */
function bumps({ f, a, b }, n) {
  const h = (b - a) / n, v = counted(n, i => f(a + h * (i + 0.5)));
  const edges = counted(n + 1, i => i === 0 ? a - h : i === n ? b + h : a + h * i);
  return { k: SHARPNESS / h, c0: 0, m: [...edges.slice(0, -1), ...edges.slice(1)], c: [...v, ...v.map(w => -w)] };
}

/** Straight between the knots t, with the values v there. */
const straight = (t, v) => ({ t, v });
const equal = ({ f, a, b }, N) => {
  const t = counted(N + 1, i => i === N ? b : a + i * ((b - a) / N));
  return straight(t, t.map(f));
};

/** N chords whose knots share the integral of sqrt|f''|, moved half their error towards f. */
function equidistributed(name, N) {
  const { f, d2f, a, b } = TARGETS[name], x = i => a + (b - a) * i / 10000;
  const share = once(`share ${name}`, () => {
    const density = counted(10001, i => Math.sqrt(Math.abs(d2f(x(i))))), sums = [0];
    for (let i = 1; i <= 10000; i++) sums.push(sums[i - 1] + (density[i - 1] + density[i]) / 2 * (b - a) / 10000);
    return sums;
  });
  const total = share.at(-1), moved = Math.sign(d2f(a)) * total ** 2 / (16 * N * N);
  let at = 0;
  const t = counted(N + 1, i => {
    const wanted = i / N * total;
    while (at < 9999 && share[at + 1] < wanted) at++;
    return x(at) + (x(at + 1) - x(at)) * (wanted - share[at]) / (share[at + 1] - share[at]);
  });
  return straight(t, t.map(place => f(place) - moved));
}

/** The best knots where they are known (x², |x|), a ramp of width 2/N for the step, shared knots for the others. */
function placed(name, N) {
  if (name === "abs") return straight([-1, 0, 1], [1, 0, 1]);
  if (name === "step") return straight([-1, -1 / N, 1 / N, 1], [0, 0, 1, 1]);
  if (name !== "square") return equidistributed(name, N);
  const p = 1 / (2 * N + 1), t = [0, ...counted(N + 1, i => p + 2 * p * i)];
  return straight(t, t.map(knot => Math.max(knot, p) ** 2 - p * p / 2));
}

export function network({ target, kind, N }) {
  const wanted = TARGETS[target];
  return kind === "staircase" ? staircase(wanted, N) : kind === "bumps" ? bumps(wanted, Math.floor(N / 2))
    : kind === "equal" ? equal(wanted, N) : placed(target, N);
}

/** F(x). A sigmoid farther than 40 / k from its step is 0 or 1 to the last digit. */
export function output(net, x) {
  if (net.t) {
    const { t, v } = net;
    let i = 0, after = t.length - 1;
    while (after - i > 1) { const middle = (i + after) >> 1; if (t[middle] <= x) i = middle; else after = middle; }
    return v[i] + (v[i + 1] - v[i]) / (t[i + 1] - t[i]) * (x - t[i]);
  }
  let sum = net.c0;
  for (let i = 0; i < net.m.length; i++) {
    const z = net.k * (x - net.m[i]);
    if (z > -40) sum += z > 40 ? net.c[i] : net.c[i] / (1 + Math.exp(-z));
  }
  return sum;
}

/** The chapter's grid on [a, b]: 1001 points, and one a hair left of the middle. */
const grid = name => once(`grid ${name}`, () => {
  const { a, b } = TARGETS[name], x = counted(GRID + 1, i => a + (b - a) * i / GRID);
  x.splice(GRID / 2, 0, (a + b) / 2 - HAIR);
  return x;
});

/** Where |F - f| can be largest if F is of straight pieces: the knots, and where f has the slope of a piece. */
function extremes({ t, v }, where) {
  if (!t) return [];
  const slopes = t.slice(1).map((next, i) => (v[i + 1] - v[i]) / (next - t[i]));
  return where ? [...t, ...slopes.map(where)] : t;
}

/** d = F - f on the grid x, the largest |F - f| = |gap|, and the place of it. */
let last = { key: "" };
function off(state) {
  const key = `${state.target} ${state.kind} ${state.N}`;
  if (last.key !== key) last = { key, ...measured(state) };
  return last;
}

function measured(state) {
  const net = network(state), { f, where } = TARGETS[state.target], x = grid(state.target);
  const d = x.map(v => output(net, v) - f(v)), found = { place: x[0], gap: d[0] };
  const look = (place, gap) => { if (Math.abs(gap) > Math.abs(found.gap)) Object.assign(found, { place, gap }); };
  d.forEach((gap, i) => look(x[i], gap));
  for (const place of extremes(net, where)) look(place, output(net, place) - f(place));
  return { net, x, d, ...found, error: Math.abs(found.gap) };
}

export const error = state => measured(state).error;
const errors = (target, kind) => once(`errors ${target} ${kind}`, () =>
  counted(MOST - FEWEST + 1, i => error({ target, kind, N: FEWEST + i })));

const made = kind => kind === "staircase" || kind === "bumps" ? "steps" : "relu";
const floorOf = ({ target, kind, N }, model) => model.get("_data").floors[target][made(kind)][N - FEWEST];

/* ---- words ---- */
const size = v => v < EXACT ? "0" : v >= 1 ? v.toFixed(2) : fixed(v, 2 - Math.floor(Math.log10(v)));
const HOW = {
  staircase: N => `${N} units make ${N} steps, from sample to sample`,
  bumps: N => `${N} units make ${plural(Math.floor(N / 2), "bump")}${N % 2 ? ", and one is left over" : ""}`,
  equal: N => `${N} units make ${N} straight pieces of equal length`,
  placed: N => `${N} units bend where it helps most`,
};

function limit(state, model, now) {
  const floor = floorOf(state, model);
  if (state.target === "step") return "No continuous network gets below 0.5 at a jump.";
  if (!floor) return "Two relu units are enough to be exact.";
  if (made(state.kind) === "relu") return `No ${state.N} relu units get below ${size(floor)}.`;
  return `No ${state.N} hard steps get below ${size(floor)}${now < floor ? "; soft ones can, as here" : ""}.`;
}

function gain(state, now) {
  const N = 2 * state.N, twice = N > MOST ? error({ ...state, N }) : errors(state.target, state.kind)[N - FEWEST];
  if (twice < EXACT) return "Twice as many would be exact: a knot falls on the corner.";
  const ratio = now / twice;
  return ratio < 1.05 ? "Twice as many would not help."
    : `Twice as many would make it ${ratio.toFixed(1)} times smaller.`;
}

function sentence(state, model) {
  const { error: now, place } = off(state);
  if (now < EXACT) return `${HOW[state.kind](state.N)}: F is exact. ${limit(state, model, now)}`;
  return `${HOW[state.kind](state.N)}: the largest error is ${size(now)}, at x\u00a0=\u00a0${fixed(place, 2)}. `
    + `${limit(state, model, now)} ${gain(state, now)}`;
}

/* ---- drawing ---- */
const dots = points => points.map(([u, v]) => `M${u.toFixed(1)} ${v.toFixed(1)}h0`).join("");

/** The parts of F: knots with a dot, steps with a mark on the axis, bumps as bars. */
function parts({ net, kind, plane, y }) {
  const { at } = plane;
  if (net.t) {
    const knots = net.t.map((t, i) => at([t, clamp(net.v[i], ...y)]));
    return path(dots(knots), net.t.length > 34 ? "knots small" : "knots");
  }
  if (kind === "staircase") return path(net.m.map(m => `M${coordinates([at([m, y[0]])])}v-8`).join(""), "marks");
  const n = net.m.length / 2, h = SHARPNESS / net.k, middle = i => (i ? net.m[i] : net.m[0] + h) + h / 2;
  const bar = i => [[-1, 0], [-1, 1], [1, 1], [1, 0]].map(([side, up]) =>
    at([middle(i) + side * h / 2, up * clamp(net.c[i], ...y)]));
  return path(counted(n, i => line(bar(i))).join(""), "bars");
}

/** F as a path: from knot to knot, or over the grid. */
const drawn = ({ net, x, d }, at, y, f) => line(net.t ? net.t.map((t, i) => at([t, clamp(net.v[i], ...y)]))
  : x.map((v, i) => at([v, clamp(f(v) + d[i], ...y)])).filter((_, i) => i % 2 === 0));

const wanted = (target, { at }) => once(`wanted ${target}`, () => {
  const { f } = TARGETS[target];
  return line(grid(target).map(v => at([v, f(v)])));
});

function drawNet(root, state, found) {
  const { a, b, y, f, ticks, name, on } = TARGETS[state.target], { place, gap, error: now } = found;
  const plane = axes({ x: [a, b], y, left: 40, right: 12, top: 30, bottom: 32 }), { at } = plane;
  const ends = [f(place), f(place) + gap].map(v => at([place, clamp(v, ...y)]));
  const [u, v] = ends[1].map(w => w.toFixed(1));
  const mark = now < EXACT ? "" : `<path class="worst thinner" d="M${u} 288V30"/>${path(line(ends), "worst")}`
    + `<circle class="mark" cx="${u}" cy="${v}" r="5"/>`;
  paint(root, "net", plane.frame + plane.ticks(...ticks) + path(wanted(state.target, plane), "wanted")
    + parts({ net: found.net, kind: state.kind, plane, y }) + path(drawn(found, at, y, f), "curve") + mark
    + text(176, 20, now < EXACT ? "F is exact" : `largest error ${size(now)} at x = ${fixed(place, 2)}`,
           'text-anchor="middle"'),
  `${name} on ${on} and the network F of ${state.N} units, ${KINDS[state.kind]}; the largest error is ${size(now)}.`);
}

function drawRate(root, state, model, now) {
  const { decades: [low, high], name } = TARGETS[state.target];
  const plane = axes({ x: [0.8, 6.2], y: [low, high], left: 52, right: 12, top: 12, bottom: 44 }), { at } = plane;
  const least = kind => Math.min(...errors(state.target, kind));
  const zero = Object.keys(KINDS).some(kind => least(kind) < EXACT);
  const place = (N, e) => at([Math.log2(N), e < EXACT ? low : clamp(Math.log10(e), low, high)]);
  const cloud = kind => dots(errors(state.target, kind).map((e, i) => place(FEWEST + i, e)));
  const floors = model.get("_data").floors[state.target][made(state.kind)];
  const floor = floorOf(state, model), others = Object.keys(KINDS).filter(kind => kind !== state.kind);
  const power = p => [p, zero && p === low ? "0" : p < -3 ? `10⁻${"⁴⁵"[-p - 4]}` : short(10 ** p, 3)];
  const [u, v] = place(state.N, now), [, w] = place(state.N, floor);
  paint(root, "rate", plane.frame
    + plane.ticks([1, 2, 3, 4, 5, 6].map(k => [k, String(2 ** k)]), counted(high - low + 1, i => power(low + i)))
    + text(180, 314, "hidden units N", 'text-anchor="middle"') + path(others.map(cloud).join(""), "others")
    + path(line(floors.map((e, i) => place(FEWEST + i, e))), "curve second")
    + path(`M${u.toFixed(1)} 12V276`, "thin") + path(cloud(state.kind), "chosen")
    + `<rect class="mark one" x="${(u - 5).toFixed(1)}" y="${(w - 5).toFixed(1)}" width="10" height="10"/>`
    + `<circle class="mark zero" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="6"/><g class="halo">`
    + text(300, 32, `error ${size(now)}`, 'text-anchor="end"')
    + text(300, 50, `floor ${size(floor)}`, 'text-anchor="end"')
    + "</g>",
  `The largest error for ${name} against the number of units, on logarithmic axes: with ${FEWEST} units `
    + `${size(errors(state.target, state.kind)[0])}, with ${state.N} ${size(now)}, with ${MOST} `
    + `${size(errors(state.target, state.kind).at(-1))}; the floor with ${state.N} is ${size(floor)}.`);
}

function drawOff(root, state, model, { x, d, error: now, place, gap }) {
  const { a, b, ticks } = TARGETS[state.target], floor = floorOf(state, model), top = now < EXACT ? 1 : now;
  const plane = axes({ x: [a, b], y: [-1.25 * top, 1.25 * top], height: 170, left: 66, right: 12, top: 8, bottom: 26 });
  const { at } = plane, [u, v] = at([place, gap]), level = e => line([at([a, e]), at([b, e])]);
  const shown = now < EXACT ? [0] : [[-now, `−${size(now)}`], 0, [now, size(now)]];
  paint(root, "off", plane.frame + plane.ticks(ticks[0], shown) + path(level(0), "thin")
    + path(level(floor) + level(-floor), "curve second") + path(line(x.map((p, i) => at([p, d[i]]))), "curve")
    + (now < EXACT ? "" : `<circle class="mark" cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="5"/>`),
  `F − f over x, magnified: between −${size(now)} and ${size(now)}; the floor for as many units is ${size(floor)}.`);
}

function draw(root, state, model) {
  const found = off(state);
  drawNet(root, state, found);
  drawRate(root, state, model, found.error);
  drawOff(root, state, model, found);
}

/* ---- the page ---- */
const dot = look => path("M14 9h0", look);
const PAGE = `<div class="panels">
  ${panel("net", "The target f and the network F")}${panel("rate", "Largest error against N")}</div>
  <div class="panels lower">${panel("off", "F − f, magnified", { height: 170 })}
  <ul class="key">${sample("target f", path("M0 9H28", "wanted"))}${sample("network F", path("M0 9H28", "curve"))}
  ${sample("largest error", `<circle class="mark zero" cx="14" cy="9" r="6"/>`)}
  ${sample("floor of relu or hard steps", path("M0 9H28", "curve second"))}
  ${sample("this way to build", dot("chosen"))}${sample("the other ways", dot("others"))}</ul></div>
  <div class="parameters">
  ${group("Units", slider("hidden units N", "N", { min: FEWEST, max: MOST, step: 1, digits: 0 }))}
  ${choice("Target f", "target", Object.entries(TARGETS).map(([key, { name }]) => [key, name]))}
  ${choice("The network F", "kind", Object.entries(KINDS))}</div>
  ${footer(button("twice", "Twice as many"), button("half", "Half as many"))}`;

export default explorable({
  name: "approximation", label: "Approximation explorer", page: PAGE, sentence, draw,
  buttons: { twice: ({ N }) => ({ N: Math.min(MOST, 2 * N) }),
             half: ({ N }) => ({ N: Math.max(FEWEST, Math.floor(N / 2)) }) },
});

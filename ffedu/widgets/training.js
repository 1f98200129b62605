/* The training explorer: gradient descent, momentum, Nesterov's momentum and Adam from one start theta = [b, w] on the
   quadratic J of a line through points (DL sections 4.3 and 8.3-8.5). Python hands over what the quadratic is, in
   _data: its minimum `best`, its Hessian H, the eigenvalues `curvatures` of H and `limit`, 2 / lambda_max.
   On the left the walks over contours of J, on the right log J above its minimum; below them up to which rate each
   rule arrives. The contours are exact ellipses, made once. */

const B = [-4, 14], W = [-2, 8], RATES = [0, 0.12], LOG_J = [-6, 4], STEPS = 300;
const LEVELS = [0.5, 2, 8, 32, 128, 512];             // each ellipse twice as wide as the one inside
const NEAR = 1e-4;                                    // nearer to the least J than this counts as arrived
const NAMES = { sgd: "gradient descent", momentum: "momentum", nesterov: "Nesterov", adam: "Adam" };
const LOOKS = { sgd: "curve", momentum: "curve second", nesterov: "curve third", adam: "curve fourth" };
const HEADS = {                                       // where a walk stands: a shape of its own for each rule
  sgd: '<circle r="6"/>', momentum: '<rect x="-5.5" y="-5.5" width="11" height="11"/>',
  nesterov: '<path d="M0-7.5L7 5.5H-7Z"/>', adam: '<path d="M0-8L8 0L0 8L-8 0Z"/>',
};
const ALL = Object.keys(NAMES), BOUNDED = ALL.slice(0, 3);

/* ---- the rules: (theta, what it remembers or null, slope, rates) -> [theta, what it remembers] ---- */
const add = (p, q, k = 1) => p.map((v, i) => v + k * q[i]);
const blend = (rho, p, q) => p.map((v, i) => rho * v + (1 - rho) * q[i]);
const still = theta => theta.map(() => 0);

/** The velocity alpha v - epsilon g, added to theta. */
function pushed(theta, v, g, { epsilon, alpha }) {
  const next = add(v.map(part => alpha * part), g, -epsilon);
  return [add(theta, next), next];
}

export const rules = {
  sgd: (theta, memory, slope, { epsilon }) => [add(theta, slope(theta), -epsilon), null],
  momentum: (theta, v, slope, rates) => pushed(theta, v ?? still(theta), slope(theta), rates),
  nesterov: (theta, v, slope, rates) =>               // the slope where the velocity is about to carry it
    pushed(theta, v ?? still(theta), slope(v ? add(theta, v, rates.alpha) : theta), rates),
  adam: (theta, memory, slope, { epsilon_adam }) => {
    const g = slope(theta), before = memory ?? { s: still(theta), r: still(theta), t: 0 }, t = before.t + 1;
    const s = blend(0.9, before.s, g), r = blend(0.999, before.r, g.map(v => v * v));
    const move = s.map((v, i) => v / (1 - 0.9 ** t) / (Math.sqrt(r[i] / (1 - 0.999 ** t)) + 1e-8));
    return [add(theta, move, -epsilon_adam), { s, r, t }];
  },
};

/** H d, the slope of the quadratic at best + d. */
const times = (H, d) => H.map(row => row[0] * d[0] + row[1] * d[1]);
export const slopeOf = ({ H, best }) => theta => times(H, add(theta, best, -1));

/** How far J is above its minimum: d^T H d / 2. */
export function above({ H, best }, theta) {
  const d = add(theta, best, -1), Hd = times(H, d);
  return Math.hypot(...d) > 1e150 ? Infinity : (d[0] * Hd[0] + d[1] * Hd[1]) / 2;
}

/** The points of a rule from [b, w], the start first. */
export function walk(rule, valley, { b, w, ...rates }, steps = STEPS) {
  const slope = slopeOf(valley), points = [[b, w]];
  for (let memory = null, theta; points.length <= steps; points.push(theta))
    [theta, memory] = rules[rule](points.at(-1), memory, slope, rates);
  return points;
}

/** The rates below which a rule arrives, from 2 / lambda_max (at the limit a step multiplies by -1 across the valley). */
export const limits = (limit, alpha) =>
  ({ sgd: limit, momentum: limit * (1 + alpha), nesterov: limit * (1 + alpha) / (1 + 2 * alpha) });

/* ---- walks: made anew only where the start or a rate of theirs has moved ---- */
const RANGES = { b: B, w: W, epsilon: [0.0005, 0.12], alpha: [0, 0.99], epsilon_adam: [0.01, 1], step: [0, STEPS] };

/** The state with numbers as they can be: a link may hold others. */
function tidy(state) {
  const held = Object.entries(RANGES).map(([key, range]) => [key, clamp(state[key], ...range)]);
  return { ...state, ...Object.fromEntries(held), step: Math.round(clamp(state.step, ...RANGES.step)) };
}

const logOf = J => Math.log10(clamp(J, 1e-99, 1e99));    // rounding may leave 0 or less, a walk that ran away more
const kept = {};
function walked(rule, valley, state) {
  const { b, w, epsilon, alpha, epsilon_adam } = state;
  const key = String(rule === "adam" ? [b, w, epsilon_adam] : rule === "sgd" ? [b, w, epsilon] : [b, w, epsilon, alpha]);
  if (kept[rule]?.key === key && kept[rule].valley === valley) return kept[rule];
  const points = walk(rule, valley, state), heights = points.map(theta => above(valley, theta));
  const first = heights.findIndex(J => J < NEAR);
  const drops = LOSS.visible(heights.map((J, k) => [k, logOf(J)]));
  return kept[rule] = { key, valley, points, heights, first: first < 0 ? Infinity : first, drops };
}
const walkers = (state, valley) => ALL.filter(rule => state[rule]).map(rule => ({ rule, ...walked(rule, valley, state) }));
const outside = ([b, w]) => !(b >= B[0] && b <= B[1] && w >= W[0] && w <= W[1]);

/* ---- words ---- */
const rate = v => fixed(v, 4);

/** Who has arrived, and when first (J may rise again on the way); then what the rate does. */
function sentence(given, model) {
  const state = tidy(given), valley = model.get("_data"), all = walkers(state, valley), { step } = state;
  if (!all.length) return "Nobody walks: switch on a rule, and it goes from the start.";
  if (!step) return `At the start J is ${short(all[0].heights[0], 1)} above its least. ${rateWords(state, valley)}`;
  const there = all.filter(({ first }) => first <= step).sort((p, q) => p.first - q.first);
  const when = list(there.map(({ rule, first }) => `at step ${first} for ${NAMES[rule]}`));
  return (when ? `J first came within 0.0001 of its least ${when}. `
    : `Nobody's J has come within 0.0001 of its least in ${plural(step, "step")}. `) + rateWords(state, valley);
}

function rateWords(state, { limit, curvatures }) {
  const { epsilon, alpha } = state, bounds = limits(limit, alpha);
  const lost = BOUNDED.filter(rule => state[rule] && epsilon > bounds[rule])
    .map(rule => `${NAMES[rule]} (${rule === "sgd" ? "2/λmax = " : ""}${rate(bounds[rule])})`);
  if (lost.length) {
    return `ε = ${rate(epsilon)} is beyond the limit of ${list(lost)}: each step across the valley lands farther from its `
      + "floor, so J grows without end.";
  }
  const [along, across] = curvatures.map(v => fixed(1 - epsilon * v, 3));
  return `ε = ${rate(epsilon)}, ${short(100 * epsilon / limit, 0)} % of 2/λmax = ${rate(limit)}: a step of gradient descent `
    + `multiplies the distance across the valley by ${across}, along it by ${along}.`;
}

/* ---- geometry ---- */
/** The part of the segment pq inside the box [x, y]: its ends, and whether it enters here; nothing where it is outside,
    or so long that its ends could not be told by floating point. */
function cut(p, q, box) {
  if (!(Math.hypot(q[0] - p[0], q[1] - p[1]) < 1e6)) return null;
  let from = 0, to = 1;
  for (const axis of [0, 1]) {
    const d = q[axis] - p[axis];
    const [enter, leave] = box[axis].map(edge => (edge - p[axis]) / d).sort((s, t) => s - t);
    if (d === 0 && (p[axis] < box[axis][0] || p[axis] > box[axis][1])) return null;
    if (d !== 0) [from, to] = [Math.max(from, enter), Math.min(to, leave)];
  }
  return from < to ? [mix(p, q, from), mix(p, q, to), from > 0] : null;
}

/** A pair of axes that can also draw the part of a broken line that lies within them, as the d of a path. */
function windowed(plane, box) {
  const visible = (points, near = 0.4) => {
    let d = "", last = null;
    for (let i = 1; i < points.length; i++) {
      const part = cut(points[i - 1], points[i], box);
      if (!part) { last = null; continue; }
      const [p, q] = part.slice(0, 2).map(plane.at);
      if (!last || part[2]) d += line([p]);
      else if (i < points.length - 1 && Math.hypot(q[0] - last[0], q[1] - last[1]) < near) continue;
      d += `L${coordinates([q])}`;
      last = q;
    }
    return d;
  };
  return { ...plane, visible };
}
const PLANE = windowed(axes({ x: B, y: W, left: 32, right: 8, top: 8, bottom: 36 }), [B, W]);
const LOSS = windowed(axes({ x: [0, STEPS], y: LOG_J, left: 32, right: 12, top: 8, bottom: 36 }), [[0, STEPS], LOG_J]);
const LIMITS_SIZE = { width: 420, height: 150 };
const LIMITS = axes({ x: RATES, y: [0, 3], ...LIMITS_SIZE, left: 132, right: 14, top: 22, bottom: 30 });

/** The ellipse on which J is `level` above its minimum: best + sqrt(2 level) L^-T (cos t, sin t), with H = L L^T. */
function ellipse({ H, best }, level) {
  const l11 = Math.sqrt(H[0][0]), l21 = H[1][0] / l11, l22 = Math.sqrt(H[1][1] - l21 * l21);
  return span(121, 0, 2 * Math.PI).map(t => {
    const w = Math.sin(t) / l22, b = (Math.cos(t) - l21 * w) / l11;
    return add(best, [b, w], Math.sqrt(2 * level));
  });
}

/* ---- drawing: what stands still is painted once, the rest is moved ---- */
const shift = ([u, v]) => `translate(${u.toFixed(1)} ${v.toFixed(1)})`;
const head = (rule, at = [0, 0]) => `<g class="head ${rule}" transform="${shift(at)}">${HEADS[rule]}</g>`;
const lanes = look => ALL.map(rule => `<path class="${look} ${LOOKS[rule]}" data-rule="${rule}"/>`).join("");
const heads = ALL.map(rule => head(rule)).join("");

function prepare(root, valley) {
  const rings = path(LEVELS.map(level => PLANE.visible(ellipse(valley, level), 0)).join(""), "thin");
  const [u, v] = PLANE.at(valley.best), near = LOSS.at([0, Math.log10(NEAR)])[1];
  const least = path(`M${u - 6} ${v}h12M${u} ${v - 6}v12`, "least");
  paint(root, "plane", rings + least + PLANE.frame + PLANE.ticks([0, 4, 8, 12], [0, 2, 4, 6]) + text(300, 316, "b") + text(8, 20, "w")
    + lanes("walk") + heads + '<g class="start"><circle class="hold" r="22"/><circle class="ring" r="9"/></g>', "");
  const powers = [[-4, "−4"], [-2, "−2"], 0, 2];
  paint(root, "loss", path(`M32 ${near}H308`, "thin near") + LOSS.frame + LOSS.ticks([0, 100, 200, 300], powers)
    + '<path class="now thin"/>' + lanes("drop") + heads, "");
}

/** Move what belongs to a rule to where it now is, or beyond the edge. */
function place(svg, rule, look, d, at) {
  set(svg, `.${look}[data-rule=${rule}]`, d);
  svg.querySelector(`.head.${rule}`).setAttribute("transform", shift(at ?? [-99, -99]));
}

function drawPlane(svg, state, all) {
  for (const rule of ALL) {
    const walker = all.find(one => one.rule === rule), theta = walker?.points[state.step];
    place(svg, rule, "walk", walker ? PLANE.visible(walker.points.slice(0, state.step + 1), 1) : "",
          theta && !outside(theta) ? PLANE.at(theta) : null);
  }
  const gone = all.filter(({ points }) => outside(points[state.step]));
  svg.querySelector(".start").setAttribute("transform", shift(PLANE.at([state.b, state.w])));
  svg.setAttribute("aria-label", `The plane of b and w with elliptic contours of J, and walks from b = ${short(state.b)}, w = `
    + `${short(state.w)}: ${list(all.map(({ rule, points }) => `${NAMES[rule]} at ${whereabouts(points[state.step])}`)) || "none"}.`
    + `${gone.length ? " Outside is beyond the picture's edge." : ""}`);
}
const whereabouts = theta => outside(theta) ? "a point outside" : `(${short(theta[0])}, ${short(theta[1])})`;

function drawLoss(svg, state, all) {
  const mark = heights => [state.step, logOf(heights[state.step])];
  const seen = heights => clamp(mark(heights)[1], ...LOG_J) === mark(heights)[1];
  const said = v => v < LOG_J[0] ? `below ${short(LOG_J[0])}` : v > LOG_J[1] ? `above ${LOG_J[1]}` : short(v, 1);
  for (const rule of ALL) {
    const walker = all.find(one => one.rule === rule);
    place(svg, rule, "drop", walker?.drops ?? "", walker && seen(walker.heights) ? LOSS.at(mark(walker.heights)) : null);
  }
  const [u] = LOSS.at([state.step, 0]);
  set(svg, ".now", `M${u.toFixed(1)} 8V284`);
  svg.setAttribute("aria-label", `The logarithm of J above its minimum over ${STEPS} steps; at step ${state.step} it is `
    + `${list(all.map(({ rule, heights }) => `${said(mark(heights)[1])} for ${NAMES[rule]}`)) || "not drawn"}.`);
}

/** A lane for each rule that has a limit: full up to it, a broken line beyond, and the rate as an upright across all. */
function drawLimits(root, { limit }, { epsilon, alpha }) {
  const bounds = limits(limit, alpha), [u, bottom] = LIMITS.at([epsilon, 0]), [right] = LIMITS.at([RATES[1], 0]);
  const lanes = BOUNDED.map((rule, k) => {
    const [end, y] = LIMITS.at([Math.min(bounds[rule], RATES[1]), 2.4 - k]), left = end > right - 60;
    return path(`M132 ${y}H${end}`, "reach") + path(`M${end} ${y}H${right}`, "lost") + path(`M${end} ${y - 7}v14`, "stop")
      + text(end + (left ? -5 : 5), y - 5, rate(bounds[rule]), `class="halo" text-anchor="${left ? "end" : "start"}"`)
      + text(124, y + 5, NAMES[rule], 'text-anchor="end"');
  }).join("");
  paint(root, "limits", LIMITS.frame + LIMITS.ticks([0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12], [])
    + path(`M${u} 22V${bottom}`, "rate") + text(u, 15, "ε", 'text-anchor="middle"') + lanes,
  `Rates from 0 to ${RATES[1]}: ${list(BOUNDED.map(rule => `${NAMES[rule]} arrives below ${rate(bounds[rule])}`))}; `
    + `the rate is ${rate(epsilon)}.`);
}

function draw(root, given, model) {
  const state = tidy(given), valley = model.get("_data"), all = walkers(state, valley);
  const svg = name => root.querySelector(`svg[data-panel="${name}"]`);
  drawPlane(svg("plane"), state, all);
  drawLoss(svg("loss"), state, all);
  drawLimits(root, valley, state);
}

/* ---- the page ---- */
const lane = rule => `<svg viewBox="0 0 44 18" aria-hidden="true">${path("M0 9H44", LOOKS[rule])}${head(rule, [22, 9])}</svg>`;
const PAGE = `<div class="panels">${panel("plane", "Walks over the contours of J")}
  ${panel("loss", "log₁₀ of J above its least")}</div>
  <ul class="key">${sample("the start: drag it, or tap elsewhere", '<g class="start" transform="translate(14 9)"><circle class="ring" r="7"/></g>')}
  ${sample("the least J", path("M8 9h12M14 3v12", "least"))}
  ${sample(`contours: J is ${list(LEVELS.map(v => short(v)))} above its least`, path("M2 9a12 6 0 1 0 24 0a12 6 0 1 0-24 0", "thin"))}
  ${sample("within 0.0001 of it", path("M0 9H28", "thin near"))}</ul>
  <div class="panels wide">${panel("limits", "Arrives (full), runs away (broken)", LIMITS_SIZE)}</div>
  <div class="parameters">
  ${group("Rules", ...ALL.map(rule => checkbox(`${lane(rule)} ${NAMES[rule]}`, rule)))}
  ${group("Start", slider("b", "b", { min: B[0], max: B[1], step: 0.1 }), slider("w", "w", { min: W[0], max: W[1], step: 0.1 }))}
  ${group("Rates", slider("rate ε", "epsilon", { min: 0.0005, max: 0.12, step: 0.0005, digits: 4 }),
          slider("momentum α", "alpha", { min: 0, max: 0.99, step: 0.01 }),
          slider("Adam's ε", "epsilon_adam", { min: 0.01, max: 1, step: 0.01 }))}</div>
  <div class="walking">${player("Walk", "step", "step", STEPS)}</div>
  ${footer(button("below", "ε just below 2/λmax"), button("beyond", "ε just beyond"))}`;

const share = part => (state, model) => ({ epsilon: part * model.get("_data").limit });
const snap = (v, [low, high]) => Math.round(10 * clamp(v, low, high)) / 10;

/** The start is dragged by its ring, and goes where the plane is tapped or clicked. */
function setup(root, { read, move, model }) {
  const svg = root.querySelector('svg[data-panel="plane"]');
  const drop = (u, v) => { const [b, w] = PLANE.back(u, v); move({ b: snap(b, B), w: snap(w, W) }); };
  const held = ([u, v]) => { const { b, w } = tidy(read()), [x, y] = PLANE.at([b, w]); return Math.hypot(u - x, v - y) < 22; };
  prepare(root, model.get("_data"));
  draggable(svg, held, ([u, v]) => drop(u, v));
  svg.addEventListener("click", event => {
    const box = svg.getBoundingClientRect();
    drop((event.clientX - box.left) * 320 / box.width, (event.clientY - box.top) * 320 / box.height);
  });
}

export default explorable({
  name: "training", label: "Training explorer", page: PAGE, sentence, draw, setup,
  buttons: { below: share(0.99), beyond: share(1.01) },
  play: { step: () => STEPS }, pace: { step: 60 },
});

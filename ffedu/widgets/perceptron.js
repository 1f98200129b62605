/* The perceptron explorer: points of two classes, and Rosenblatt's rule on phi = (1, x1, x2), one mistake at a time:
   where y w^T phi <= 0, w <- w + y phi, y = +1 for class 1 and -1 for class 0 (Fix p. 12). w = [w0, w1, w2], w0 = b.
   On the left the points and the border w1 x1 + w2 x2 + b = 0, on the right how (w1, w2) turns; below them |w| between
   the two bounds of Novikoff's proof. Places are quarters, so that sums are exact and a margin of 0 is 0. */

const LOW = -2, HIGH = 3, MOST = 12, CORRECTIONS = 200;
const OR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]];
const BOX = [[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]];
const SPOTS = [2, -1, 0.5, -0.25].flatMap(v => [-1, 2, 0.5, 1.25].map(u => [u, v]));    // where "Add" looks for room

/* ---- the rule ---- */
const dot = (u, v) => u.reduce((sum, part, i) => sum + part * v[i], 0);
const norm = u => Math.hypot(...u);
const plus = (u, v, k = 1) => u.map((part, i) => part + k * v[i]);
const signed = ([x1, x2, one]) => one ? [1, x1, x2] : [-1, -x1, -x2];         // y phi

/** The corrections {i, epoch, before, after} from w = 0, at most `most`, and whether the last epoch had no mistake. */
export function run(points, most = CORRECTIONS) {
  const S = points.map(signed), updates = [];
  for (let w = [0, 0, 0], epoch = 1, found = -1; found !== updates.length; epoch++) {
    found = updates.length;
    for (let i = 0; i < S.length; i++) {
      if (dot(w, S[i]) > 0) continue;
      if (updates.length === most) return { updates, converged: false };
      updates.push({ i, epoch, before: w, after: w = plus(w, S[i]) });
    }
  }
  return { updates, converged: true };
}

/** The point of the line or plane through one to three points that is nearest to 0, as shares of them; null if they are
    not in general position. */
function nearest([a, ...others]) {
  const [u, v] = others.map(q => plus(q, a, -1));
  if (!u) return [1];
  if (!v) return dot(u, u) > 0 ? (t => [1 - t, t])(-dot(a, u) / dot(u, u)) : null;
  const [uu, uv, vv, au, av] = [dot(u, u), dot(u, v), dot(v, v), dot(a, u), dot(a, v)], det = uu * vv - uv * uv;
  if (det < 1e-12) return null;
  const [s, t] = [(av * uv - au * vv) / det, (au * uv - av * uu) / det];
  return [1 - s - t, s, t];
}

/** The w of the widest margin: the point nearest to 0 of the convex hull of the y phi, which lies on a corner, an edge or
    a triangle of theirs. Each y phi then reaches at least as far along w as w does. Null where no w separates. */
export function widest(points) {
  const S = points.map(signed), m = S.length;
  for (let i = 0; i < m; i++) for (let j = i; j < m; j++) for (let k = j; k < m; k++) {
    const corners = [...new Set([i, j, k])].map(n => S[n]), shares = nearest(corners);
    if (!shares || Math.min(...shares) < -1e-12) continue;
    const w = corners.reduce((sum, s, n) => plus(sum, s, shares[n]), [0, 0, 0]), square = dot(w, w);
    if (square > 1e-9 && S.every(s => dot(s, w) > square - 1e-10)) return w;
  }
  return null;
}

/** R = max |phi|; where a w separates, gamma of the widest margin and the bound (R / gamma)^2 on the corrections. */
export function bound(points) {
  const R = Math.max(...points.map(point => norm(signed(point)))), w = widest(points);
  if (!w) return { R, gamma: 0, bound: Infinity };
  const gamma = Math.min(...points.map(point => dot(signed(point), w))) / norm(w);
  return { R, gamma, bound: (R / gamma) ** 2 };
}

/* ---- the state: what a link may hold is made to fit, and the course of the rule is found once for its points ---- */
let kept = { key: "" };
function course(points) {
  const key = String(points);
  return kept.key === key ? kept : kept = { key, ...run(points), ...bound(points) };
}

function tidy(state) {
  const points = state.points.length < 2 ? OR : state.points.slice(0, MOST)
    .map(([x1, x2, one]) => [clamp(x1, LOW, HIGH), clamp(x2, LOW, HIGH), one < 0.5 ? 0 : 1]);
  const chosen = Math.round(clamp(state.chosen, 1, points.length)), end = course(points).updates.length;
  return { points, chosen, step: Math.round(clamp(state.step, 0, end)) };
}

/** The state and all that is to be seen of it. */
function look(state) {
  const { points, chosen, step } = tidy(state), found = course(points), { updates } = found;
  const last = updates[step - 1], w = last?.after ?? [0, 0, 0];
  const wrong = points.filter(point => dot(w, signed(point)) <= 0).length;
  return { ...found, points, chosen, step, last, next: updates[step], w, wrong, end: updates.length };
}

const seen = state => {
  const { points, chosen, step } = tidy(state), [x1, x2, one] = points[chosen - 1];
  return { points, chosen, step, x1, x2, one: one === 1 };
};

/** The sliders and the box of the chosen point move it among the points. */
const changed = (changes, key, { points, chosen }) => {
  const part = ["x1", "x2", "one"].indexOf(key);
  return part < 0 ? changes : { points: replaced(points, [chosen - 1, part], Number(changes[key])) };
};

/* ---- words ---- */
const vector = u => `(${u.map(v => short(v)).join(", ")})`;
const many = n => n < 1e6 ? Math.floor(n + 1e-9).toLocaleString("en-US") : "more than a million";

/** The angle between the w1, w2 of two weights in degrees, or nothing where one of them has no direction. */
function turn(before, after) {
  const [u, v] = [before.slice(1), after.slice(1)];
  if (!norm(u) || !norm(v)) return "";
  const angle = Math.abs(Math.atan2(u[0] * v[1] - u[1] * v[0], dot(u, v))) * 180 / Math.PI;
  return angle < 0.5 ? ", w keeps its direction" : `, w turns by ${fixed(angle, 0)}°`;
}

function sentence(state) {
  const { points, step, end, last, next, converged, wrong, bound, gamma } = look(state), m = points.length;
  const promise = gamma ? `A line can separate the classes, so at most ${many(bound)} corrections are made in all.`
    : "No line separates the classes: some point is always wrong, so the rule never ends.";
  if (!step) return `At w = 0 every margin is 0, which counts as a mistake; point ${next.i + 1} comes first. ${promise}`;
  if (converged && step === end) {
    return `After ${plural(step, "correction")} every point is right and the rule stops; the bound is ${many(bound)}. `
      + "It takes the first border without a mistake and does not look for the middle of the gap.";
  }
  const [x1, x2, one] = points[last.i], still = step === end ? ` The picture ends here, after ${end}.` : "";
  return `Correction ${step}: φ = ${vector([1, x1, x2])} of point ${last.i + 1} is ${one ? "added" : "subtracted"}`
    + `${turn(last.before, last.after)}; now ${wrong} of ${m} are wrong. ${promise}${still}`;
}

/* ---- drawing ---- */
const PLANE = axes({ x: [LOW, HIGH], y: [LOW, HIGH], left: 32, right: 12, top: 8, bottom: 36 });
const mark = ([u, v], one, r = 7) => one
  ? `<rect class="mark one" x="${u - r}" y="${v - r}" width="${2 * r}" height="${2 * r}"/>`
  : `<circle class="mark zero" cx="${u}" cy="${v}" r="${r}"/>`;
const ring = ([u, v], name, r) => `<circle class="${name}" cx="${u}" cy="${v}" r="${r}"/>`;
const cross = ([u, v]) => path(`M${u - 11} ${v - 11}l22 22M${u - 11} ${v + 11}l22-22`, "cross");
const beside = ([u, v]) => [u < 285 ? u + 14 : u - 22, v > 28 ? v - 13 : v + 23];       // where a mark's number stands
const value = ([w0, w1, w2]) => ([x1, x2]) => w0 + w1 * x1 + w2 * x2;

/** An arrow between two points of the drawing; nothing for one without a length. */
function arrow(from, to, name) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 1) return "";
  const [e, n] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length], size = Math.min(10, length);
  const back = [to[0] - size * e, to[1] - size * n], side = [-n * size / 2.2, e * size / 2.2];
  return path(line([from, back]), name) + path(outline([to, plus(back, side), plus(back, side, -1)]), `${name} tip`);
}

/** The border with the side of class 1 shaded, and w on it, at right angles, where there is most room for it. */
function border(w, points) {
  if (!norm(w)) return "";
  const z = value(w), ends = crossings(BOX, z), length = Math.hypot(w[1], w[2]);
  const sides = path(outline(BOX.map(PLANE.at)), "band band1") + path(outline(clip(BOX, z).map(PLANE.at)), "band band4");
  if (!ends.length) return sides;
  const along = (foot, pixels) => plus(foot, [w[1], -w[2]], pixels / length);
  const room = foot => Math.min(...points.map(point => norm(plus(PLANE.at(point), along(foot, 40), -1))),
                                160 - norm(plus(along(foot, 40), [170, 146], -1)));
  const feet = [0.2, 0.35, 0.5, 0.65, 0.8].map(t => PLANE.at(mix(...ends, t))), rooms = feet.map(room);
  const foot = feet[rooms.indexOf(Math.max(...rooms))], tip = along(foot, 44), [u, v] = along(foot, 56);
  return sides + path(line(ends.map(PLANE.at)), "half") + arrow(foot, tip, "arrow now")
    + text(clamp(u, 40, 300), clamp(v, 16, 276) + 5, "w", 'class="halo" text-anchor="middle"');
}

function drawPoints(root, { points, chosen, last, next, w, wrong }) {
  const old = last && norm(last.before) ? path(line(crossings(BOX, value(last.before)).map(PLANE.at)), "old") : "";
  const marks = points.map((point, i) => {
    const at = PLANE.at(point), number = `class="halo${i === chosen - 1 ? " chosen" : ""}"`;
    return mark(at, point[2]) + (dot(w, signed(point)) > 0 ? "" : cross(at)) + (last?.i === i ? ring(at, "done", 15) : "")
      + (next?.i === i ? ring(at, "soon", 19) : "") + text(...beside(at), i + 1, number) + ring(at, "hold", 18);
  }).join("");
  paint(root, "x", border(w, points) + old + PLANE.frame + PLANE.ticks([-2, -1, 0, 1, 2, 3], [-1, 0, 1, 2, 3]) + marks
    + text(296, 318, "x₁") + text(6, 276, "x₂"),
  `The plane of x with ${plural(points.length, "point")}, ${points.filter(point => point[2]).length} of class 1; the border is `
    + `${norm(w) ? `${short(w[1])} x1 + ${short(w[2])} x2 + ${short(w[0])} = 0` : "nowhere, for w is 0"}, ${wrong} are wrong.`);
}

/** The name of an arrow, off its middle on the side away from `other`. */
function name(words, middle, other) {
  const away = plus(middle, other, -1), far = norm(away) || 1, [u, v] = plus(middle, away, 15 / far);
  return text(u, v + 5, words, 'text-anchor="middle"');
}

/** w1 and w2 in a plane of their own: the way from 0, the last correction, and w before and after it. */
function drawW(root, { updates, step, last, w, points }) {
  const far = Math.max(1, ...updates.flatMap(({ after }) => after.slice(1).map(Math.abs)));
  const to = 1.25 * 2 ** Math.ceil(Math.log2(far)), half = to / 1.25;
  const plane = axes({ x: [-to, to], y: [-to, to], left: 32, right: 12, top: 8, bottom: 36 }), at = u => plane.at(u.slice(1));
  const zero = plane.at([0, 0]), way = [[0, 0, 0], ...updates.slice(0, step).map(({ after }) => after)].map(at);
  const parts = last ? arrow(zero, at(last.before), "arrow before") + arrow(at(last.before), at(last.after), "arrow move") : "";
  const [u, v] = at(w), sign = last && points[last.i][2] ? "+" : "−";
  const moved = last && norm(points[last.i].slice(0, 2)) ? name(`${sign}x`, mix(at(last.before), at(last.after), 0.5), mix(zero, [u, v], 0.5)) : "";
  paint(root, "w", path(line([plane.at([-to, 0]), plane.at([to, 0])]) + line([plane.at([0, -to]), plane.at([0, to])]), "thin")
    + plane.frame + plane.ticks([-half, 0, half], [-half, 0, half]) + path(line(way), "way") + parts + arrow(zero, [u, v], "arrow now")
    + `<circle class="least" cx="${zero[0]}" cy="${zero[1]}" r="3"/>`
    + `<g class="halo">${moved}${text(clamp(u + (u < zero[0] ? -18 : 8), 36, 290), clamp(v + (v > zero[1] ? 16 : -6), 22, 278), "w", "")}`
    + `${text(300, 26, `b = ${short(w[0])}`, 'text-anchor="end"')}</g>` + text(296, 318, "w₁") + text(4, 18, "w₂"),
  `The plane of the weights w1 and w2 after ${plural(step, "correction")}: w = ${vector(w.slice(1))}, bias ${short(w[0])}`
    + `${last ? `; before the last one w was ${vector(last.before.slice(1))}, bias ${short(last.before[0])}` : ""}.`);
}

const SIZE = { width: 420, height: 170 };
const ROUND = [10, 20, 30, 40, 60, 80, 100, 150, CORRECTIONS];

/** |w| after k corrections, which Novikoff's proof holds between k gamma and R sqrt(k) until they meet, at the bound. */
function drawProof(root, { updates, step, R, gamma, bound, end }) {
  const room = gamma ? Math.max(end, Math.min(bound * 1.1, 100)) : 1.25 * step;
  const to = ROUND.find(n => n >= room) ?? CORRECTIONS, top = 1.08 * R * Math.sqrt(to);
  const plane = axes({ x: [0, to], y: [0, top], ...SIZE, left: 36, right: 14, top: 10, bottom: 30 });
  const lengths = [0, ...updates.slice(0, step).map(({ after }) => norm(after))], [u, v] = plane.at([step, lengths[step]]);
  const least = gamma ? path(line([plane.at([0, 0]), plane.at(top < to * gamma ? [top / gamma, top] : [to, to * gamma])]), "curve second")
    : text(400, 134, "no line separates, so there is no kγ", 'text-anchor="end"');
  const meet = bound <= to ? plane.at([bound, R * Math.sqrt(bound)]) : null;
  const met = meet ? path(`M${meet[0]} ${meet[1]}V140`, "old") + ring(meet, "done", 5)
    + text(meet[0] - 6, 134, `(R/γ)² = ${many(bound)}`, 'class="halo" text-anchor="end"') : "";
  paint(root, "proof", plane.frame + plane.ticks([0, to / 2, to], [0, Math.floor(top)])
    + path(plane.curve(k => R * Math.sqrt(Math.max(0, k)), 0, to, 61), "curve third") + least + met
    + path(line(lengths.map((length, k) => plane.at([k, length]))), "curve length") + `<circle class="mark" cx="${u}" cy="${v}" r="5"/>`,
  `The length of w over the corrections: ${short(lengths[step])} after ${step}, at most ${short(R * Math.sqrt(step))}`
    + `${gamma ? ` and at least ${short(gamma * step)}; these bounds meet at ${many(bound)}` : "; there is no bound from below"}.`);
}

function drawTable(root, { step, bound, R, gamma, wrong, points }) {
  const said = [step, gamma ? many(bound) : "no bound", short(R, 3), gamma ? short(gamma, 3) : "none", `${wrong} of ${points.length}`];
  root.querySelectorAll("td").forEach((cell, i) => { cell.textContent = said[i]; });
}

function draw(root, state) {
  const all = look(state), most = { chosen: all.points.length, step: all.end };
  for (const [key, max] of Object.entries(most)) root.querySelector(`[data-path='["${key}"]']`).max = max;
  root.querySelector("button[name=add]").disabled = all.points.length >= MOST;
  root.querySelector("button[name=remove]").disabled = all.points.length <= 2;
  drawPoints(root, all);
  drawW(root, all);
  drawProof(root, all);
  drawTable(root, all);
}

/* ---- the page ---- */
const middle = [14, 9], place = { min: LOW, max: HIGH, step: 0.25 };
const PAGE = `<div class="panels">${panel("x", "Points and border")}${panel("w", "How w turns")}</div>
  <ul class="key">${sample("class 0", mark(middle, 0))}${sample("class 1", mark(middle, 1))}
  ${sample("wrong", path("M7 2l14 14M7 16l14-14", "cross"))}${sample("just corrected", ring(middle, "done", 8))}
  ${sample("next mistake", ring(middle, "soon", 8))}${sample("border before", path("M0 9H28", "old"))}${sample("w, to the side of class 1", arrow([0, 9], [28, 9], "arrow now"))}
  <li>Drag a point; tap an empty place to add one of the chosen class (its number is underlined).</li></ul>
  <div class="panels wide">${panel("proof", "|w| between kγ (dashed) and R√k (dotted)", SIZE)}</div>
  <div class="parameters">
  ${group("The rule", button("next", "Next mistake"), player("Run", "correction", "step", CORRECTIONS))}
  ${group("A point", slider("number", "chosen", { min: 1, max: MOST, step: 1, digits: 0 }), slider("x₁", "x1", place),
          slider("x₂", "x2", place), checkbox("in class 1", "one"), button("add", "Add"), button("remove", "Remove"))}
  <table><tbody>${["corrections so far", "at most (R/γ)²", "R", "γ", "wrong now"].map(head =>
    `<tr><th scope="row">${head}</th><td></td></tr>`).join("")}</tbody></table></div>
  ${footer(button("or", "OR"), button("and", "AND"), button("xor", "XOR"), button("random", "Random points"))}`;

const fresh = points => ({ points, chosen: 1, step: 0 });
const gate = name => (state, model) => fresh(model.get("_data").gates[name]);

/** One point more, of the chosen one's class, which is then the chosen one. */
function added({ points, chosen }, spot) {
  if (points.length >= MOST || !spot) return {};
  return { points: [...points, [...spot, points[chosen - 1][2]]], chosen: points.length + 1 };
}
const taken = (points, [u, v]) => points.some(([x1, x2]) => x1 === u && x2 === v);

const buttons = {
  or: gate("OR"), and: gate("AND"), xor: gate("XOR"),
  next: state => { const { step, end } = look(state); return { step: Math.min(step + 1, end) }; },
  add: state => { const now = tidy(state); return added(now, SPOTS.find(spot => !taken(now.points, spot))); },
  remove: state => {
    const { points, chosen } = tidy(state);
    return { points: points.filter((_, i) => i !== chosen - 1), chosen: Math.min(chosen, points.length - 1) };
  },
  random: (state, model) => {                           // the sets were drawn by Python; the one after this one
    const sets = model.get("_data").sets, known = sets.findIndex(set => String(set) === String(state.points));
    return fresh(sets[(known + 1) % sets.length]);
  },
};

const quarter = v => Math.round(4 * clamp(v, LOW, HIGH)) / 4;

/** A point is dragged; an empty place that is tapped or clicked gets one. */
function setup(root, { read, move }) {
  const svg = root.querySelector('svg[data-panel="x"]');
  let held = null;
  const grab = p => {
    const far = tidy(read()).points.map(point => Math.hypot(...plus(PLANE.at(point), p, -1))), least = Math.min(...far);
    return held = least < 18 ? { i: far.indexOf(least) } : null;
  };
  draggable(svg, grab, (p, { i }) => {
    const { points } = tidy(read()), [x1, x2] = PLANE.back(...p).map(quarter);
    move({ points: points.map((point, k) => k === i ? [x1, x2, point[2]] : point), chosen: i + 1 });
  });
  svg.addEventListener("click", event => {
    const box = svg.getBoundingClientRect();
    const p = PLANE.back((event.clientX - box.left) * 320 / box.width, (event.clientY - box.top) * 320 / box.height);
    const now = tidy(read()), spot = p.map(quarter);
    if (!held && p.every(v => v >= LOW && v <= HIGH) && !taken(now.points, spot)) move(added(now, spot));
  });
}

export default explorable({
  name: "perceptron", label: "Perceptron explorer", page: PAGE, sentence, draw, seen, changed, buttons, setup,
  play: { step: state => look(state).end }, pace: { step: 3 },
});

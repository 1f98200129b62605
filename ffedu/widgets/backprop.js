/* The back-propagation explorer: Algorithms 1 and 2 on four graphs of numbers (DL section 6.5). Each step computes one
   value, then writes the 1 of the output, then adds one product to the table: slope at u times du/dp, from u to p.
   What the graphs are and where their nodes stand comes from Python, in _data:
      nodes {name, op, inputs, at: [column, row]}      edges {p, u, place, bend}, p is input number `place` of u
      back  the edges in the order of the way back     wanted  the inputs whose slopes are asked for */

/* ---- operations: f, its partial derivatives, one for each input, and how it is written ---- */
const sigma = a => a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a));
const OPERATIONS = {
  multiply: { f: (a, b) => a * b, partials: [(a, b) => b, (a, b) => a], sign: "×", said: (a, b) => `${a} · ${b}` },
  add: { f: (a, b) => a + b, partials: [() => 1, () => 1], sign: "+", said: (a, b) => `${a} + ${b}` },
  sqr: { f: a => a * a, partials: [a => 2 * a], sign: "( )²", said: a => `${a}²` },
  relu: { f: a => Math.max(0, a), partials: [a => a > 0 ? 1 : 0], sign: "max", said: a => `max{0, ${a}}` },
  softplus: { f: a => Math.max(0, a) + Math.log1p(Math.exp(-Math.abs(a))), partials: [sigma], sign: "ζ",
              said: a => `ζ(${a})` },
};

/** Both passes: values; flows, for each edge of the way back {p, u, slope, share}; table, the slopes of the output. */
export function passes({ nodes, edges, back }, inputs) {
  const values = [...inputs], at = u => nodes[u].inputs.map(p => values[p]);
  nodes.forEach((node, u) => { if (node.op) values[u] = OPERATIONS[node.op].f(...at(u)); });
  const table = nodes.map((node, u) => u === nodes.length - 1 ? 1 : 0);
  const flows = back.map(k => {
    const { p, u, place } = edges[k], slope = OPERATIONS[nodes[u].op].partials[place](...at(u));
    table[p] += table[u] * slope;
    return { p, u, slope, share: table[u] * slope };
  });
  return { values, flows, table };
}

let GRAPHS = {};                                        // from Python
const graphOf = state => GRAPHS[state.graph];
const results = graph => graph.nodes.filter(node => node.op).length;
const lastStep = graph => results(graph) + 1 + graph.back.length;

/** What stands at the step: which values, the shares that have arrived at each node, the edge or node at hand. */
function stand(state) {
  const graph = graphOf(state), { nodes, back } = graph, ahead = results(graph);
  const step = Math.min(state.step, lastStep(graph)), done = Math.max(0, step - ahead - 1);
  const { values, flows, table } = passes(graph, [state[state.graph]].flat());
  const made = nodes.map((node, u) => u).filter(u => nodes[u].op), leaf = nodes.length - made.length;
  const arrived = nodes.map((node, p) => flows.slice(0, done).filter(flow => flow.p === p).map(flow => flow.share));
  const due = nodes.map((node, p) => flows.filter(flow => flow.p === p).length);
  if (step > ahead) arrived[nodes.length - 1] = [1];
  due[nodes.length - 1] = 1;
  return {
    graph, step, ahead, done, values, flows, table, arrived, due,
    known: nodes.map((node, u) => u < leaf + Math.min(step, ahead)),
    node: step > 0 && step <= ahead ? made[step - 1] : step === ahead + 1 ? nodes.length - 1 : -1,
    edge: done ? back[done - 1] : -1, flow: done ? flows[done - 1] : null,
  };
}

/* ---- words ---- */
const DIGITS = "₀₁₂₃₄₅₆₇₈₉";
const GREEK = { lambda: "λ" };
const plain = name => (GREEK[name] ?? name).replace(/\d/g, digit => DIGITS[digit]);
const inHtml = name => plain(name).replace(/_(\w+)/, "<sub>$1</sub>");
const inSvg = name => plain(name).replace(/_(\w+)/, '<tspan dy="3" font-size="11">$1</tspan><tspan dy="-3"> </tspan>');
const inWords = name => plain(name).replace("_", " ");

/** About three digits, so that a number keeps its place. */
function number(v) {
  if (!Number.isFinite(v)) return "∞";
  const size = Math.abs(v);
  return size >= 1e6 ? v.toExponential(1).replace("e+", "e").replace("-", "−") : short(v, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 3);
}
const factor = v => v < 0 ? `(${number(v)})` : number(v);
const sum = shares => shares.reduce((total, share) => total + share, 0);
const added = shares => shares.map((share, k) => k ? factor(share) : number(share)).join(" + ");
const formula = (nodes, { op, inputs }, say) => OPERATIONS[op].said(...inputs.map(p => say(nodes[p].name)));
const COUNT = ["no", "one", "two", "three"];

function sentence(state) {
  const now = stand(state), { graph, step, ahead, done, values, flow, arrived, due, table } = now, { nodes } = graph;
  const name = u => inWords(nodes[u].name), output = name(nodes.length - 1);
  if (!step) return `The inputs are given, nothing is computed. Let it run: first the values go up the arrows, `
    + `then the slopes of ${output} come back down.`;
  if (step <= ahead) {
    const u = now.node, { op, inputs } = nodes[u];
    return `Forward, ${step} of ${plural(ahead, "value")}: ${name(u)} = ${formula(nodes, nodes[u], inWords)} = `
      + `${OPERATIONS[op].said(...inputs.map(p => factor(values[p])))} = ${number(values[u])}. It is kept: the way back needs the values.`;
  }
  if (!done) return `All values stand. The way back begins with the slope of ${output} in itself, 1. `
    + "From now on each step is one product, and the table needs no other work.";
  const { p, u, slope, share } = flow, left = due[p] - arrived[p].length;
  const product = `${name(u)} hands ${name(p)} the share ${factor(table[u])} · ${factor(slope)} = ${number(share)}`;
  if (step === lastStep(graph)) return `${product}. Done: ${list(graph.wanted.map(k => `slope ${number(table[k])} in ${name(k)}`))}, ${savings(graph)}`;
  const why = `, its slope times ∂${name(u)}/∂${name(p)}. `;
  if (left) return `${product}${why}${name(p)} is used ${times(due[p])}: ${COUNT[left]} more share to come.`;
  return product + why + (due[p] > 1 ? `The entry is complete: ${added(arrived[p])} = ${number(table[p])}, a sum because ${name(p)} is used ${times(due[p])}.`
    : `${name(p)} is used once, so its entry is complete.`);
}

const times = n => ["never", "once", "twice"][n] ?? `${n} times`;
const savings = ({ back, forgetful }) => `from ${back.length} products; path by path it takes `
  + (forgetful > back.length ? `${forgetful}.` : "as many, for there is one path.");

/* ---- drawing ---- */
const WIDTH = 360, HEIGHT = 452, BOX = [106, 46], FAN = 30, HEAD = 9;

/** The middle of a node; with fewer rows the rows stand further apart. */
function spot(nodes, [column, row]) {
  const rows = 1 + Math.max(...nodes.map(node => node.at[1])), pitch = Math.min(HEIGHT / rows, 104);
  return [62 + 118 * column, HEIGHT / 2 + ((rows - 1) / 2 - row) * pitch];
}

/** Where the edges run, from the top of p to the foot of u; several at one box stand side by side. Kept: they do not move. */
const kept = new Map();
function ways(graph) {
  if (!kept.has(graph)) kept.set(graph, graph.edges.map(edge => way(graph, edge)));
  return kept.get(graph);
}

function way({ nodes, edges }, edge) {
  const middle = u => spot(nodes, nodes[u].at), across = ({ bend }, u) => bend.length ? bend[0] : nodes[u].at[0];
  const off = (here, there) => {                        // from the middle of the box, sorted by where they come from or go
    const all = edges.filter(other => other[here] === edge[here]);
    const order = [...all].sort((a, b) => across(a, a[there]) - across(b, b[there]) || a.place - b.place);
    return [FAN * (order.indexOf(edge) - (all.length - 1) / 2), all.length];
  };
  const [[x0, y0], [x1, y1]] = [middle(edge.p), middle(edge.u)];
  const [off0, leaving] = off("p", "u"), [off1] = off("u", "p");
  const from = [x0 + off0, y0 - BOX[1] / 2], to = [x1 + off1, y1 + BOX[1] / 2];
  const curve = ([a, b], [c, d], turn = b + 0.62 * (d - b)) => `C${a} ${turn} ${c} ${turn} ${c} ${d}`;   // above the words
  const [u, v] = edge.bend.length ? spot(nodes, edge.bend) : [];
  const half = BOX[1] / 2, bend = u ? [[u, v + half], [u, v - half]] : [];
  const d = bend.length ? `M${from} ${curve(from, bend[0])}L${bend[1]} ${curve(bend[1], to)}` : `M${from} ${curve(from, to)}`;
  const side = off0 < 0 || leaving === 1 && x1 > x0 ? -1 : 1;
  return { d, up: head(to, 1), down: head(from, -1), words: [from[0] + 8 * side, from[1] - 4, side < 0 ? "end" : "start"] };
}

/** The head of an arrow that ends at a point: upwards (1) or downwards (-1). */
const head = ([u, v], up) => `M${u} ${v}L${u - HEAD / 2} ${v + up * HEAD}L${u + HEAD / 2} ${v + up * HEAD}Z`;

function drawEdge(now, k) {
  const { d, up, down, words: [u, v, anchor] } = ways(now.graph)[k], order = now.graph.back.indexOf(k);
  const back = order >= 0 && order < now.done, look = k === now.edge ? "share at-hand" : back ? "share" : "edge";
  return { lines: path(d, look) + path(back ? down : up, back ? "tip share" : "tip"),
           words: back ? text(u, v, number(now.flows[order].share), `class="halo${k === now.edge ? " at-hand" : ""}" text-anchor="${anchor}"`) : "" };
}

function drawNode(now, u) {
  const { nodes } = now.graph, { name, op, at } = nodes[u], [x, y] = spot(nodes, at), [w, h] = BOX, left = x - w / 2, top = y - h / 2;
  const shares = now.arrived[u], whole = shares.length === now.due[u];
  const hot = u === now.node || now.flow && now.flow.p === u;
  const centred = (dx, words, look = "") => text(x + dx, y + 17, words, `text-anchor="middle" class="${look}"`);
  return `<rect class="node" x="${left}" y="${top}" width="${w}" height="${h}" rx="5"/>`
    + (now.known[u] ? `<rect class="value" x="${left}" y="${y}" width="${w / 2}" height="${h / 2}"/>` + centred(-w / 4, number(now.values[u])) : "")
    + (shares.length ? `<rect class="slope${whole ? "" : " open"}" x="${x}" y="${y}" width="${w / 2}" height="${h / 2}"/>`
      + centred(w / 4, number(sum(shares)), whole ? "whole" : "") : "")
    + path(`M${left} ${y}H${left + w}M${x} ${y}V${top + h}`, "rule")
    + text(x, y - 6, `<tspan class="name">${inSvg(name)}</tspan>${op ? `<tspan class="sign">  ${OPERATIONS[op].sign}</tspan>` : ""}`, 'text-anchor="middle"')
    + `<rect class="${hot ? "outline at-hand" : "outline"}" x="${left}" y="${top}" width="${w}" height="${h}" rx="5"/>`;
}

function drawGraph(root, now) {
  const { graph, values, known, arrived } = now, drawn = graph.edges.map((edge, k) => drawEdge(now, k));
  const named = (u, v) => `${inWords(graph.nodes[u].name)} = ${number(v)}`;
  const all = graph.nodes.map((node, u) => u), there = all.filter(u => known[u]), slopes = all.filter(u => arrived[u].length);
  paint(root, "graph", drawn.map(edge => edge.lines).join("") + all.map(u => drawNode(now, u)).join("")
    + drawn.map(edge => edge.words).join(""),
  `A graph of ${plural(graph.nodes.length, "node")}. Values: ${list(there.map(u => named(u, values[u])))}. `
    + `Slopes so far: ${slopes.length ? list(slopes.map(u => named(u, sum(arrived[u])))) : "none"}.`);
}

/** The products of the table, those done filled, over those of the way that keeps nothing. */
function drawWork(root, { graph: { back, forgetful }, done }) {
  const unit = (WIDTH - 8) / Math.max(back.length, forgetful), wide = n => (n * unit).toFixed(1);
  const bar = (y, n, look) => `<rect class="${look}" x="4" y="${y}" width="${wide(n)}" height="13"/>`;
  const table = `with the table: ${done} of ${back.length}`, paths = `path by path, nothing kept: ${forgetful}`;
  paint(root, "work", text(4, 15, table) + bar(21, done, "done") + bar(21, back.length, "frame")
    + text(4, 53, paths) + bar(59, forgetful, "forgetful"), `Products for the slopes ${table}; ${paths}.`);
}

/** A row a node, the output first: the table fills from the top. */
function drawTable(root, now) {
  const { graph: { nodes, wanted }, values, known, arrived, due, flow, node } = now;
  const entry = u => !arrived[u].length ? due[u] ? "" : "not asked"
    : `${due[u] > 1 ? `<span class="sum">${added(arrived[u])}${arrived[u].length < due[u] ? " + …" : " ="}</span> ` : ""}`
      + (arrived[u].length < due[u] ? "" : `<b>${number(sum(arrived[u]))}</b>`);
  const row = u => `<tr class="${u === node || flow && flow.p === u ? "at-hand" : ""}"><th scope="row">${inHtml(nodes[u].name)}`
    + `${nodes[u].op ? `<span class="formula"> = ${formula(nodes, nodes[u], inHtml)}</span>` : wanted.includes(u) ? "" : '<span class="formula">, constant</span>'}</th>`
    + `<td>${known[u] ? number(values[u]) : ""}</td><td>${entry(u)}</td></tr>`;
  root.querySelector("tbody").innerHTML = nodes.map((node, u) => row(u)).reverse().join("");
  root.querySelector("th.of").innerHTML = `slope of ${inHtml(nodes.at(-1).name)}`;
}

function draw(root, state) {
  const now = stand(state);
  for (const part of root.querySelectorAll("[data-graph]")) part.hidden = part.dataset.graph !== state.graph;
  root.querySelector('input[type=range][data-path=\'["step"]\']').max = lastStep(now.graph);
  drawGraph(root, now);
  drawTable(root, now);
  drawWork(root, now);
}

/* ---- the page ---- */
const TITLES = [["example", "Two inputs"], ["chain", "Chain f(f(f(w)))"], ["doubling", "Doubling u · u"],
                ["cost", "Cost with weight decay"]];
const INPUTS = [                                        // graph, then label, path and range of each input
  ["example", ["u₁", ["example", 0], 6, 0.5], ["u₂", ["example", 1], 6, 0.5]],
  ["chain", ["w", "chain", 3, 0.1]],
  ["doubling", ["u₀", "doubling", 1.2, 0.05]],
  ["cost", ["x", ["cost", 0], 3, 0.1], ["w₁", ["cost", 1], 3, 0.1], ["w₂", ["cost", 2], 3, 0.1], ["λ", ["cost", 3], 1, 0.05, 0]],
];
const inputsOf = ([graph, ...inputs]) => `<div data-graph="${graph}">${group("Inputs", ...inputs.map(([label, keys, max, step, min = -max]) =>
  slider(label, keys, { min, max, step })))}</div>`;

const PAGE = `<div class="panels">${panel("graph", "Values go up, slopes come down", { width: WIDTH, height: HEIGHT })}
  <div class="beside"><table><caption>The table, row by row</caption><thead><tr><th scope="col">node</th><th scope="col">value</th>
  <th scope="col" class="of"></th></tr></thead><tbody></tbody></table>
  ${panel("work", "Products on the way back", { width: WIDTH, height: 76 })}</div></div>
  <ul class="key">${sample("a value goes up", path("M4 9H22", "edge") + path("M26 9L17 4.5V13.5Z", "tip"))}
  ${sample("a slope comes back", path("M6 9H24", "share") + path("M2 9L11 4.5V13.5Z", "tip share"))}
  ${sample("share missing", '<rect class="slope open" x="1" y="1" width="26" height="16"/>')}
  ${sample("value, slope", `<rect class="value" x="1" y="1" width="20" height="16"/><rect class="slope" x="21" y="1" width="20" height="16"/>
    <rect class="outline" x="1" y="1" width="40" height="16"/>`, 42)}<li>ζ: softplus</li><li>max: max{0, a}</li></ul>
  <div class="parameters">${group("Steps", player("Play", "step", "step", 10))}${choice("Graph", "graph", TITLES)}
  ${INPUTS.map(inputsOf).join("")}</div>
  ${footer(button("back", "Step back"), button("next", "Step on"))}`;

export default explorable({
  name: "backprop", label: "Back-propagation explorer", page: PAGE, draw, sentence,
  seen: state => ({ ...state, step: Math.min(state.step, lastStep(graphOf(state))) }),
  changed: (changes, key) => key === "graph" ? { ...changes, step: 0 } : changes,
  buttons: {
    back: state => ({ step: Math.max(0, Math.min(state.step, lastStep(graphOf(state))) - 1) }),
    next: state => ({ step: Math.min(state.step + 1, lastStep(graphOf(state))) }),
  },
  play: { step: state => lastStep(graphOf(state)) }, pace: { step: 2 },
  setup: (root, { model }) => { GRAPHS = model.get("_data").graphs; },
});

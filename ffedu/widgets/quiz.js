/* A question: options to choose from or a number to type, "Check", and feedback to what was chosen.
   Which options hold was computed by Python from the claims of ffedu.quizzes; nothing is counted or stored. */

/** Words with `code` in them as markup. */
const marked = words => escaped(words).replace(/`([^`]+)`/g, "<code>$1</code>");

/** What is said to an answer: [right, [feedback, ...]]; the answer is a set of places, or a number. */
export function verdict(data, answer) {
  if (data.kind === "choice") {
    const chosen = [...answer].sort((i, k) => i - k);
    const right = data.options.every(({ holds }, i) => holds === chosen.includes(i));
    return [right, chosen.map(i => data.options[i].feedback)];
  }
  const near = value => Math.abs(answer - value) <= data.half;
  if (near(data.value)) return [true, [data.right]];
  return [false, [(data.known.find(({ value }) => near(value)) ?? { feedback: data.otherwise }).feedback]];
}

/** The number that was typed, or nothing: a decimal comma and the minus of print are understood. */
export function typed(words) {
  const plain = words.trim().replace("−", "-").replace(/^([-+]?\d*),(\d+)$/, "$1.$2");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : null;
}

let asked = 0;
function answers(data) {
  const name = `ffedu-quiz-${++asked}`;
  if (data.kind === "numeric") {
    return `<label class="typed">Your answer, to ${plural(data.decimals, "decimal")}
      <input type="text" inputmode="decimal" autocomplete="off" size="10"></label>`;
  }
  const single = data.options.filter(option => option.holds).length === 1;
  return data.options.map(({ text }, i) => `<label class="choice"><input type="${single ? "radio" : "checkbox"}"
    name="${name}" value="${i}"><span>${marked(text)}</span></label>`).join("") + (single ? "" : MORE);
}
const MORE = '<p class="more">More than one may hold: tick all that do.</p>';

const page = data => `<fieldset><legend>${marked(data.text)}</legend>${answers(data)}</fieldset>
  <div class="buttons">${button("check", "Check")}${button("reset", "Start again")}</div>
  <div class="feedback" aria-live="polite"></div>`;

/** The feedback as markup: a sign and a word for each, not only a colour. */
function told(data, answer) {
  const [right, feedback] = verdict(data, answer);
  const holds = i => data.kind === "choice" ? data.options[[...answer].sort((a, b) => a - b)[i]].holds : right;
  const lines = feedback.map((words, i) => `<p class="${holds(i) ? "right" : "not"}"><strong>${holds(i) ? "✓ Right." : "✗ Not so."}</strong>
    ${marked(words)}</p>`);
  const left = data.kind === "choice" && !right && [...answer].every(i => data.options[i].holds);
  return lines.join("") + (left ? "<p>So far so good, but another option holds too.</p>" : "");
}

function answerOf(root, data) {
  if (data.kind === "numeric") return typed(root.querySelector("input").value);
  const chosen = [...root.querySelectorAll("input:checked")].map(input => Number(input.value));
  return chosen.length ? new Set(chosen) : null;
}

function render({ model, el }) {
  const data = model.get("_question"), root = build(el, "quiz", "Question", page(data));
  const feedback = root.querySelector(".feedback");
  const nothing = data.kind === "numeric" ? "Type a number first, for example 0.25." : "Choose an answer first.";
  const check = () => {
    const answer = answerOf(root, data);
    feedback.innerHTML = answer === null ? `<p>${nothing}</p>` : told(data, answer);
  };
  root.addEventListener("click", ({ target }) => {
    if (target.name === "check") check();
    if (target.name !== "reset") return;
    feedback.innerHTML = "";
    for (const input of root.querySelectorAll("input")) input.type === "text" ? input.value = "" : input.checked = false;
  });
  root.addEventListener("keydown", event => { if (event.key === "Enter" && event.target.type === "text") check(); });
  return () => root.remove();
}

export default { render };

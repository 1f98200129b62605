/* Runs the course's widgets in a page or a deck without a kernel and without the network.

   The page holds the state of every widget as JSON, with the text of its front end (`_esm`, `_css`), and a small
   script element wherever a widget is to be shown. A front end is imported through a Blob URL, which works on file://
   too, and is called as anywidget calls it: initialize({model}) once per model, render({model, el}) once per view. */
"use strict";
(() => {
  const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
  const NO_KERNEL = "This control needs Python: open the chapter's notebook to use it.";

  /** What a front end sees of its widget: values by name, and who wants to know of changes. */
  class Model {
    constructor(state) {
      this.state = { ...state };
      this.listeners = [];                          // [event, callback]
    }

    get(name) { return this.state[name]; }

    set(name, value) {
      const values = typeof name === "object" ? name : { [name]: value };
      const changed = Object.keys(values).filter(key => !Object.is(values[key], this.state[key]));
      Object.assign(this.state, values);            // all of them first: a listener may read another value
      for (const key of changed) this.tell(`change:${key}`);
      if (changed.length) this.tell("change");
    }

    on(events, callback) {
      for (const event of events.split(/\s+/)) this.listeners.push([event, callback]);
    }

    /** Without a callback every listener of the events goes; without events, every listener. */
    off(events, callback) {
      const names = events ? events.split(/\s+/) : null;
      this.listeners = this.listeners.filter(([event, heard]) =>
        !((!names || names.includes(event)) && (!callback || callback === heard)));
    }

    tell(event) {
      for (const [name, callback] of [...this.listeners]) if (name === event) callback();
    }

    save_changes() {}                               // there is no kernel to save to
    send() {}
  }

  const once = make => {                            // {key: promise}, made on first use
    const made = new Map();
    return key => made.get(key) ?? made.set(key, make(key)).get(key);
  };

  /** The front end's {initialize, render} from the text of its module. */
  const frontEnd = once(async esm => {
    const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
    const { default: widget } = await import(url);
    URL.revokeObjectURL(url);
    return typeof widget === "function" ? widget() : widget;
  });

  const style = once(async css => {
    const element = document.createElement("style");
    element.textContent = css;
    document.head.append(element);
  });

  function states() {
    const all = [...document.querySelectorAll(STATE)].map(script => JSON.parse(script.textContent).state);
    return Object.assign({}, ...all);
  }

  /** {model, widget} of a stored state, or nothing where Python is needed to run it. */
  async function start({ model_module: kind, state } = {}) {
    if (kind !== "anywidget") return null;
    const [model, widget] = [new Model(state), await frontEnd(state._esm)];
    if (state._css) await style(state._css);
    await widget.initialize?.({ model, experimental: {} });
    return { model, widget };
  }

  async function show(script, started) {
    const el = document.createElement("div");
    el.className = "ffedu-view";
    script.before(el);
    try {
      const found = await started(JSON.parse(script.textContent).model_id);
      if (found) await found.widget.render({ model: found.model, el, experimental: {} });
      else el.textContent = NO_KERNEL;
      if (found?.model.linked) el.scrollIntoView();
    } catch (error) {
      el.textContent = `This control could not start: ${error}`;
      console.error("ffedu-widgets:", error);
    }
  }

  /* ---- a link to a state: #state:xor={"step":40} holds what differs from the start; several are joined by ";" ---- */
  const MARK = "#state:", DECK = document.documentElement.classList.contains("ffedu-deck");    // a deck's # is reveal's

  function linked() {
    const parts = location.hash.startsWith(MARK) ? location.hash.slice(MARK.length).split(";") : [];
    try {
      return Object.fromEntries(parts.map(part => part.split("=")).map(([name, state]) =>
        [name, JSON.parse(decodeURIComponent(state))]));
    } catch {
      return {};                                    // somebody cut the link short: the page shows its start
    }
  }

  /** Whether a value from a link can stand where `old` stands: of the same kind, numbers finite, to the last entry. */
  function fits(value, old) {
    if (Array.isArray(old)) {
      return Array.isArray(value) && (!old.length || value.every(entry => fits(entry, old[0])))
        && (typeof old[0] === "object" || value.length === old.length);
    }
    return typeof value === typeof old && (typeof value !== "number" || Number.isFinite(value));
  }

  /** Give each explorable its name in links, take its state from the page's address, and keep that up to date. */
  function link(models) {
    const given = linked(), named = new Map();
    for (const model of models.filter(model => Object.keys(model.get("_start") ?? {}).length)) {
      const kind = model.get("_anywidget_id").split(".").at(-2), start = model.get("_start");
      const name = named.has(kind) ? `${kind}-${[...named.keys()].filter(key => key.startsWith(kind)).length + 1}` : kind;
      const wanted = Object.entries(given[name] ?? {}).filter(([key, value]) => key in start && fits(value, start[key]));
      named.set(name, model);
      model.linked = wanted.length > 0;
      model.set(Object.fromEntries(wanted));
      model.on("change", () => { clearTimeout(link.pause); link.pause = setTimeout(() => note(named), 300); });
    }
  }

  function note(named) {
    const parts = [...named].map(([name, model]) => [name, moved(model)]).filter(([, changes]) => changes !== "{}");
    const hash = parts.length ? MARK + parts.map(part => part.map(encodeURIComponent).join("=")).join(";") : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
  }

  function moved(model) {
    const start = model.get("_start"), text = JSON.stringify;
    return text(Object.fromEntries(Object.keys(start).filter(key => text(model.get(key)) !== text(start[key]))
      .map(key => [key, model.get(key)])));
  }

  async function main() {
    const stored = states(), ids = [...document.querySelectorAll(VIEW)].map(view => JSON.parse(view.textContent).model_id);
    const started = once(id => start(stored[id]));  // several views of one model share it
    const models = (await Promise.allSettled([...new Set(ids)].map(started))).map(made => made.value?.model);
    if (!DECK) link(models.filter(Boolean));
    await Promise.all([...document.querySelectorAll(VIEW)].map(script => show(script, started)));
    document.documentElement.dataset.ffeduReady = "1";
  }

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", main) : main();
})();

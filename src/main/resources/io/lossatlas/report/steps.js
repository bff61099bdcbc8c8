// The steps of a training at which a plane has surfaces: sliders that move together, and small multiples where the page is printed.

// Those of the networks that are shown, ascending.
function steps() {
  return unique(shown().flat().flatMap(network => surfacesOf(network.id, STATE.plane, STATE.split, STATE.bn)).map(surface => surface.step))
    .sort((a, b) => a - b);
}

// The step that is shown is one of them: the one before it, or the first.
function settleStep() {
  const all = steps();
  STATE.step = all.filter(step => step <= STATE.step).at(-1) ?? all[0] ?? Infinity;
}

const stepWords = (all, n) => `step ${all[n]} (${n + 1} of ${all.length})`;

// A slider in every form of steps. Only the other ones are moved by one that is moved, so that it can be dragged.
function stepControls() {
  const all = steps();
  const forms = [...document.querySelectorAll("form.steps")];
  const sliders = [];
  const show = n => sliders.forEach(({ slider, output }) => {
    if (Number(slider.value) !== n) slider.value = n;
    slider.setAttribute("aria-valuetext", stepWords(all, n));
    output.textContent = stepWords(all, n);
  });
  for (const form of forms) {
    if (all.length < 2 || (form.id === "bn-steps" && BNS.length < 2) || (form.id === "planes-steps" && SLICED.length === 0)) {
      form.replaceChildren();
      continue;
    }
    const id = `${form.id}-slider`;
    const output = element("output", { for: id });
    const slider = element("input", { id, type: "range", min: 0, max: all.length - 1, step: 1, value: all.indexOf(STATE.step),
      oninput: event => {
        STATE.step = all[Number(event.target.value)];
        show(Number(event.target.value));
        soon(steppedAll);
      } });
    sliders.push({ slider, output });
    keepFocus(form, [element("div", { class: "wide" }, element("label", { for: id, class: "name" }, "Step of the training (arrow keys, Home, End)"),
      element("span", { class: "slide" }, slider, output))]);
  }
  show(all.indexOf(STATE.step));
}

function steppedAll() {
  stepped();
  bnSection();
  planesSection();
}

// On paper: every step of each network beside one another in small.
const MULTIPLE_WIDTH = 240;

function printedSteps() {
  const into = byId("steps-printed");
  const surfaces = visible();
  if (steps().length < 2 || surfaces.length === 0) return into.replaceChildren();
  const scale = commonScale(surfaces, STATE.log, STATE.clip[clipKey()] ?? usualClip(surfaces, STATE.log));
  const drawn = [];
  const step = (network, surface) => {
    const flat = element("div");
    flat.width = MULTIPLE_WIDTH;  // Small ones name their axes by one letter each.
    drawn.push(() => flatChart(surface)(flat, surface, scale, `${title(network)}, step ${surface.step}: loss on plane ${STATE.plane}`));
    return element("figure", {}, element("figcaption", {}, `step ${surface.step}`), flat);
  };
  into.replaceChildren(...shown().flat().map(network => [network, surfacesOf(network.id, STATE.plane, STATE.split, STATE.bn).map(decode)])
    .filter(([unused, training]) => training.length > 1)
    .map(([network, training]) => element("div", {},
      element("h3", {}, `${title(network)} along its training, plane ${STATE.plane}, batch norm ${STATE.bn}, one scale`),
      element("div", { class: "steps-row" }, ...training.map(surface => step(network, surface))))));
  drawn.forEach(draw => draw());
}

window.addEventListener("beforeprint", printedSteps);

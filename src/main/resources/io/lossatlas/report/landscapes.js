// The landscapes: a row a depth, plain and skip side by side, all networks and steps on one scale.
function panelSurface(network, bn = STATE.bn) {
  const found = surfaceOf(network.id, STATE.plane, STATE.split, bn);
  return found && decode(found);
}

function whyNone(network) {
  if (network.status === "diverged") {
    return absent(`Diverged: its loss was no longer finite at step ${network.step}, so it has no landscape.`);
  }
  if (surfacesOf(network.id, STATE.plane, STATE.split, STATE.bn).length > 0) return absent(`No surface at step ${STATE.step} or before.`);
  return DATA.surfaces.some(each => each.variant === network.id)
    ? absent("No surface on this plane, split and batch norm. ", command("lossatlas surface"), " computes what the configuration asks for.")
    : absent("No surface is published yet. ", command("lossatlas surface"), " computes it.");
}

const centreWords = surface =>
  (pointAt(surface.grid, 0, 0) >= 0 ? `centre ${text(centreOf(surface))}` : "the weights at the centre are not on the grid");

function captionOf(network, surface) {
  const facts = surface && element("span", { class: "facts" },
    `${centreWords(surface)} · least ${text(surface.loss[leastOf(surface)] ?? NaN)} · largest ${text(bounds([surface.loss])[1])}${NATS} · ${holesOf(surface) || "no"} holes`);
  return element("figcaption", {}, element("strong", {}, element("span", { class: `${network.wiring}-name` }, title(network))),
    element("span", { class: "id" }, idOf(network, surface)), facts || "");
}

// The name of a network and, where the training has several, the step.
const idOf = (network, surface) =>
  [network.depth > 0 ? network.id : "", surface && steps().length > 1 ? `step ${surface.step}` : ""].filter(Boolean).join(", ");

// The scale of some surfaces: from their least loss to the clip, or the largest.
function commonScale(surfaces, log, clip) {
  const [low, high] = bounds(surfaces.map(surface => surface.loss));
  return new Scale(low, Math.max(low, Math.min(high, clip ?? high)), log, high);
}

// Where a scale ends unless told otherwise: a linear one at the middle one of the surfaces' largest losses; that of lines holds all.
function usualClip(surfaces, log) {
  if (surfaces.every(surface => isLine(surface.grid))) return bounds(surfaces.map(surface => surface.loss))[1];
  const largest = surfaces.map(surface => bounds([surface.loss])[1]).sort((a, b) => a - b);
  if (!log) return largest[Math.floor((largest.length - 1) / 2)];
  const [low, high] = bounds(surfaces.map(surface => surface.loss));
  return high > low * 1e12 ? low * 1e12 : high;
}

// The surfaces that are to have one scale: of the networks that are shown, at every step.
const visible = () => shown().flat().flatMap(network => surfacesOf(network.id, STATE.plane, STATE.split, STATE.bn)).map(decode);
const clipKey = () => `${STATE.plane} ${STATE.bn} ${STATE.log}`;

const LANDSCAPES = byId("panels");
let panels = new Map();

// Builds the panels anew; what only changes colours goes through paint().
function build() {
  panels = new Map();
  LANDSCAPES.className = `panels-${STATE.view}`;
  LANDSCAPES.querySelectorAll(".cube").forEach(each => { WATCH?.unobserve(each); if (each.data) Plotly.purge(each); });
  LANDSCAPES.replaceChildren(...shown().map(row => element("div", { class: row.length === 1 && row[0].depth === 0 ? "row single" : "row" },
    ...row.map(panel), ...missing(row))));
  sayWhyFlat();
  if (DATA.networks.length === 0) LANDSCAPES.append(absent("No network is trained yet. ", command("lossatlas run"), " trains them."));
  paint();
}

function missing(row) {
  const lacks = row[0].depth > 0 ? WIRINGS.filter(wiring => !row.some(network => network.wiring === wiring)) : [];
  return lacks.map(wiring => element("figure", {}, absent(`No ${wiring} network of depth ${row[0].depth} in this run. `,
    command(`--set sweep.skips=[plain,skip]`), " adds it.")));
}

function panel(network) {
  const surface = panelSurface(network);
  if (!surface) return element("figure", {}, captionOf(network), whyNone(network));
  const flat = element("div", { class: "flat" });
  const solid = element("div", { class: "cube" });
  const views = isLine(surface.grid) ? [flat] : STATE.view === "both" && WEBGL ? [solid, flat] : STATE.view === "3d" && WEBGL ? [solid] : [flat];
  const caption = captionOf(network, surface);
  panels.set(network, { caption, flat: views.includes(flat) && flat, solid: views.includes(solid) && solid });
  return element("figure", {}, caption, element("div", { class: "views" }, ...views));
}

// Another step: the same panels, or others where a network has its first surface later.
function stepped() {
  if (shown().flat().some(network => Boolean(panelSurface(network)) !== panels.has(network))) return build();
  for (const [network, panel] of panels) {
    const caption = captionOf(network, panelSurface(network));
    panel.caption.replaceWith(caption);
    panel.caption = caption;
  }
  paint();
}

function paint() {
  const surfaces = visible();
  if (surfaces.length === 0) return byId("legend").replaceChildren();
  const scale = commonScale(surfaces, STATE.log, STATE.clip[clipKey()] ?? usualClip(surfaces, STATE.log));
  legendOf(byId("legend"), surfaces, scale);
  for (const [network, { flat, solid }] of panels) {
    const surface = panelSurface(network);
    const label = `${title(network)}, ${network.id}, step ${surface.step}: loss on plane ${STATE.plane}, batch norm ${STATE.bn}. Arrow keys move from point to point.`;
    if (flat) flatChart(surface)(flat, surface, scale, label);
    if (solid) watch(solid, surface, scale);
  }
}

// The colours of areas, or the lines of lines.
function legendOf(into, surfaces, scale) {
  if (isLine(surfaces[0].grid)) into.replaceChildren(swatches(LINE_SWATCHES));
  else legend(into, scale, NATS ? "loss in nats" : LOSS_NAME);
}

const flatChart = surface => (isLine(surface.grid) ? lineOfPoints : contours);

// Why there is nothing in three dimensions.
function sayWhyFlat() {
  const note = byId("webgl");
  const line = BNS.length > 0 && isLine(gridOf(STATE.plane));
  note.hidden = BNS.length === 0 || (WEBGL && !line);
  note.textContent = line
    ? `${gridOf(STATE.plane).end ? `The line from these weights (α = 0) to ${gridOf(STATE.plane).end} (α = 1)` : "This plane is a line of points"}: curves take the place of surfaces and contours.`
    : "The 3-D surfaces need WebGL, which this browser does not offer or has switched off. The contours show the same points.";
}

function clipControl() {
  const surfaces = visible();
  const [low, high] = bounds(surfaces.map(surface => surface.loss));
  const steps = 200;
  const toLoss = step => low * (high / low) ** (step / steps);
  const clip = () => STATE.clip[clipKey()] ?? usualClip(surfaces, STATE.log);
  const output = element("output", {}, text(clip()));
  const slider = element("input", { id: "clip", type: "range", min: 1, max: steps, step: 1, "aria-describedby": "clip-help",
    value: high > low ? Math.round(steps * Math.log(clip() / low) / Math.log(high / low)) : steps,
    oninput: event => {
      STATE.clip[clipKey()] = Number(event.target.value) === steps ? high : toLoss(Number(event.target.value));
      output.textContent = text(STATE.clip[clipKey()]);
      event.target.setAttribute("aria-valuetext", `${output.textContent}${NATS}`);
      soon(paint);
    } });
  return element("div", { class: "wide" }, element("span", { class: "name", id: "clip-help" }, `Clip losses above${NATS && " (nats)"}`), element("label", {}, slider, output));
}

function controls() {
  const parts = [];
  const change = (key, value) => {
    STATE[key] = value;
    settleStep();
    controls();
    stepControls();
    if (key === "view") build();
    else if (key === "log") { paint(); planesSection(); }
    else all();
  };
  if (RESTS.length > 1) parts.push(choice("Network (width, seed, rate)", RESTS.map(rest => [rest, rest]), STATE.rest, value => change("rest", value)));
  if (DEPTHS.length > 2) parts.push(checks("Depths", DEPTHS.map(depth => [depth, depth || "other"]), STATE.depths, value => change("depths", value)));
  if (PLANES.length > 1) parts.push(choice("Plane", PLANES.map(plane => [plane, plane]), STATE.plane, value => change("plane", value)));
  if (SPLITS.length > 1) parts.push(choice("Split", SPLITS.map(split => [split, split]), STATE.split, value => change("split", value)));
  if (BNS.length > 1) parts.push(radios("Batch norm", BNS.map(bn => [bn, bn]), STATE.bn, value => change("bn", value)));
  if (BNS.length > 0) {
    parts.push(radios("Scale", [["log", "log"], ["linear", "linear"]], STATE.log ? "log" : "linear", value => change("log", value === "log")), clipControl());
  }
  if (WEBGL && BNS.length > 0 && !isLine(gridOf(STATE.plane))) {
    parts.push(radios("View", [["both", "both"], ["3d", "3-D"], ["flat", "contours"]], STATE.view, value => change("view", value)));
    parts.push(element("fieldset", {}, element("legend", {}, "Turn all 3-D views"),
      ...[["left", "◀", -15, 0], ["right", "▶", 15, 0], ["up", "▲", 0, 10], ["down", "▼", 0, -10]].map(([name, sign, a, b]) =>
        element("button", { type: "button", "aria-label": `turn ${name}`, onclick: () => turn(a, b) }, sign)),
      element("button", { type: "button", onclick: () => turnTo({ ...HOME }) }, "reset")));
  }
  keepFocus(byId("controls"), parts);
}

// Replaces controls; the one that has the focus keeps it.
function keepFocus(form, parts) {
  const place = [...form.querySelectorAll("input,select,button")].indexOf(document.activeElement);
  form.replaceChildren(...parts);
  if (place >= 0) form.querySelectorAll("input,select,button")[place]?.focus();
}

// What the run holds, decoded, and what is shown of it.
const DATA = JSON.parse(document.getElementById("data").textContent);
// The loss of guessing, where there is one.
const GUESSING = [DATA.guessing].filter(loss => loss !== null);
const NATS = DATA.lossUnit;
const LOSS_NAME = DATA.lossName;
// Whether networks were trained in this run, as those of a sweep are: files have no depth.
const TRAINED = DATA.networks.length === 0 || DATA.networks.some(network => network.depth > 0);
const WIRINGS = ["plain", "skip"];
const COLOUR = { plain: "#b34700", skip: "#00629b", "": "#444444" };
const SERIES = ["#00629b", "#b34700", "#2b8a5b", "#8a5a9e", "#6b6b00", "#007f8c", "#a8325e", "#4d4d4d"];
const DASHES = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2 1 2"];

function bytes(base64) {
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) out[n] = text.charCodeAt(n);
  return out;
}

const BITS = new DataView(new ArrayBuffer(4));

// A float of which the first so many bytes are given.
function float(all, at, count) {
  BITS.setUint32(0, 0);
  for (let n = 0; n < count; n++) BITS.setUint8(n, all[at + n]);
  return BITS.getFloat32(0);
}

function numbers(base64) {
  const all = bytes(base64);
  return Array.from({ length: all.length / 3 }, (unused, n) => float(all, 3 * n, 3));
}

// Seven bytes a point: loss, standard error, accuracy, which is NaN where a point is not published; a bit a point, 0 where it was left out and is filled in.
function decode(surface) {
  if (!surface.loss) {
    const plane = gridOf(surface.plane);
    surface.grid = surface.alphas ? { ...plane, alphas: surface.alphas, betas: surface.betas } : plane;
    const all = bytes(surface.points);
    const count = all.length / 7;
    surface.loss = new Float32Array(count);
    surface.se = new Float32Array(count);
    surface.accuracy = new Float32Array(count);
    const computed = surface.computed && bytes(surface.computed);
    surface.filledIn = n => computed && !(computed[n >> 3] & (128 >> (n & 7)));
    for (let n = 0; n < count; n++) {
      const share = all[7 * n + 5] * 256 + all[7 * n + 6];
      surface.loss[n] = float(all, 7 * n, 3);
      surface.se[n] = float(all, 7 * n + 3, 2);
      surface.accuracy[n] = share === 65535 ? NaN : share / 65534;
    }
  }
  return surface;
}

// The points of a plane and what its coordinates mean.
const gridOf = plane => DATA.planes.find(each => each.id === plane);
const isLine = grid => grid.alphas.length === 1 || grid.betas.length === 1;
const unique = list => [...new Set(list)];
const PLANES = unique(DATA.surfaces.map(surface => surface.plane));
// Those that are laid over one another: lines to another network and planes of chosen ranges have coordinates of their own.
const SLICED = PLANES.filter(plane => !gridOf(plane).end && !gridOf(plane).chosen);
const SPLITS = unique(DATA.surfaces.map(surface => surface.split));
const BNS = unique(DATA.surfaces.map(surface => surface.bn)).sort().reverse();
const RESTS = unique(DATA.networks.filter(network => network.depth > 0).map(network => network.rest));
const DEPTHS = unique(DATA.networks.map(network => network.depth));

const STATE = {
  rest: RESTS[0],
  depths: DEPTHS.length > 2 ? DEPTHS.filter(depth => depth > 0).filter((unused, n, known) => n === 0 || n === known.length - 1) : DEPTHS.slice(),
  plane: SLICED[0] ?? PLANES[0],
  split: SPLITS[0],
  bn: BNS[0],
  step: Infinity,
  log: true,
  view: "both",
  clip: {},
};

// The surfaces of a network on a plane, one a step, ascending.
const TRAININGS = new Map();
const trainingKey = (variant, plane, split, bn) => [variant, plane, split, bn].join(" ");
for (const each of DATA.surfaces) {
  const key = trainingKey(each.variant, each.plane, each.split, each.bn);
  TRAININGS.set(key, [...TRAININGS.get(key) ?? [], each]);
}
const surfacesOf = (variant, plane, split, bn) => TRAININGS.get(trainingKey(variant, plane, split, bn)) ?? [];

// The one at the step that is shown; where there is none at that step, the one before.
const surfaceOf = (variant, plane, split, bn) => surfacesOf(variant, plane, split, bn).filter(each => each.step <= STATE.step).at(-1);

// The networks that are shown, a list a depth: plain and skip side by side.
function shown() {
  return STATE.depths
    .map(depth => DATA.networks.filter(network => network.depth === depth && (depth === 0 || network.rest === STATE.rest)))
    .filter(row => row.length > 0);
}

const title = network =>
  network.depth > 0 ? `Depth ${network.depth}, ${network.wiring}` : network.id;

// An element with attributes and children; strings are text, never markup.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(...children);
  return made;
}

function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(made, attributes);
  made.append(...children);
  return made;
}

function set(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value === "boolean") made[key] = value;
    else made.setAttribute(key, value);
  }
}

const byId = id => document.getElementById(id);

function absent(...words) {
  return element("p", { class: "absent" }, ...words);
}

const command = words => element("code", {}, words);

// Curvature in all directions: spectra of plain and skip over one another, and the ends of the spectrum over a plane's grid.
const CURVATURE = { operator: null, bn: null, split: null, step: null, map: null };
const OPERATORS = { hessian: "Hessian", ggn: "Gauss-Newton matrix" };
const DENSITY_DECADES = 9;

// Linear around 0 and logarithmic far from it: a value v lies at asinh(v / threshold).
class SymmetricLogScale {
  constructor(low, high, threshold) {
    this.threshold = threshold;
    this.first = Math.asinh(low / threshold);
    this.last = Math.asinh(high / threshold);
  }

  position(value) {
    return (Math.asinh(value / this.threshold) - this.first) / (this.last - this.first);
  }

  at(position) {
    return this.threshold * Math.sinh(this.first + position * (this.last - this.first));
  }

  // 0 and decades from the threshold on, on either side; every so many of them where there is no room for all.
  ticks(most) {
    const decades = [];
    const from = Math.round(Math.log10(this.threshold));
    for (let e = from; e <= Math.log10(Math.max(Math.abs(this.at(0)), Math.abs(this.at(1)))); e++) decades.push(e);
    const inside = tick => this.position(tick) >= -1e-9 && this.position(tick) <= 1 + 1e-9;
    for (let every = 1; ; every++) {
      const ticks = decades.filter(e => (e - from) % every === every - 1).flatMap(e => [-1, 1].map(sign => sign * Number(`1e${e}`)));
      const all = [0, ...ticks].filter(inside).sort((a, b) => a - b);
      if (all.length <= most || every > decades.length) return all;
    }
  }

  label(tick) {
    const exponent = Math.round(Math.log10(Math.abs(tick)));
    if (tick === 0) return "0";
    return Math.abs(exponent) > 2 ? `${tick < 0 ? "−" : ""}10${raised(exponent)}` : plain(tick);
  }
}

// What is chosen of several; where that is not there, the last step, the first of everything else.
function settled(key, values) {
  if (!values.includes(CURVATURE[key])) CURVATURE[key] = values.at(key === "step" ? -1 : 0);
  return values;
}

const ordered = values => values.sort((a, b) => (typeof a === "number" ? a - b : String(a) < String(b) ? 1 : -1));

function curvatureSection() {
  spectraPart();
  mapPart();
}

function spectraPart() {
  const into = byId("spectra-panels");
  const controls = byId("curvature-controls");
  const rows = shown();
  const ids = rows.flat().map(network => network.id);
  let there = DATA.spectra.filter(each => ids.includes(each.variant));
  if (there.length === 0) {
    controls.replaceChildren();
    into.replaceChildren(absent("The networks that are shown have no spectrum. ", command("--set curvature.examples=200"), " adds eigenvalues, trace and spectrum of each."));
    return;
  }
  const parts = [];
  const choose = (key, name, control, words = value => value) => {
    const values = settled(key, ordered(unique(there.map(each => each[key]))));
    if (values.length > 1) {
      parts.push(control(name, values.map(value => [value, words(value)]), CURVATURE[key], value => {
        CURVATURE[key] = key === "step" ? Number(value) : value;
        spectraPart();
      }));
    }
    there = there.filter(each => each[key] === CURVATURE[key]);
  };
  choose("operator", "Matrix", radios, value => OPERATORS[value] ?? value);
  choose("split", "Split", radios);
  choose("bn", "Batch norm", radios);
  choose("step", "Step of the weights", choice, value => `step ${value}`);
  keepFocus(controls, parts);
  const drawn = [];
  into.replaceChildren(...rows.map(row => row.map(network => [network, there.find(each => each.variant === network.id)]).filter(([unused, spectrum]) => spectrum))
    .filter(pair => pair.length > 0).map(pair => {
      const flat = element("div");
      drawn.push(() => spectra(flat, pair));
      const first = pair[0][1];
      return element("figure", { class: "spectrum" }, element("figcaption", {},
        element("strong", {}, `${pair[0][0].depth > 0 ? `Depth ${pair[0][0].depth}` : "Networks"}: spectrum of the ${OPERATORS[first.operator] ?? first.operator}, step ${first.step}`),
        element("span", { class: "facts" }, `batch norm ${first.bn}, loss of ${first.examples} examples of the ${first.split} split, ${first.probes} random vectors. The density is the sum of a Gaussian around each node λ, of standard deviation ${plain(first.width)} √(λ² + t²) with t = ${text(first.threshold)}, where the axis turns from linear to logarithmic.`)),
      flat, swatches(pair.map(([network, spectrum], n) => ({ colour: inkOf(network, n), dash: DASHES[n % DASHES.length],
        name: `${title(network)}: λmin ${text(spectrum.min ?? NaN)}, λmax ${text(spectrum.max ?? NaN)}` }))));
    }));
  drawn.forEach(draw => draw());
}

const inkOf = (network, n) => (network.depth > 0 ? COLOUR[network.wiring] : SERIES[n % SERIES.length]);

// One chart of several networks: the density on a logarithmic axis, eigenvalues on one that is linear around 0; both ends marked.
function spectra(into, pair) {
  const series = pair.map(([network, spectrum], n) => {
    spectrum.xs ??= numbers(spectrum.values);
    spectrum.ys ??= numbers(spectrum.density);
    return { name: title(network), colour: inkOf(network, n), dash: DASHES[n % DASHES.length], xs: spectrum.xs, ys: spectrum.ys, ends: [spectrum.min, spectrum.max] };
  });
  const [least, highest] = bounds(series.map(each => each.ys));
  const xs = series.flatMap(each => each.xs);
  const { threshold } = pair[0][1];
  const floor = Math.max(least, highest / 10 ** DENSITY_DECADES);
  const { drawn, box, across } = lines(into, { height: 320, label: `Density of the spectrum: ${series.map(each => each.name).join(" and ")}`,
    x: { name: "eigenvalue λ (linear around 0, logarithmic beyond)", scale: new SymmetricLogScale(Math.min(...xs), Math.max(...xs), threshold) },
    y: { low: floor, high: highest * 2, log: true, name: "density (share per unit of λ)" },
    series: series.map(each => ({ ...each, ys: each.ys.map(value => (value >= floor ? value : NaN)) })) });
  series.forEach((each, n) => ["λmin", "λmax"].forEach((name, end) => {
    const value = each.ends[end];
    if (!Number.isFinite(value ?? NaN)) return;
    const x = across.to(value);
    const y = box.top + 12 + 15 * n;
    const inner = x > box.right - 70 || (end === 0 && x > box.left + 70);
    drawn.append(svg("line", { class: "end", x1: x, x2: x, y1: box.top, y2: box.bottom, stroke: each.colour, "stroke-width": 1.3, "stroke-dasharray": "2 3" }),
      svg("text", { class: "halo", x: x + (inner ? -4 : 4), y, "text-anchor": inner ? "end" : "start", style: `fill:${each.colour}` }, `${name} ${text(value)}`));
  }));
}

// The smallest eigenvalue in shares of the largest over a grid.
function mapPart() {
  const section = byId("extremes");
  const rows = shown().flat();
  const there = DATA.maps.filter(map => rows.some(network => network.id === map.variant));
  section.hidden = there.length === 0;
  if (there.length === 0) return;
  const keyOf = map => `${map.plane}, step ${map.step}, batch norm ${map.bn}, ${map.split} split`;
  const keys = settled("map", unique(there.map(keyOf)));
  keepFocus(byId("extremes-controls"), keys.length > 1 ? [choice("Plane", keys.map(key => [key, key]), CURVATURE.map, value => { CURVATURE.map = value; mapPart(); })] : []);
  const maps = rows.map(network => [network, there.find(map => map.variant === network.id && keyOf(map) === CURVATURE.map)]).filter(([unused, map]) => map)
    .map(([network, map]) => [network, mapSurface(map)]);
  const ratios = maps.flatMap(([unused, surface]) => surface.loss.filter(Number.isFinite));
  const scale = new Scale(Math.min(...ratios), Math.max(...ratios), false);
  legend(byId("extremes-legend"), scale, "λmin / λmax");
  const drawn = [];
  byId("extremes-panels").replaceChildren(element("div", { class: "row" }, ...maps.map(([network, surface]) => {
    const flat = element("div");
    drawn.push(() => contours(flat, surface, scale, `${title(network)}, ${network.id}: ratio of the smallest to the largest eigenvalue of the Hessian on plane ${surface.plane}. Arrow keys move from point to point.`));
    const known = surface.loss.filter(Number.isFinite).length;
    return element("figure", {}, element("figcaption", {}, element("strong", {}, element("span", { class: `${network.wiring}-name` }, title(network))),
      element("span", { class: "id" }, network.depth > 0 ? network.id : ""),
      element("span", { class: "facts" }, `${keyOf(surface)} · negative beyond its error at ${percent(surface.negative / known)} of ${known} points · ${surface.loss.length - known || "no"} holes`)), flat);
  })));
  drawn.forEach(draw => draw());
}

// A map in the form in which contours are drawn.
function mapSurface(map) {
  const [largest, smallest, errors] = [map.largest, map.smallest, map.errors].map(numbers);
  const place = n => `α ${text(map.alphas[Math.floor(n / map.betas.length)])}, β ${text(map.betas[n % map.betas.length])}`;
  return { ...map, grid: { ...gridOf(map.plane), alphas: map.alphas, betas: map.betas },
    loss: smallest.map((value, n) => (largest[n] > 0 ? value / largest[n] : NaN)),
    negative: smallest.filter((value, n) => largest[n] > 0 && value < -errors[n]).length,
    said: n => `${place(n)}\nλmin ${text(smallest[n])} (error at most ${text(errors[n])})\nλmax ${text(largest[n])}\nλmin / λmax ${largest[n] > 0 ? text(smallest[n] / largest[n]) : "unknown"}` };
}

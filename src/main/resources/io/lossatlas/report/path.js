// Where the weights lie that a plane was made from: the steps of a training, or the corners of a triangle.
const TRAJECTORY = "trajectory";

// The points of a surface's path, by step: each with its network, step, place, residual, true loss and the loss of the plane there.
function pathOf(surface) {
  const found = DATA.paths.find(each => each.variant === surface.variant && each.plane === surface.plane && each.step === surface.step
    && each.split === surface.split && each.bn === surface.bn);
  if (found && !found.points) {
    const [alphas, betas, residuals, losses, errors, projected] =
      ["alphas", "betas", "residuals", "losses", "errors", "projected"].map(key => numbers(found[key]));
    found.points = found.steps.map((step, n) => ({ network: found.networks[n], step, alpha: alphas[n], beta: betas[n],
      residual: residuals[n], loss: losses[n], se: errors[n], projected: projected[n] }));
  }
  return found;
}

const isTraining = path => path.type === TRAJECTORY;

const nameOfWeights = (path, point) => point.network.startsWith("file ") ? point.network
  : (point.network === path.variant ? "" : `${point.network}, `) + `step ${point.step}`;

const wordsOfWeights = (path, point) => `${nameOfWeights(path, point)}
true loss ${text(point.loss)} ± ${text(point.se)}${NATS}
loss of the plane there ${Number.isFinite(point.projected) ? text(point.projected) + NATS : "unknown"}
${percent(point.residual)} of its distance lies outside the plane`;

const LETTER = 6.3;
const LINE = 15;

// Where a name stands beside a place: inside the chart and off what is written already, if there is such a side.
function placeOf(x, y, width, box, taken) {
  const sides = [[10, -3], [-10 - width, -3], [10, 18], [-10 - width, 18], [10, 6], [-10 - width, 6], [-width / 2, -12], [-width / 2, 26]]
    .map(([dx, dy]) => ({ left: x + dx, right: x + dx + width, top: y + dy - LINE, bottom: y + dy }));
  const meets = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const inside = side => side.left >= box.left && side.right <= box.right && side.top >= box.top && side.bottom <= box.bottom;
  const free = side => !taken.some(other => meets(side, other));
  return sides.find(side => inside(side) && free(side)) ?? sides.find(free) ?? sides[0];
}

const isInside = ({ alphas, betas }, { alpha, beta }) =>
  alpha >= alphas[0] && alpha <= alphas[alphas.length - 1] && beta >= betas[0] && beta <= betas[betas.length - 1];

// Draws what the grid holds of the path over a contour chart; gives what its points say, and where.
function drawPath({ drawn, box, across, up }, surface) {
  const path = pathOf(surface);
  if (!path) return [];
  const all = path.points.map(point => ({ x: across.to(point.alpha), y: up.to(point.beta), words: wordsOfWeights(path, point), point }));
  const places = all.filter(({ point }) => isInside(surface.grid, point));
  const made = svg("g", { class: "path" });
  if (isTraining(path)) {
    const id = `clip-${clips++}`;
    drawn.append(svg("clipPath", { id }, svg("rect", { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top })));
    const d = `M${all.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
    for (const [stroke, size] of [["#1f2328", 4], ["#fff", 2]]) made.append(svg("path", { d, fill: "none", stroke, "stroke-width": size, "stroke-linejoin": "round", "clip-path": `url(#${id})` }));
    for (const { x, y } of places) made.append(svg("circle", { cx: x, cy: y, r: 3.4, fill: "#fff", stroke: "#1f2328", "stroke-width": 1.6 }));
  } else {
    for (const { x, y } of places) mark(made, "rect", x, y);
  }
  const named = isTraining(path) ? unique([places[0], places[places.length - 1]]).filter(Boolean) : places;
  const taken = [];
  for (const { x, y, point } of named) {
    const name = nameOfWeights(path, point);
    const label = placeOf(x, y, LETTER * name.length, box, taken);
    taken.push(label);
    made.append(svg("text", { class: "halo", x: label.left, y: label.bottom - 3 }, name));
  }
  drawn.append(made);
  return places;
}

// A surface between its points, by the heights that are drawn: bilinear; null beside a hole and outside.
function heightAt({ grid: { alphas, betas } }, height, alpha, beta) {
  const place = (list, value) => (value - list[0]) / (list[list.length - 1] - list[0]) * (list.length - 1);
  const [u, v] = [place(alphas, alpha), place(betas, beta)];
  if (!(u >= 0 && v >= 0 && u <= alphas.length - 1 && v <= betas.length - 1)) return null;
  const i = Math.min(Math.floor(u), alphas.length - 2);
  const j = Math.min(Math.floor(v), betas.length - 2);
  let sum = 0;
  for (const [di, dj] of [[0, 0], [1, 0], [0, 1], [1, 1]]) {
    const value = height((i + di) * betas.length + j + dj);
    if (value === null) return null;
    sum += value * (di ? u - i : 1 - u + i) * (dj ? v - j : 1 - v + j);
  }
  return sum;
}

const BETWEEN_STEPS = 12;

// The path on the surface of a cube, a little above it.
function pathInSpace(surface, height, [low, high]) {
  const path = pathOf(surface);
  if (!path) return [];
  const lift = (high - low) * 0.04;
  const on = (alpha, beta) => {
    const at = heightAt(surface, height, alpha, beta);
    return at === null ? null : at + lift;
  };
  const points = path.points.filter(point => isInside(surface.grid, point));
  const line = isTraining(path) ? path.points.flatMap((point, n, all) => n === 0 ? [] : Array.from({ length: BETWEEN_STEPS + 1 }, (unused, k) => {
    const t = k / BETWEEN_STEPS;
    const [alpha, beta] = [all[n - 1].alpha + t * (point.alpha - all[n - 1].alpha), all[n - 1].beta + t * (point.beta - all[n - 1].beta)];
    return isInside(surface.grid, { alpha, beta }) ? [alpha, beta, on(alpha, beta)] : [null, null, null];
  })) : [];
  const words = points.map(point => wordsOfWeights(path, point).replace(/\n/g, "<br>"));
  return [
    { type: "scatter3d", mode: "lines", x: line.map(each => each[0]), y: line.map(each => each[1]), z: line.map(each => each[2]),
      line: { color: "#fff", width: 5 }, hoverinfo: "skip", showlegend: false },
    { type: "scatter3d", mode: isTraining(path) ? "markers" : "markers+text", x: points.map(point => point.alpha), y: points.map(point => point.beta), z: points.map(point => on(point.alpha, point.beta)),
      text: isTraining(path) ? words : points.map(point => nameOfWeights(path, point)), customdata: words, hovertemplate: "%{customdata}<extra></extra>",
      marker: { size: isTraining(path) ? 3.5 : 5, color: "#fff", line: { color: "#1f2328", width: 2 } }, showlegend: false },
  ].filter(trace => trace.x.length > 0);
}

// Along the training: the loss of the weights themselves and that of the plane under them.
function pathsSection() {
  const into = byId("paths-panels");
  const found = shown().flat().map(network => [network, DATA.paths.filter(path => isTraining(path) && path.variant === network.id
    && path.split === STATE.split && path.bn === STATE.bn).at(-1)]).filter(([unused, path]) => path)
    .map(([network, path]) => [network, decode(DATA.surfaces.find(each => each.variant === path.variant && each.plane === path.plane && each.step === path.step
      && each.split === path.split && each.bn === path.bn))]);
  if (found.length === 0) {
    byId("paths-legend").replaceChildren();
    into.replaceChildren(absent("The networks that are shown have no plane of their training. ", command("--set surface.planes=[{type=trajectory}]"),
      " adds one, of the steps that ", command("train.checkpoint-every"), " stores."));
    return;
  }
  const surfaces = found.map(([unused, surface]) => surface);
  const scale = commonScale(surfaces, true, usualClip(surfaces, true));
  legendOf(byId("paths-legend"), surfaces, scale);
  const drawn = [];
  into.className = "panels-both";
  into.replaceChildren(element("div", { class: "row" }, ...found.map(([network, surface]) => {
    const [flat, chart] = [element("div", { class: "flat" }), element("div", { class: "flat losses" })];
    const path = pathOf(surface);
    drawn.push(() => contours(flat, surface, scale, `${title(network)}, ${network.id}: the steps of its training on plane ${path.plane}. Page Up and Page Down move from step to step.`),
      () => pathLosses(chart, network, path));
    return element("figure", {}, element("figcaption", {}, element("strong", {}, element("span", { class: `${network.wiring}-name` }, title(network))),
      element("span", { class: "id" }, network.depth > 0 ? network.id : ""),
      element("span", { class: "facts" }, `${percent(path.outside)} of the path's squared distances lies outside the plane, at most ${percent(path.largest)} of a step's distance · ${path.points.length} steps${outsideWords(surface, path)}`)),
    element("div", { class: "views" }, flat, chart));
  })), swatches(PATH_SERIES));
  drawn.forEach(draw => draw());
}

function outsideWords({ grid }, { points }) {
  const count = points.filter(point => !isInside(grid, point)).length;
  return count > 0 ? `, ${count} of them beyond the grid` : "";
}

const PATH_SERIES = [
  { key: "loss", name: "true loss, shaded: ± its standard error", colour: "#00629b", dash: "" },
  { key: "projected", name: "loss of the plane at the step's projection, interpolated between grid points", colour: "#b34700", dash: "7 4" },
];

function pathLosses(into, network, path) {
  const { points } = path;
  const xs = points.map(point => point.step);
  const series = PATH_SERIES.map(each => ({ ...each, xs, ys: points.map(point => point[each.key]), said: () => "" }));
  series[0].band = points.map(point => point.se);
  series[0].said = n => wordsOfWeights(path, points[n]);
  const [low, high] = bounds(series.map(each => each.ys));
  const { drawn, across, up } = lines(into, { height: 250, label: `${title(network)}: true loss beside projected, by step`, x: { name: "step" },
    y: { low: low / 1.15, high: high * 1.15, log: true, name: LOSS_NAME }, series });
  for (const each of series) {
    each.ys.forEach((value, n) => {
      if (value > 0 && Number.isFinite(value)) drawn.append(svg("circle", { cx: across.to(xs[n]), cy: up.to(value), r: 3, fill: each.colour, "pointer-events": "none" }));
    });
  }
}

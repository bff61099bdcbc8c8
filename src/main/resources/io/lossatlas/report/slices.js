// The same network twice, frozen and recalibrated; and all planes of a network over one another.
const SLICES = { network: null, rise: 1 };
const RISES = [0.1, 0.5, 1, 5];

function bnSection() {
  const into = byId("bn-panels");
  if (BNS.length < 2) {
    byId("bn-controls").replaceChildren();
    byId("bn-legend").replaceChildren();
    into.replaceChildren(absent(BNS.length === 0 ? "No surface is published yet. " : `This run has surfaces with batch norm ${BNS[0]} alone. `,
      "The run's command with ", command("--set surface.bn=both"), TRAINED ? " computes both." : " computes both, of networks that have batch normalisation."));
    return;
  }
  const choices = shown().flat().filter(network => BNS.every(bn => panelSurface(network, bn)));
  if (choices.length === 0) {
    into.replaceChildren(absent("No network that is shown has both surfaces on this plane."));
    return;
  }
  const network = choices.find(each => each.id === SLICES.network) ?? choices[choices.length - (choices.length > 1 ? 2 : 1)];
  keepFocus(byId("bn-controls"), [choice("Network", choices.map(each => [each.id, title(each)]), network.id, value => { SLICES.network = value; bnSection(); })]);
  const both = ["frozen", "recalibrated"].map(bn => [bn, panelSurface(network, bn)]);
  const surfaces = BNS.flatMap(bn => surfacesOf(network.id, STATE.plane, STATE.split, bn)).map(decode);
  const scale = commonScale(surfaces, true, usualClip(surfaces, true));
  legendOf(byId("bn-legend"), surfaces, scale);
  const figures = both.map(([bn, surface]) => [element("div"), bn, surface]);
  into.replaceChildren(element("div", { class: "row" }, ...figures.map(([flat, bn, surface]) => element("figure", {},
    element("figcaption", {}, element("strong", {}, `${title(network)}, ${bn}`), element("span", { class: "id" }, `${network.id}, ${STATE.plane}${steps().length > 1 ? `, step ${surface.step}` : ""}`),
      element("span", { class: "facts" }, `least ${text(surface.loss[leastOf(surface)])} · largest ${text(bounds([surface.loss])[1])}${NATS} · ${holesOf(surface) || "no"} holes`)), flat))));
  figures.forEach(([flat, bn, surface]) => flatChart(surface)(flat, surface, scale, `${title(network)}, batch norm ${bn}: contours of the loss`));
}

// A cut through a surface along one axis, through (0, 0) or the points nearest to it.
function cut({ grid: { alphas, betas }, loss }, axisIndex) {
  const ny = betas.length;
  const i = nearest(alphas, 0);
  const j = nearest(betas, 0);
  return axisIndex === 0
    ? { xs: alphas, ys: alphas.map((unused, n) => loss[n * ny + j]) }
    : { xs: betas, ys: betas.map((unused, n) => loss[i * ny + n]) };
}

function cutsOf(network) {
  return SLICED.flatMap((plane, p) => {
    const surface = surfaceOf(network.id, plane, STATE.split, STATE.bn);
    return surface ? cutsThrough(decode(surface)).map(each => ({ ...each, name: `${plane}, along ${each.letter}`, colour: SERIES[p % SERIES.length] })) : [];
  });
}

function cutsThrough(surface) {
  const { alphas, betas } = surface.grid;
  return [["α", 0, ""], ["β", 1, "6 4"]].filter(([unused, index]) => (index === 0 ? alphas : betas).length > 1)
    .map(([letter, index, dash]) => ({ letter, dash, ...cut(surface, index) }));
}

// The losses of all cuts at every step, which have one axis.
const cutLosses = network => SLICED.flatMap(plane => surfacesOf(network.id, plane, STATE.split, STATE.bn))
  .flatMap(surface => cutsThrough(decode(surface)).map(each => each.ys));

// Planes that have outlines: those of more than a line.
const OUTLINED = SLICED.filter(plane => !isLine(gridOf(plane)));

function planesSection() {
  byId("planes-intro").textContent = SLICED.length > 1
    ? `Each random plane is one slice. Cuts through the centres of all ${SLICED.length} planes, solid along α, dashed along β, on one scale; and where the loss is a given amount above the centre's, one outline a plane. Batch norm ${STATE.bn}.`
    : "One random plane is one slice: this run has no other to lay over it. Solid along α, dashed along β, through the centre.";
  const into = byId("planes-panels");
  const controls = byId("planes-controls");
  const several = SLICED.length === 1 ? [absent("More planes: the run's command with ", command("--set surface.direction-seeds=[1,2,3]"), " adds them.")] : [];
  const rows = shown().map(row => row.map(network => [network, cutsOf(network)]).filter(([unused, cuts]) => cuts.length > 0)).filter(row => row.length > 0);
  if (rows.length === 0) {
    controls.replaceChildren();
    into.replaceChildren(PLANES.length > 0 ? absent("The networks that are shown have no random plane.") : absent("No surface is published yet. ", command("lossatlas surface"), " computes it."));
    return;
  }
  const outlined = OUTLINED.length > 0;
  keepFocus(controls, outlined ? [choice(`Outline: loss above the centre's by${NATS && " (nats)"}`, RISES.map(rise => [rise, rise]), SLICES.rise, value => { SLICES.rise = Number(value); planesSection(); })] : []);
  const [low, high] = bounds(rows.flat().flatMap(([network]) => cutLosses(network)));
  const drawn = [];
  into.className = "panels-both";
  into.replaceChildren(...several, ...rows.map(row => element("div", { class: "row" }, ...row.map(([network, cuts]) => {
    const views = [element("div"), ...(outlined ? [element("div")] : [])];
    drawn.push(() => cutsChart(views[0], network, cuts, low, high), () => outlined && outlines(views[1], network));
    return element("figure", {}, element("figcaption", {}, element("strong", {}, element("span", { class: `${network.wiring}-name` }, title(network))),
      element("span", { class: "id" }, `${network.id}${steps().length > 1 ? `, step ${STATE.step}` : ""}`),
      element("span", { class: "facts" }, outlined ? `cuts, and the outline of centre + ${SLICES.rise}${NATS}` : "cuts")), element("div", { class: "views" }, ...views));
  }))), swatches(SLICED.map((plane, p) => ({ name: plane, colour: SERIES[p % SERIES.length] }))));
  drawn.forEach(draw => draw());
}

function cutsChart(into, network, cuts, low, high) {
  lines(into, { height: 250, label: `${title(network)}: loss along α and β on every plane`, x: { name: "α or β" },
    y: { low, high, log: STATE.log, name: LOSS_NAME }, series: cuts, at: GUESSING });
}

// On a frame that holds the windows of all planes.
function outlines(into, network) {
  const grids = OUTLINED.map(gridOf);
  const over = axisOf => [Math.min(...grids.flatMap(axisOf)), Math.max(...grids.flatMap(axisOf))];
  const { drawn, box, across, up } = contourFrame(into,
    { ...grids[0], alphas: over(grid => ends(grid.alphas)), betas: over(grid => ends(grid.betas)) }, `${title(network)}: outlines of every plane`);
  let found = false;
  OUTLINED.forEach(plane => {
    const surface = surfaceOf(network.id, plane, STATE.split, STATE.bn);
    const centre = surface ? centreOf(decode(surface)) : NaN;
    if (Number.isFinite(centre)) {
      const scale = new Scale(centre, centre + 2 * SLICES.rise, false);
      const { alphas, betas } = surface.grid;
      const d = new Field(surface, scale).isoline(scale.position(centre + SLICES.rise), placed(across, alphas), placed(up, betas));
      found = found || d !== "";
      drawn.append(svg("path", { d, fill: "none", stroke: SERIES[SLICED.indexOf(plane) % SERIES.length], "stroke-width": 2 }));
    }
  });
  if (!found) drawn.append(svg("text", { class: "soft", x: (box.left + box.right) / 2, y: box.top + 40, "text-anchor": "middle" }, "no such rise in this window"));
  mark(drawn, "path", across.to(0), up.to(0));
}

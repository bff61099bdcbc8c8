// A surface of one row or column of points: the loss with its standard error, and the accuracy where there are labels, over the coordinate.
const LINE_LOSS = "#00629b";
const LINE_ACCURACY = "#b34700";

const LINE_SWATCHES = [
  { name: "loss, shaded: ± its standard error", colour: LINE_LOSS },
  ...(DATA.labelled ? [{ name: "accuracy (right axis)", colour: LINE_ACCURACY, dash: "7 4" }] : []),
];

function lineOfPoints(into, surface, scale, label) {
  const { grid } = surface;
  const xs = grid.alphas.length > 1 ? grid.alphas : grid.betas;
  const ys = Array.from(surface.loss);
  const chart = lines(into, {
    label,
    x: { name: grid.alphas.length > 1 ? axisName(grid, "α", "direction 1") : axisName(grid, "β", "direction 2") },
    y: { low: scale.log ? scale.low / (scale.high / scale.low) ** 0.06 : 0, high: scale.high, log: scale.log, name: LOSS_NAME },
    at: GUESSING,
    series: [{ name: "loss", colour: LINE_LOSS, xs, ys, band: Array.from(surface.se), said: n => wordsOf(surface, n) }],
    second: DATA.labelled && { name: "accuracy", colour: LINE_ACCURACY, dash: "7 4", xs, ys: Array.from(surface.accuracy) },
  });
  const here = DATA.networks.find(network => network.id === surface.variant);
  const start = `${here ? title(here) : surface.variant}, step ${surface.step}`;
  const names = grid.end ? [start, /^step/.test(grid.end) ? `the same network, ${grid.end}` : grid.end] : [start];
  names.forEach((name, end) => lineEnd(chart, xs, ys, end, name));
}

// Where the line meets a network: its coordinate is 0 or 1.
function lineEnd({ drawn, box, across, up }, xs, ys, end, name) {
  const x = across.to(end);
  if (!(x >= box.left && x <= box.right)) return;
  const y = up.to(ys[xs.indexOf(end)] ?? NaN);
  const anchor = x < box.left + 80 ? "start" : x > box.right - 80 ? "end" : "middle";
  drawn.append(svg("line", { x1: x, x2: x, y1: box.top, y2: box.bottom, stroke: "#5b6570", "stroke-dasharray": "2 4" }),
    svg("text", { class: "halo", x, y: box.top + 12 + 14 * end, "text-anchor": anchor }, name));
  if (Number.isFinite(y)) mark(drawn, end === 0 ? "path" : "rect", x, y);
}

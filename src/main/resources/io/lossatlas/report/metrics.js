// Metrics: for each a small chart of dots and whiskers, plain beside skip, and a table of all numbers.
const METRICS = { source: null };
const NUMBERS = DATA.numbers.rows.map(([m, v, p, s, b, i, value, low, high, n]) => ({
  metric: m, variant: DATA.numbers.texts[v], plane: DATA.numbers.texts[p], split: DATA.numbers.texts[s], bn: DATA.numbers.texts[b],
  interval: DATA.numbers.texts[i], value: Number(value), low: Number(low), high: Number(high), n }));
const SOURCES = [["sampling", "sampling of examples"], ["plane", "planes"], ["network", "networks"]]
  .filter(([source]) => NUMBERS.some(row => row.interval.startsWith(source)));

// Like "sharpness mean r0.5".
const wordsOfMetric = name => name.replace(/(_[rt]\d+)_(\d+)$/, "$1.$2").replaceAll("_", " ");

const unitOf = metric => NATS ? metric.unit.replace("loss", "nats") : metric.unit;

const unseeded = id => id.replace(/-s-?\d+(?=-lr)/, "");

// The rows of what is chosen: one a network and metric.
function chosenNumbers() {
  const single = METRICS.source === "sampling" || METRICS.source === null;
  return NUMBERS.filter(row =>
    (row.bn === STATE.bn || row.bn === "none") && (row.split === STATE.split || row.split === "none")
    && (single ? ["none", "sampling", "residual", "probes"].some(source => row.interval.startsWith(source)) : row.interval.startsWith(METRICS.source))
    && (!single || row.plane === STATE.plane || row.plane === "none"));
}

function metricsSection() {
  const into = byId("metrics-charts");
  if (NUMBERS.length === 0) {
    into.replaceChildren(absent("No metrics are published yet. ", command("lossatlas analyze"), " computes them from the tables of the run."));
    return;
  }
  if (!SOURCES.some(([source]) => source === METRICS.source)) METRICS.source = SOURCES[0]?.[0] ?? null;
  keepFocus(byId("metrics-controls"), SOURCES.length > 1 ? [radios("Intervals over", SOURCES, METRICS.source, value => { METRICS.source = value; metricsSection(); })] : []);
  const networks = shown().flat();
  const rows = chosenNumbers();
  const rowOf = (network, metric) => rows.find(row => row.metric === metric && row.variant === (METRICS.source === "network" ? unseeded(network.id) : network.id));
  const groups = unique(DATA.metrics.map(metric => metric.group));
  const open = new Set([...into.querySelectorAll("details.group[open]")].map(each => each.dataset.group));
  const first = into.querySelector("details.group") === null;
  const intervals = unique(rows.map(row => row.interval)).filter(each => each !== "none");
  into.replaceChildren(
    element("p", { class: "fine" }, `Batch norm ${STATE.bn}, ${STATE.split ?? "no"} split, ${METRICS.source === "sampling" ? `plane ${STATE.plane}` : "all planes"}. Intervals: ${intervals.join(", ") || "none"}. Choose batch norm, plane and networks with the landscapes.`),
    ...groups.map((group, g) => groupOf(group, first ? g < 2 : open.has(group), networks, rowOf)),
    tableOf(networks, rowOf));
}

function groupOf(group, open, networks, rowOf) {
  const inside = element("div", { class: "multiples" });
  const draw = () => {
    if (inside.childElementCount > 0) return;
    const drawn = [];
    DATA.metrics.forEach((metric, m) => {
      const numbers = networks.map(network => [network, rowOf(network, m)]).filter(([unused, row]) => row);
      if (metric.group === group && numbers.length > 0) {
        const flat = element("div");
        drawn.push(() => whiskers(flat, metric, numbers));
        inside.append(element("figure", {}, element("figcaption", {}, element("strong", {}, wordsOfMetric(metric.name)),
          element("span", { class: "facts" }, `${metric.meaning}${metric.unit ? ` In ${unitOf(metric)}.` : ""}`)), flat));
      }
    });
    drawn.forEach(each => each());
    if (drawn.length === 0) inside.append(absent("No numbers of this group for what is chosen."));
  };
  const details = element("details", { class: "group", open, "data-group": group, ontoggle: event => { if (event.target.open) draw(); } },
    element("summary", {}, group), inside);
  if (open) soon(draw);
  return details;
}

function whiskers(into, metric, numbers) {
  const width = Math.max(240, into.clientWidth || 300);
  const values = numbers.flatMap(([unused, row]) => [row.value, row.low, row.high]).filter(Number.isFinite);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const log = least > 0 && most / least > 300;
  const margin = most > least ? (most - least) * 0.06 : Math.max(0.5, Math.abs(most) * 0.1);
  const height = 22 * numbers.length + 30;
  const scale = new Scale(log ? least / 1.3 : least - margin, log ? most * 1.3 : most + margin, log);
  const x = value => 92 + (width - 104) * scale.position(value);
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${metric.name}: ${numbers.map(([network, row]) => `${title(network)} ${text(row.value)}`).join(", ")}` });
  for (const tick of scale.ticks(4)) {
    drawn.append(svg("line", { x1: x(tick), x2: x(tick), y1: 0, y2: height - 18, stroke: "#e6e9ec" }),
      svg("text", { x: x(tick), y: height - 4, "text-anchor": "middle" }, scale.label(tick)));
  }
  numbers.forEach(([network, row], n) => {
    const y = 11 + 22 * n;
    const stroke = COLOUR[network.wiring];
    const said = `${title(network)}: ${text(row.value)}${Number.isFinite(row.low) ? ` (${text(row.low)} to ${text(row.high)}, ${row.interval})` : ""}`;
    drawn.append(svg("text", { x: 0, y: y + 4 }, network.depth > 0 ? `${network.depth} ${network.wiring}` : network.id.slice(0, 14)));
    if (Number.isFinite(row.low) && Number.isFinite(row.high)) {
      drawn.append(svg("path", { d: `M${x(row.low)},${y}H${x(row.high)}M${x(row.low)},${y - 4}v8M${x(row.high)},${y - 4}v8`, stroke, "stroke-width": 1.6 }));
    }
    drawn.append(network.wiring === "skip"
      ? svg("rect", { x: x(row.value) - 4, y: y - 4, width: 8, height: 8, fill: stroke })
      : svg("circle", { cx: x(row.value), cy: y, r: 4.5, fill: stroke }),
    svg("rect", { x: 0, y: y - 11, width, height: 22, fill: "transparent",
      onpointermove: event => say(said, event.clientX, event.clientY), onpointerleave: hush }));
  });
  into.classList.add("plot");
  into.replaceChildren(drawn);
}

function tableOf(networks, rowOf) {
  const details = element("details", { ontoggle: () => {
    if (details.childElementCount > 1) return;
    const head = ["metric", "unit", ...networks.map(title)].map(name => element("th", { scope: "col" }, name));
    const body = DATA.metrics.map((metric, m) => [metric, networks.map(network => rowOf(network, m))]).filter(([unused, rows]) => rows.some(Boolean))
      .map(([metric, rows]) => element("tr", {}, element("td", { title: metric.meaning }, metric.name), element("td", {}, unitOf(metric)),
        ...rows.map(row => element("td", {}, !row ? "" : Number.isFinite(row.low) ? `${text(row.value)} (${text(row.low)} to ${text(row.high)})` : text(row.value)))));
    details.append(element("div", { class: "scroll tall", tabindex: 0, role: "region", "aria-label": "All metrics" },
      element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body))));
  } }, element("summary", {}, "All numbers as a table"));
  return details;
}

// Gradient norms: a heat map of layers and steps for each network, and the profile of one step.
const GRADIENTS = { step: 0 };

function gradientsOf(network) {
  const found = DATA.gradients.find(each => each.variant === network.id);
  if (found && !found.values) found.values = numbers(found.norms);
  return found;
}

function gradientsSection() {
  const into = byId("gradients-panels");
  const rows = shown().map(row => row.map(network => [network, gradientsOf(network)]));
  const there = rows.flat().filter(([unused, grid]) => grid);
  if (there.length === 0) {
    byId("gradients-legend").replaceChildren();
    byId("gradients-controls").replaceChildren();
    byId("gradients-profile").replaceChildren();
    into.replaceChildren(TRAINED ? absent("The networks that are shown have no gradients recorded. ", command("lossatlas train"),
      " records them at the steps of ", command("train.probe-steps"), ".") : absent("These networks were trained elsewhere."));
    return;
  }
  const [low, high] = bounds(there.map(([unused, grid]) => grid.values));
  const scale = new Scale(low, high, true);
  legend(byId("gradients-legend"), scale, "norm of the gradient");
  const draws = [];
  into.replaceChildren(...rows.map(row => element("div", { class: "row" }, ...row.map(([network, grid]) => {
    const flat = element("div");
    if (grid) draws.push(() => heat(flat, network, grid, scale));
    return element("figure", {}, element("figcaption", {}, element("strong", {}, element("span", { class: `${network.wiring}-name` }, title(network))),
      element("span", { class: "id" }, network.depth > 0 ? network.id : "")), grid ? flat : absent("No gradients of this network are recorded."));
  }))));
  draws.forEach(draw => draw());
  profileControls(there, scale);
}

// Rows are layers, the input at the top; columns are the probed steps, in even widths.
function heat(into, network, grid, scale) {
  const width = Math.max(240, into.clientWidth || 420);
  const height = 300;
  const box = { left: 74, right: width - 10, top: 10, bottom: height - 40 };
  const columns = grid.steps.length;
  const count = grid.layers.length;
  const canvas = element("canvas", { width: columns, height: count });
  const context = canvas.getContext("2d");
  grid.values.forEach((value, n) => {
    const position = value > 0 ? scale.position(value) : NaN;
    context.fillStyle = Number.isNaN(position) ? "#c8c8c8" : `rgb(${colour(position)})`;
    context.fillRect(n % columns, Math.floor(n / columns), 1, 1);
  });
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: "img",
    "aria-label": `${title(network)}: gradient norm by layer and step. Arrow keys move from cell to cell.` },
  svg("image", { href: enlarged(canvas, columns, count), x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, preserveAspectRatio: "none" }),
  svg("path", { d: `M${box.left},${box.top}V${box.bottom}H${box.right}`, fill: "none", stroke: "#1f2328" }));
  const x = column => box.left + (box.right - box.left) * (column + 0.5) / columns;
  const y = layer => box.top + (box.bottom - box.top) * (layer + 0.5) / count;
  const every = Math.ceil(columns * 34 / (box.right - box.left));
  grid.steps.forEach((step, n) => {
    if (n % every === 0) drawn.append(svg("text", { x: x(n), y: box.bottom + 16, "text-anchor": "middle" }, String(step)));
  });
  for (const layer of unique([0, Math.floor((count - 1) / 4), Math.floor((count - 1) / 2), Math.floor(3 * (count - 1) / 4), count - 1])) {
    drawn.append(svg("text", { x: box.left - 6, y: y(layer) + 4, "text-anchor": "end" }, grid.layers[layer]));
  }
  drawn.append(svg("text", { class: "soft", x: (box.left + box.right) / 2, y: height - 6, "text-anchor": "middle" }, "step (probed updates)"));
  into.classList.add("plot");
  into.replaceChildren(drawn);
  cells(drawn, box, width, [columns, count], (column, layer) =>
    `${grid.layers[layer]}, step ${grid.steps[column]}\ngradient norm ${text(grid.values[layer * columns + column])}`);
}

// Cells as large as pixels of a picture that no browser smooths.
function enlarged(canvas, columns, rows) {
  const large = element("canvas", { width: columns * Math.ceil(640 / columns), height: rows * Math.ceil(320 / rows) });
  const context = large.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return large.toDataURL();
}

function cells(drawn, box, width, [columns, rows], words) {
  const cursor = svg("rect", { width: (box.right - box.left) / columns, height: Math.max(2, (box.bottom - box.top) / rows), fill: "none", stroke: "#fff", "stroke-width": 2, visibility: "hidden" });
  drawn.append(cursor);
  let at = [0, 0];
  const show = (left, top) => {
    cursor.setAttribute("x", box.left + (box.right - box.left) * at[0] / columns);
    cursor.setAttribute("y", box.top + (box.bottom - box.top) * at[1] / rows);
    cursor.setAttribute("visibility", "visible");
    say(words(...at), left, top);
  };
  const inside = (value, count) => Math.max(0, Math.min(count - 1, Math.floor(value)));
  const leave = () => { cursor.setAttribute("visibility", "hidden"); hush(); };
  drawn.addEventListener("pointermove", event => {
    const place = drawn.getBoundingClientRect();
    const zoom = width / place.width;
    at = [inside(((event.clientX - place.left) * zoom - box.left) / (box.right - box.left) * columns, columns),
      inside(((event.clientY - place.top) * zoom - box.top) / (box.bottom - box.top) * rows, rows)];
    show(event.clientX, event.clientY);
  });
  drawn.addEventListener("pointerleave", leave);
  drawn.addEventListener("blur", leave);
  drawn.addEventListener("keydown", event => {
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by) {
      event.preventDefault();
      at = [inside(at[0] + by[0], columns), inside(at[1] + by[1], rows)];
      const place = drawn.getBoundingClientRect();
      show(place.left + box.left, place.top + box.top);
    }
  });
}

function profileControls(there, scale) {
  const steps = unique(there.flatMap(([unused, grid]) => grid.steps)).sort((a, b) => a - b);
  const words = () => `step ${steps[GRADIENTS.step]}`;
  GRADIENTS.step = Math.min(GRADIENTS.step, steps.length - 1);
  const output = element("output", {}, words());
  const slider = element("input", { id: "gradient-step", type: "range", min: 0, max: steps.length - 1, step: 1, value: GRADIENTS.step, "aria-label": "Step of the profile",
    oninput: event => {
      GRADIENTS.step = Number(event.target.value);
      output.textContent = words();
      event.target.setAttribute("aria-valuetext", words());
      soon(() => profile(there, scale, steps[GRADIENTS.step]));
    } });
  keepFocus(byId("gradients-controls"), [element("div", { class: "wide" }, element("span", { class: "name" }, "Profile through the layers at"), element("label", {}, slider, output))]);
  profile(there, scale, steps[GRADIENTS.step]);
}

function profile(there, scale, step) {
  const depths = unique(there.map(([network]) => network.depth));
  const series = there.map(([network, grid]) => {
    const column = grid.steps.indexOf(step);
    const last = Math.max(1, grid.layers.length - 1);
    return column < 0 ? null : { name: title(network), colour: COLOUR[network.wiring], dash: DASHES[depths.indexOf(network.depth) % DASHES.length],
      xs: grid.layers.map((unused, n) => n / last), ys: grid.layers.map((unused, n) => {
        const value = grid.values[n * grid.steps.length + column];
        return value > 0 ? value : NaN;
      }) };
  }).filter(Boolean);
  const into = byId("gradients-profile");
  const flat = element("div");
  into.replaceChildren(element("figure", {}, element("figcaption", {}, element("strong", {}, `Gradient norm through the network, before the update of step ${step}`)), flat, swatches(series)));
  if (series.length > 0) {
    lines(flat, { height: 280, label: `Gradient norm by layer at step ${step}`, x: { name: "place in the network, 0 the stem, 1 the dense head" },
      y: { low: scale.low, high: scale.high, log: true, name: "gradient norm" }, series });
  }
}

// A surface seen from above: colours, contour lines, holes, the trained weights, the least point.
const RASTER = 280;
const HATCH = [[220, 220, 220], [155, 155, 155]];

// A surface between its points: positions on a scale, alpha by alpha; not a number in a hole.
class Field {
  constructor({ grid, loss }, scale) {
    this.nx = grid.alphas.length;
    this.ny = grid.betas.length;
    this.values = Float64Array.from(loss, each => scale.position(each));
  }

  // At fractions of indices: bilinear over what is finite; what is nearest to a hole belongs to it.
  at(u, v) {
    const { nx, ny, values } = this;
    if (Number.isNaN(values[Math.round(u) * ny + Math.round(v)])) return NaN;
    const i = Math.min(Math.floor(u), nx - 2);
    const j = Math.min(Math.floor(v), ny - 2);
    let sum = 0;
    let weights = 0;
    for (let corner = 0; corner < 4; corner++) {
      const right = corner & 1;
      const above = corner >> 1;
      const weight = (right ? u - i : 1 - u + i) * (above ? v - j : 1 - v + j);
      const value = values[(i + right) * ny + j + above];
      if (weight > 0 && !Number.isNaN(value)) {
        sum += weight * value;
        weights += weight;
      }
    }
    return sum / weights;
  }

  raster(size = RASTER) {
    const canvas = element("canvas", { width: size, height: size });
    const context = canvas.getContext("2d");
    const pixels = context.createImageData(size, size);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const position = this.at(x / (size - 1) * (this.nx - 1), (1 - y / (size - 1)) * (this.ny - 1));
        const rgb = Number.isNaN(position) ? HATCH[(x + y) % 8 < 3 ? 1 : 0] : colour(position);
        const pixel = 4 * (y * size + x);
        for (let n = 0; n < 3; n++) pixels.data[pixel + n] = rgb[n];
        pixels.data[pixel + 3] = 255;
      }
    }
    context.putImageData(pixels, 0, 0);
    return canvas.toDataURL();
  }

  // The line of a level through the points by marching squares; x and y place the indices.
  isoline(level, x, y) {
    const { nx, ny, values } = this;
    let d = "";
    for (let i = 0; i + 1 < nx; i++) {
      for (let j = 0; j + 1 < ny; j++) {
        const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => [a, b, values[a * ny + b] - level]);
        if (corners.some(corner => Number.isNaN(corner[2]))) continue;
        const ends = [];
        corners.forEach(([a, b, value], n) => {
          const [c, e, next] = corners[(n + 1) % 4];
          if ((value < 0) !== (next < 0)) {
            const t = value / (value - next);
            ends.push(`${x(a + t * (c - a)).toFixed(1)},${y(b + t * (e - b)).toFixed(1)}`);
          }
        });
        if (ends.length === 4) {
          const middle = corners.reduce((sum, corner) => sum + corner[2], 0) < 0;
          if (middle === (corners[0][2] < 0)) ends.push(ends.shift());
        }
        for (let n = 0; n + 1 < ends.length; n += 2) d += `M${ends[n]}L${ends[n + 1]}`;
      }
    }
    return d;
  }
}

function leastOf(surface) {
  let least = -1;
  surface.loss.forEach((loss, n) => {
    if (Number.isFinite(loss) && (least < 0 || loss < surface.loss[least])) least = n;
  });
  return least;
}

const holesOf = surface => surface.loss.reduce((count, loss) => count + (Number.isFinite(loss) ? 0 : 1), 0);

// The index of a point by its coordinates; -1 where the grid has none there.
function pointAt({ alphas, betas }, alpha, beta) {
  const i = alphas.indexOf(alpha);
  const j = betas.indexOf(beta);
  return i < 0 || j < 0 ? -1 : i * betas.length + j;
}

const centreOf = ({ grid, loss }) => loss[pointAt(grid, 0, 0)] ?? NaN;

function wordsOf(surface, n) {
  const { alphas, betas } = surface.grid;
  if (surface.said) return surface.said(n);
  const place = `α ${text(alphas[Math.floor(n / betas.length)])}${betas.length > 1 ? `, β ${text(betas[n % betas.length])}` : ""}`;
  if (Number.isNaN(surface.accuracy[n])) return `${place}\nnot published`;
  const loss = surface.loss[n];
  const filled = surface.filledIn(n) ? "\nfilled in, not computed" : "";
  const rest = `${DATA.labelled ? `\naccuracy ${percent(surface.accuracy[n])}` : ""}${filled}`;
  return Number.isFinite(loss)
    ? `${place}\nloss ${text(loss)} ± ${text(surface.se[n])}${NATS}${rest}`
    : `${place}\nloss not finite (${text(loss)})${rest}`;
}

const AXES = {
  trajectory: { α: "principal direction 1", β: "principal direction 2" },
  triangle: { α: "towards network 2", β: "towards network 3" },
  hessian: { α: "eigenvector 1", β: "eigenvector 2" },
};

const axisName = ({ normalize, end, type }, letter, direction) => end
  ? `${letter} (0: these weights, 1: ${end})`
  : AXES[type] ? `${letter} (${AXES[type][letter]})`
  : `${letter} (${{ filter: "filter-normalised", layer: "layer-normalised", none: "unscaled" }[normalize]} ${direction})`;

// Where the indices of evenly spaced coordinates are drawn on an axis.
const placed = (axis, list) => n => axis.to(list[0] + n * (list[list.length - 1] - list[0]) / (list.length - 1));

const ends = list => [list[0], list[list.length - 1]];

// The size of a panel: as the ranges of alpha and beta, up to an elongation of 3.
function contourFrame(into, grid, label) {
  const [left, right] = ends(grid.alphas);
  const [bottom, top] = ends(grid.betas);
  const width = into.width ?? Math.max(240, into.clientWidth || 360);
  const height = Math.round((width - 64) * Math.max(1 / 3, Math.min(1.2, Math.abs((top - bottom) / (right - left))))) + 50;
  return frame(into, {
    height, label,
    x: { low: left, high: right, name: into.width ? "α" : axisName(grid, "α", "direction 1") },
    y: { low: bottom, high: top, name: into.width ? "β" : axisName(grid, "β", "direction 2") },
  });
}

function contours(into, surface, scale, label) {
  const { grid } = surface;
  const chart = contourFrame(into, grid, label);
  const { drawn, box, across, up } = chart;
  const field = new Field(surface, scale);
  const x = placed(across, grid.alphas);
  const y = placed(up, grid.betas);
  drawn.append(svg("image", { href: field.raster(), x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, preserveAspectRatio: "none" }));
  for (const level of scale.ticks()) {
    const position = scale.position(level);
    drawn.append(svg("path", { d: field.isoline(position, x, y), fill: "none", stroke: position < 0.6 ? "#ffffffa0" : "#00000080", "stroke-width": 1 }));
  }
  for (const loss of surface.said ? [] : GUESSING) {
    drawn.append(svg("path", { class: "guessing", d: field.isoline(scale.position(loss), x, y), fill: "none", stroke: "#ff5a4d", "stroke-width": 1.8, "stroke-dasharray": "6 4" }));
  }
  const least = surface.said ? -1 : leastOf(surface);
  if (least >= 0) mark(drawn, "circle", x(Math.floor(least / grid.betas.length)), y(least % grid.betas.length));
  if (Number.isFinite(centreOf(surface))) mark(drawn, "path", across.to(0), up.to(0));
  explore(chart, surface, x, y, drawPath(chart, surface));
}

function mark(drawn, shape, x, y) {
  const place = { circle: { cx: x, cy: y, r: 7 }, path: { d: `M${x - 5},${y}h10M${x},${y - 5}v10` }, rect: { x: x - 5, y: y - 5, width: 10, height: 10 } }[shape];
  drawn.append(svg(shape, { ...place, fill: "none", stroke: "#1f2328", "stroke-width": 4.5 }),
    svg(shape, { ...place, fill: "none", stroke: "#fff", "stroke-width": 2 }));
}

// What a point says, at the mouse or where the arrow keys have moved to; and places of a path, near the mouse or by page keys.
function explore({ drawn, box, width }, surface, x, y, places = []) {
  const { alphas, betas } = surface.grid;
  const cursor = svg("rect", { width: 8, height: 8, fill: "none", stroke: "#fff", "stroke-width": 2, visibility: "hidden", style: "outline:1.5px solid #1f2328" });
  drawn.append(cursor);
  let i = Math.max(0, alphas.indexOf(0));
  let j = Math.max(0, betas.indexOf(0));
  let at = -1;
  const point = (across, up, words, left, top) => {
    cursor.setAttribute("x", across - 4);
    cursor.setAttribute("y", up - 4);
    cursor.setAttribute("visibility", "visible");
    say(words, left, top);
  };
  const show = (left, top) => point(x(i), y(j), wordsOf(surface, i * betas.length + j), left, top);
  const leave = () => { cursor.setAttribute("visibility", "hidden"); hush(); };
  const inside = (value, last) => Math.max(0, Math.min(last, Math.round(value)));
  drawn.addEventListener("pointermove", event => {
    const place = drawn.getBoundingClientRect();
    const zoom = width / place.width;
    const [across, up] = [(event.clientX - place.left) * zoom, (event.clientY - place.top) * zoom];
    const near = places.findLast(each => Math.hypot(each.x - across, each.y - up) < 9);
    if (near) return point(near.x, near.y, near.words, event.clientX, event.clientY);
    i = inside(((event.clientX - place.left) * zoom - box.left) / (box.right - box.left) * (alphas.length - 1), alphas.length - 1);
    j = inside((box.bottom - (event.clientY - place.top) * zoom) / (box.bottom - box.top) * (betas.length - 1), betas.length - 1);
    show(event.clientX, event.clientY);
  });
  drawn.addEventListener("pointerleave", leave);
  drawn.addEventListener("blur", leave);
  drawn.addEventListener("keydown", event => {
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (by) {
      event.preventDefault();
      i = inside(i + by[0], alphas.length - 1);
      j = inside(j + by[1], betas.length - 1);
      const place = drawn.getBoundingClientRect();
      show(place.left + x(i), place.top + y(j));
    }
    const along = { PageDown: 1, PageUp: -1 }[event.key];
    if (along && places.length > 0) {
      event.preventDefault();
      at = at < 0 ? (along > 0 ? 0 : places.length - 1) : inside(at + along, places.length - 1);
      const { x: across, y: up, words } = places[at];
      const place = drawn.getBoundingClientRect();
      point(across, up, words, place.left + across, place.top + up);
    }
  });
}

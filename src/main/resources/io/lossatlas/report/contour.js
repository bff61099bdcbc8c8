// A surface seen from above: colours, contour lines, holes, the trained weights, the least point.
const RASTER = 280;
const HATCH = [[220, 220, 220], [155, 155, 155]];

// Positions on a scale, alpha by alpha; not a number in a hole.
const positions = (surface, scale) => Float64Array.from(surface.loss, loss => scale.position(loss));

// Between the points: bilinear over what is finite; what is nearest to a hole belongs to it.
function between(field, u, v) {
  const ny = BETAS.length;
  if (Number.isNaN(field[Math.round(u) * ny + Math.round(v)])) return NaN;
  const i = Math.min(Math.floor(u), ALPHAS.length - 2);
  const j = Math.min(Math.floor(v), ny - 2);
  let sum = 0;
  let weights = 0;
  for (let corner = 0; corner < 4; corner++) {
    const right = corner & 1;
    const above = corner >> 1;
    const weight = (right ? u - i : 1 - u + i) * (above ? v - j : 1 - v + j);
    const value = field[(i + right) * ny + j + above];
    if (weight > 0 && !Number.isNaN(value)) {
      sum += weight * value;
      weights += weight;
    }
  }
  return sum / weights;
}

function raster(field) {
  const canvas = element("canvas", { width: RASTER, height: RASTER });
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(RASTER, RASTER);
  for (let y = 0; y < RASTER; y++) {
    for (let x = 0; x < RASTER; x++) {
      const position = between(field, x / (RASTER - 1) * (ALPHAS.length - 1), (1 - y / (RASTER - 1)) * (BETAS.length - 1));
      const rgb = Number.isNaN(position) ? HATCH[(x + y) % 8 < 3 ? 1 : 0] : colour(position);
      pixels.data.set([...rgb, 255], 4 * (y * RASTER + x));
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL();
}

// A line of equal value through the points by marching squares; x and y place the indices.
function isoline(field, level, x, y) {
  const ny = BETAS.length;
  let d = "";
  for (let i = 0; i + 1 < ALPHAS.length; i++) {
    for (let j = 0; j + 1 < ny; j++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => [a, b, field[a * ny + b] - level]);
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

function leastOf(surface) {
  let least = -1;
  surface.loss.forEach((loss, n) => {
    if (Number.isFinite(loss) && (least < 0 || loss < surface.loss[least])) least = n;
  });
  return least;
}

const holesOf = surface => surface.loss.reduce((count, loss) => count + (Number.isFinite(loss) ? 0 : 1), 0);

function centreOf(surface) {
  const i = ALPHAS.indexOf(0);
  const j = BETAS.indexOf(0);
  return i < 0 || j < 0 ? NaN : surface.loss[i * BETAS.length + j];
}

function wordsOf(surface, n) {
  const place = `α ${text(ALPHAS[Math.floor(n / BETAS.length)])}, β ${text(BETAS[n % BETAS.length])}`;
  if (Number.isNaN(surface.accuracy[n])) return `${place}\nnot published`;
  const loss = surface.loss[n];
  const rest = `accuracy ${percent(surface.accuracy[n])}`;
  return Number.isFinite(loss)
    ? `${place}\nloss ${text(loss)} ± ${text(surface.se[n])} nats\n${rest}`
    : `${place}\nloss not finite (${text(loss)})\n${rest}`;
}

const axisName = (letter, direction) =>
  `${letter} (${{ filter: "filter-normalised", layer: "layer-normalised", none: "unscaled" }[DATA.normalize]} ${direction})`;

// The size of a panel: as the ranges of alpha and beta, up to an elongation of 3.
function contourFrame(into, label) {
  const across = Math.abs(ALPHAS[ALPHAS.length - 1] - ALPHAS[0]);
  const up = Math.abs(BETAS[BETAS.length - 1] - BETAS[0]);
  const width = Math.max(240, into.clientWidth || 360);
  const height = Math.round((width - 64) * Math.max(1 / 3, Math.min(1.2, up / across))) + 50;
  return frame(into, {
    height, label,
    x: { low: ALPHAS[0], high: ALPHAS[ALPHAS.length - 1], name: axisName("α", "direction 1") },
    y: { low: BETAS[0], high: BETAS[BETAS.length - 1], name: axisName("β", "direction 2") },
  });
}

function contours(into, surface, scale, label) {
  const chart = contourFrame(into, label);
  const { drawn, box, across, up } = chart;
  const field = positions(surface, scale);
  const x = i => box.left + (box.right - box.left) * i / (ALPHAS.length - 1);
  const y = j => box.bottom - (box.bottom - box.top) * j / (BETAS.length - 1);
  drawn.append(svg("image", { href: raster(field), x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, preserveAspectRatio: "none" }));
  for (const level of scale.ticks(9)) {
    const position = scale.position(level);
    drawn.append(svg("path", { d: isoline(field, position, x, y), fill: "none", stroke: position < 0.6 ? "#ffffffa0" : "#00000080", "stroke-width": 1 }));
  }
  drawn.append(svg("path", { class: "guessing", d: isoline(field, scale.position(GUESSING), x, y), fill: "none", stroke: "#ff5a4d", "stroke-width": 1.8, "stroke-dasharray": "6 4" }));
  const least = leastOf(surface);
  if (least >= 0) mark(drawn, "circle", x(Math.floor(least / BETAS.length)), y(least % BETAS.length));
  if (Number.isFinite(centreOf(surface))) mark(drawn, "path", across.to(0), up.to(0));
  explore(chart, surface, x, y);
}

function mark(drawn, shape, x, y) {
  const place = shape === "circle" ? { cx: x, cy: y, r: 7 } : { d: `M${x - 5},${y}h10M${x},${y - 5}v10` };
  drawn.append(svg(shape, { ...place, fill: "none", stroke: "#1f2328", "stroke-width": 4.5 }),
    svg(shape, { ...place, fill: "none", stroke: "#fff", "stroke-width": 2 }));
}

// What a point says, at the mouse or where the arrow keys have moved to.
function explore({ drawn, box, width }, surface, x, y) {
  const cursor = svg("rect", { width: 8, height: 8, fill: "none", stroke: "#fff", "stroke-width": 2, visibility: "hidden", style: "outline:1.5px solid #1f2328" });
  drawn.append(cursor);
  let i = Math.max(0, ALPHAS.indexOf(0));
  let j = Math.max(0, BETAS.indexOf(0));
  const show = (left, top) => {
    cursor.setAttribute("x", x(i) - 4);
    cursor.setAttribute("y", y(j) - 4);
    cursor.setAttribute("visibility", "visible");
    say(wordsOf(surface, i * BETAS.length + j), left, top);
  };
  const leave = () => { cursor.setAttribute("visibility", "hidden"); hush(); };
  const inside = (value, last) => Math.max(0, Math.min(last, Math.round(value)));
  drawn.addEventListener("pointermove", event => {
    const place = drawn.getBoundingClientRect();
    const zoom = width / place.width;
    i = inside(((event.clientX - place.left) * zoom - box.left) / (box.right - box.left) * (ALPHAS.length - 1), ALPHAS.length - 1);
    j = inside((box.bottom - (event.clientY - place.top) * zoom) / (box.bottom - box.top) * (BETAS.length - 1), BETAS.length - 1);
    show(event.clientX, event.clientY);
  });
  drawn.addEventListener("pointerleave", leave);
  drawn.addEventListener("blur", leave);
  drawn.addEventListener("keydown", event => {
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (by) {
      event.preventDefault();
      i = inside(i + by[0], ALPHAS.length - 1);
      j = inside(j + by[1], BETAS.length - 1);
      const place = drawn.getBoundingClientRect();
      show(place.left + x(i), place.top + y(j));
    }
  });
}

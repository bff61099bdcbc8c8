// Charts in two dimensions: a frame with axes, lines, and what is said at a place of them.
const tip = byId("tip");

function say(words, x, y) {
  tip.textContent = words;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 14, document.documentElement.clientWidth - box.width - 8))}px`;
  tip.style.top = `${Math.max(4, y + box.height + 24 > window.innerHeight ? y - box.height - 12 : y + 14)}px`;
}

const hush = () => { tip.hidden = true; };

// An axis from low to high, or of a scale of its own, drawn between two coordinates.
function axis({ low, high, log, scale = new Scale(low, high, log) }, from, to) {
  return { scale, to: value => from + (to - from) * scale.position(value), from: at => scale.at((at - from) / (to - from)) };
}

// The frame of a chart that is `width` wide: axes with ticks and names.
function frame(into, { height, label, x, y, second }) {
  const width = into.width ?? Math.max(240, into.clientWidth || 420);
  const box = { left: 52, right: width - (second ? 50 : 12), top: 10, bottom: height - 40 };
  const across = axis(x, box.left, box.right);
  const up = axis(y, box.bottom, box.top);
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: "img", "aria-label": label });
  for (const tick of across.scale.ticks(Math.max(3, Math.floor((box.right - box.left) / 62)))) {
    const at = across.to(tick);
    drawn.append(svg("line", { x1: at, x2: at, y1: box.bottom, y2: box.bottom + 4, stroke: "#1f2328" }),
      svg("text", { x: at, y: box.bottom + 16, "text-anchor": "middle" }, across.scale.label(tick)));
  }
  for (const tick of up.scale.ticks(Math.max(3, Math.floor((box.bottom - box.top) / 26)))) {
    const at = up.to(tick);
    drawn.append(svg("line", { x1: box.left, x2: box.right, y1: at, y2: at, stroke: "#e6e9ec" }),
      svg("text", { x: box.left - 6, y: at + 4, "text-anchor": "end" }, up.scale.label(tick)));
  }
  drawn.append(
    svg("path", { d: `M${box.left},${box.top}V${box.bottom}H${box.right}`, fill: "none", stroke: "#1f2328" }),
    svg("text", { class: "soft", x: (box.left + box.right) / 2, y: height - 6, "text-anchor": "middle" }, x.name),
    svg("text", { class: "soft", transform: `translate(11,${(box.top + box.bottom) / 2})rotate(-90)`, "text-anchor": "middle" }, y.name));
  into.classList.add("plot");
  into.replaceChildren(drawn);
  return { drawn, box, across, up, width, aside: second && aside(drawn, box, width, second) };
}

// A second axis upwards, on the right, from 0 to 1.
function aside(drawn, box, width, { name }) {
  const up = axis({ low: 0, high: 1, log: false }, box.bottom, box.top);
  for (const tick of up.scale.ticks(6)) {
    drawn.append(svg("line", { x1: box.right, x2: box.right + 4, y1: up.to(tick), y2: up.to(tick), stroke: "#1f2328" }),
      svg("text", { x: box.right + 7, y: up.to(tick) + 4 }, up.scale.label(tick)));
  }
  drawn.append(svg("path", { d: `M${box.right},${box.top}V${box.bottom}`, stroke: "#1f2328" }),
    svg("text", { class: "soft", transform: `translate(${width - 4},${(box.top + box.bottom) / 2})rotate(-90)`, "text-anchor": "middle" }, name));
  return up;
}

let clips = 0;

// A chart of lines: series of { name, colour, dash, xs, ys, band: half its width, said(n) where a point has more to say than its value },
// and a second one that has the axis on the right.
function lines(into, { height = 270, label, x, y, series, second, at = [], words = text }) {
  const all = bounds(series.map(each => each.ys));
  const low = y.low ?? (y.log ? all[0] : Math.min(...series.flatMap(each => each.ys.filter(Number.isFinite)), all[1]));
  const xs = series.flatMap(each => each.xs);
  const chart = frame(into, {
    height, label, second,
    x: { low: Math.min(...xs), high: Math.max(...xs), ...x },
    y: { low, high: y.high ?? all[1], ...y },
  });
  const id = `clip-${clips++}`;
  const { box, across, up } = chart;
  chart.drawn.append(svg("clipPath", { id }, svg("rect", { x: box.left, y: box.top - 2, width: box.right - box.left, height: box.bottom - box.top + 4 })));
  for (const value of at) {
    const line = up.to(value);
    if (line >= box.top && line <= box.bottom) {
      chart.drawn.append(svg("line", { x1: box.left, x2: box.right, y1: line, y2: line, stroke: "#e8402f", "stroke-dasharray": "6 4", "stroke-width": 1.5 }));
    }
  }
  for (const each of series.filter(one => one.band)) {
    chart.drawn.append(svg("path", { class: "band", d: band(each, across, up), fill: each.colour, "fill-opacity": 0.22, "clip-path": `url(#${id})` }));
  }
  for (const each of second ? [second, ...series] : series) {
    chart.drawn.append(svg("path", {
      d: path(each.xs, each.ys, across, each === second ? chart.aside : up), fill: "none", stroke: each.colour, "stroke-width": 1.9,
      "stroke-dasharray": each.dash || "none", "clip-path": `url(#${id})`, "stroke-linejoin": "round" }));
  }
  follow(into, chart, series, words, x.name);
  return chart;
}

// The area of a line with its band to either side, piece by piece.
function band({ xs, ys, band: half }, across, up) {
  const low = value => Math.max(up.scale.log ? up.scale.low : value, value);
  const place = (n, value) => `${across.to(xs[n]).toFixed(1)},${up.to(low(value)).toFixed(1)}`;
  const pieces = [[]];
  ys.forEach((value, n) => (Number.isFinite(value) && Number.isFinite(half[n]) ? pieces[pieces.length - 1].push(n) : pieces.push([])));
  return pieces.filter(piece => piece.length > 0).map(piece =>
    `M${[...piece.map(n => place(n, ys[n] - half[n])), ...piece.reverse().map(n => place(n, ys[n] + half[n]))].join("L")}Z`).join("");
}

// A line that is broken where a value is not finite.
function path(xs, ys, across, up) {
  let d = "";
  let pen = false;
  xs.forEach((x, n) => {
    const at = up.to(ys[n]);
    if (Number.isFinite(at)) {
      d += `${pen ? "L" : "M"}${across.to(x).toFixed(1)},${at.toFixed(1)}`;
      if (!pen && !Number.isFinite(up.to(ys[n + 1] ?? NaN))) d += "h0.1";
    }
    pen = Number.isFinite(at);
  });
  return d;
}

// What the lines say at the mouse, or at a place that the arrow keys move.
function follow(into, { drawn, box, across }, series, words, name) {
  const places = unique(series.flatMap(each => each.xs)).sort((a, b) => a - b);
  const rule = svg("line", { y1: box.top, y2: box.bottom, stroke: "#1f2328", "stroke-dasharray": "2 3", visibility: "hidden" });
  drawn.append(rule);
  let place = 0;
  const show = (at, left, top) => {
    place = at;
    rule.setAttribute("x1", across.to(places[at]));
    rule.setAttribute("x2", across.to(places[at]));
    rule.setAttribute("visibility", "visible");
    const said = series.map(each => {
      const n = nearest(each.xs, places[at]);
      return n < 0 ? "" : each.said ? each.said(n) : `${each.name}: ${words(each.ys[n])}`;
    });
    say([`${name} ${text(places[at])}`, ...said].filter(Boolean).slice(0, 14).join("\n"), left, top);
  };
  const leave = () => { rule.setAttribute("visibility", "hidden"); hush(); };
  drawn.addEventListener("pointermove", event => {
    const frameBox = drawn.getBoundingClientRect();
    const x = across.from((event.clientX - frameBox.left) * (drawn.viewBox.baseVal.width / frameBox.width));
    show(Math.max(0, nearest(places, x)), event.clientX, event.clientY);
  });
  drawn.addEventListener("pointerleave", leave);
  drawn.addEventListener("blur", leave);
  drawn.addEventListener("keydown", event => {
    const by = { ArrowRight: 1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by) {
      event.preventDefault();
      const frameBox = drawn.getBoundingClientRect();
      show(Math.max(0, Math.min(places.length - 1, place + by)), frameBox.left + across.to(places[place]), frameBox.top + 20);
    }
  });
}

function nearest(list, value) {
  let best = -1;
  list.forEach((each, n) => {
    if (best < 0 || Math.abs(each - value) < Math.abs(list[best] - value)) best = n;
  });
  return best;
}

// Names of series beside a sample of their lines.
function swatches(series) {
  return element("ul", { class: "swatches" }, ...series.map(each => element("li", {},
    svg("svg", { viewBox: "0 0 32 10", "aria-hidden": "true" },
      svg("line", { x1: 0, x2: 32, y1: 5, y2: 5, stroke: each.colour, "stroke-width": 3, "stroke-dasharray": each.dash || "none" })),
    each.name)));
}

// Native controls. Each calls back with what was chosen.
let ids = 0;

function radios(name, options, chosen, onchoose) {
  const group = `g${ids++}`;
  return element("fieldset", {}, element("legend", {}, name), ...options.map(([value, words]) =>
    element("label", {}, element("input", { type: "radio", name: group, value, checked: value === chosen, onchange: () => onchoose(value) }), words)));
}

function checks(name, options, chosen, onchoose) {
  const boxes = options.map(([value, words]) =>
    [value, element("input", { type: "checkbox", value, checked: chosen.includes(value), onchange: () => onchoose(
      boxes.filter(([unused, box]) => box.checked).map(([each]) => each)) }), words]);
  return element("fieldset", {}, element("legend", {}, name),
    ...boxes.map(([unused, box, words]) => element("label", {}, box, words)));
}

function choice(name, options, chosen, onchoose) {
  const id = `c${ids++}`;
  return element("div", {}, element("label", { for: id, class: "name" }, name),
    element("select", { id, onchange: event => onchoose(event.target.value) },
      ...options.map(([value, words]) => element("option", { value, selected: String(value) === String(chosen) }, words))));
}

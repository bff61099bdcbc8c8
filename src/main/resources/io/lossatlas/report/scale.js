// Numbers as people read them, ticks, and the colour scale that panels share.
function text(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "−infinite";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e5) {
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·10${raised(Number(exponent))}`.replace("-", "−");
  }
  return Number(value.toPrecision(4)).toString().replace("-", "−");
}

const raised = exponent => String(exponent).replace(/[-0-9]/g, c => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);

// A round number without needless zeros.
const plain = value => Number(value.toPrecision(6)).toString().replace("-", "−");

const percent = share => `${(100 * share).toFixed(1)} %`;

function linearTicks(low, high, most) {
  if (!(high > low)) return [low];
  for (let exponent = Math.floor(Math.log10((high - low) / most)); ; exponent++) {
    for (const mantissa of [1, 2, 5]) {
      const step = mantissa * 10 ** exponent;
      const first = Math.ceil(low / step - 1e-9);
      const last = Math.floor(high / step + 1e-9);
      if (last - first + 1 <= most) {
        return Array.from({ length: last - first + 1 }, (unused, n) => Number(((first + n) * step).toPrecision(12)));
      }
    }
  }
}

// Decades where there are three, else 1-2-5, else even steps.
function logTicks(low, high) {
  const of = mantissas => {
    const ticks = [];
    for (let e = Math.floor(Math.log10(low)) - 1; e <= Math.ceil(Math.log10(high)) + 1; e++) ticks.push(...mantissas.map(m => Number(`${m}e${e}`)));
    return ticks.filter(tick => tick >= low && tick <= high);
  };
  return [of([1]), of([1, 2, 5])].find(ticks => ticks.length >= 3) ?? linearTicks(low, high, 6);
}

const RGB = Array.from({ length: 256 }, (unused, n) =>
  [0, 2, 4].map(at => parseInt(DATA.viridis.slice(6 * n + at, 6 * n + at + 2), 16)));

const colour = position => RGB[Math.max(0, Math.min(255, Math.floor(256 * position)))];

// From low to high, logarithmic or linear; larger values have the last colour.
class Scale {
  constructor(low, high, log, largest = high) {
    this.log = log && low > 0;
    if (!(high > low * (1 + 1e-9))) {
      const around = this.log ? low * 0.05 : Math.max(Math.abs(low) * 0.05, 1e-6);
      low -= around;
      high += around;
    }
    this.low = low;
    this.high = high;
    this.largest = largest;
  }

  position(value) {
    if (!Number.isFinite(value)) return NaN;
    if (!this.log) return (value - this.low) / (this.high - this.low);
    return value <= 0 ? 0 : Math.log(value / this.low) / Math.log(this.high / this.low);
  }

  at(position) {
    return this.log ? this.low * (this.high / this.low) ** position : this.low + position * (this.high - this.low);
  }

  get clipped() {
    return this.largest > this.high * (1 + 1e-9);
  }

  // Round values: every so many of them where there is no room for all.
  ticks(most = Infinity) {
    if (!this.log) return linearTicks(this.low, this.high, Math.min(most, 9));
    const all = logTicks(this.low, this.high);
    const every = Math.max(1, Math.ceil(all.length / most));
    return all.filter((unused, n) => n % every === 0);
  }

  // What a tick is called: on a logarithmic scale decades far from 1 as powers.
  label(tick) {
    const exponent = Math.round(Math.log10(tick));
    return this.log && Math.abs(exponent) > 2 && tick === Number(`1e${exponent}`) ? `10${raised(exponent)}` : plain(tick);
  }
}

// The bounds of the positive finite values of several lists.
function bounds(lists) {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (const value of list) {
      if (Number.isFinite(value)) {
        if (value > 0 && value < low) low = value;
        if (value > high) high = value;
      }
    }
  }
  return low <= high ? [low, high] : [1, 10];
}

// A bar of the colours of a scale, with labels.
function legend(into, scale, name) {
  const width = Math.max(220, Math.min(640, into.clientWidth || 640));
  const left = 12;
  const right = width - 30;
  const x = position => left + (right - left) * position;
  const id = `ramp-${into.id}`;
  const stops = Array.from({ length: 33 }, (unused, n) =>
    svg("stop", { offset: n / 32, "stop-color": `rgb(${colour(n / 32)})` }));
  const drawn = svg("svg", { viewBox: `0 0 ${width} 56`, role: "img", "aria-label": `${name}, from ${text(scale.low)} to ${text(scale.high)}` },
    svg("defs", {}, svg("linearGradient", { id }, ...stops)),
    svg("text", { x: left, y: 12, "font-size": 12, fill: "#5b6570" },
      `${name}, ${scale.log ? "logarithmic" : "linear"}${scale.clipped ? `; clipped, up to ${text(scale.largest)}` : ""}`),
    svg("rect", { x: left, y: 19, width: right - left, height: 14, fill: `url(#${id})` }));
  if (scale.clipped) {
    drawn.append(svg("path", { d: `M${right},19l10,7l-10,7z`, fill: `rgb(${colour(1)})`, stroke: "#777" }));
  }
  for (const tick of scale.ticks(width < 420 ? 5 : 9)) {
    const at = x(scale.position(tick));
    drawn.append(svg("line", { x1: at, x2: at, y1: 33, y2: 38, stroke: "#1f2328" }),
      svg("text", { x: at, y: 50, "font-size": 11.5, "text-anchor": "middle", fill: "#1f2328" }, scale.label(tick)));
  }
  into.replaceChildren(drawn);
}

// Surfaces in three dimensions, by plotly.js. All turn together.
const CUBE_POINTS = 101;
const HOME = { x: 1.5, y: -1.5, z: 1 };
const COLOURS = Array.from({ length: 33 }, (unused, n) => [n / 32, `rgb(${colour(n / 32)})`]);
let eye = { ...HOME };

function webgl() {
  try {
    const context = element("canvas").getContext("webgl");
    const there = context !== null && typeof Plotly === "object";
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return there;
  } catch (refused) {
    return false;
  }
}

const WEBGL = webgl();

// Every so many of n indices, the first and the last among them.
function thinned(n) {
  const step = Math.ceil(n / CUBE_POINTS);
  const all = Array.from({ length: Math.ceil(n / step) }, (unused, k) => k * step);
  return all[all.length - 1] === n - 1 ? all : [...all, n - 1];
}

function cubeAxis(name, scale) {
  return {
    title: { text: name, font: { size: 12 } }, tickfont: { size: 10 }, color: "#1f2328",
    gridcolor: "#d9dee3", zeroline: false, showspikes: false, backgroundcolor: "#fff", ...scale,
  };
}

function cube(into, surface, scale) {
  const { alphas, betas } = surface.grid;
  const is = thinned(alphas.length);
  const js = thinned(betas.length);
  const at = (i, j) => i * betas.length + j;
  const height = n => {
    const loss = surface.loss[n];
    if (!Number.isFinite(loss)) return null;
    const held = Math.min(scale.high, Math.max(scale.low, loss));
    return scale.log ? Math.log10(held) : held;
  };
  const place = value => (scale.log ? Math.log10(value) : value);
  const range = [place(scale.low), place(scale.high)];
  const ticks = scale.ticks(5);
  const traces = [{
    type: "surface", x: is.map(i => alphas[i]), y: js.map(j => betas[j]),
    z: js.map(j => is.map(i => height(at(i, j)))),
    text: js.map(j => is.map(i => wordsOf(surface, at(i, j)).replace(/\n/g, "<br>"))),
    hovertemplate: "%{text}<extra></extra>", cmin: range[0], cmax: range[1], colorscale: COLOURS, showscale: false,
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05, roughness: 0.9 },
    contours: { z: { highlight: false }, x: { highlight: false }, y: { highlight: false } },
  }];
  if (Number.isFinite(centreOf(surface))) {
    traces.push({ type: "scatter3d", mode: "markers", x: [0], y: [0], z: [height(pointAt(surface.grid, 0, 0))], hoverinfo: "skip",
      marker: { size: 4, color: "#fff", line: { color: "#1f2328", width: 2 } }, showlegend: false });
  }
  traces.push(...pathInSpace(surface, height, range));
  const layout = {
    margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, paper_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, sans-serif" }, hoverlabel: { font: { size: 12 } },
    scene: {
      aspectmode: "manual", aspectratio: { x: 1, y: 1, z: 0.75 }, camera: { eye, center: { x: 0, y: 0, z: -0.12 } }, dragmode: "turntable",
      xaxis: cubeAxis("α", {}), yaxis: cubeAxis("β", {}),
      zaxis: cubeAxis(into.clientWidth < 320 ? "" : LOSS_NAME, { range, tickvals: ticks.map(place), ticktext: ticks.map(tick => scale.label(tick)) }),
    },
  };
  return Plotly.react(into, traces, layout, { displayModeBar: false, responsive: true, scrollZoom: false }).then(() => {
    if (!into.turning) {
      into.turning = true;
      into.on("plotly_relayout", change => {
        const camera = change["scene.camera"];
        if (camera) turnTo(camera.eye, into);
      });
    }
  });
}

const cubes = () => [...document.querySelectorAll(".cube")].filter(each => each.data);

function turnTo(where, but) {
  eye = where;
  for (const each of cubes()) {
    if (each !== but && JSON.stringify(each.layout.scene.camera.eye) !== JSON.stringify(where)) {
      Plotly.relayout(each, { "scene.camera.eye": where });
    }
  }
}

// Turns all cubes by so many degrees around and upwards.
function turn(around, upwards) {
  const radius = Math.hypot(eye.x, eye.y, eye.z);
  const angle = Math.atan2(eye.y, eye.x) + around * Math.PI / 180;
  const tilt = Math.max(-1.4, Math.min(1.4, Math.asin(eye.z / radius) + upwards * Math.PI / 180));
  turnTo({ x: radius * Math.cos(tilt) * Math.cos(angle), y: radius * Math.cos(tilt) * Math.sin(angle), z: radius * Math.sin(tilt) });
}

// Browsers draw a few cubes at a time: those out of sight are given up until they come back.
const WATCH = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    target.near = isIntersecting;
    if (isIntersecting && !target.data) target.draw?.();
    else if (!isIntersecting && target.data && cubes().length > 6) {
      target.turning = false;
      Plotly.purge(target);
    }
  }
}, { rootMargin: "300px" });

function watch(into, surface, scale) {
  into.draw = () => cube(into, surface, scale);
  if (into.data || !WATCH || into.near) into.draw();
  else WATCH.observe(into);
}

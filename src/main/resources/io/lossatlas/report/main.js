// The page comes alive.
const waiting = new Set();

// Draws once before the next frame, however often it is asked for.
function soon(draw) {
  if (waiting.size === 0) requestAnimationFrame(() => { const all = [...waiting]; waiting.clear(); all.forEach(each => each()); });
  waiting.add(draw);
}

function all() {
  build();
  bnSection();
  planesSection();
  pathsSection();
  curvatureSection();
  gradientsSection();
  trainingSection();
  metricsSection();
}

for (const form of document.querySelectorAll("form")) form.addEventListener("submit", event => event.preventDefault());
document.addEventListener("keydown", event => { if (event.key === "Escape") hush(); });
document.addEventListener("scroll", hush, { passive: true });

settleStep();
controls();
stepControls();
all();

let width = document.documentElement.clientWidth;
window.addEventListener("resize", () => {
  if (document.documentElement.clientWidth !== width) {
    width = document.documentElement.clientWidth;
    soon(resized);
  }
});

// Charts are drawn for their width; cubes follow by themselves.
function resized() {
  paint();
  bnSection();
  planesSection();
  pathsSection();
  curvatureSection();
  gradientsSection();
  trainingSection();
  metricsSection();
}
document.documentElement.dataset.ready = "true";

// Training curves: loss and accuracy of the networks that are shown.
const TRAINING = { split: "train", log: true };

function trainingSection() {
  const into = byId("training-charts");
  const splits = unique(DATA.curves.map(curve => curve.split));
  if (splits.length === 0) {
    byId("training-controls").replaceChildren();
    into.replaceChildren(TRAINED ? absent("No training is published yet. ", command("lossatlas train"), " trains the sweep.")
      : absent("These networks were trained elsewhere."));
    return;
  }
  if (!splits.includes(TRAINING.split)) TRAINING.split = splits[0];
  const names = { batch: "minibatch (batch statistics)", train: "training slice", test: "test slice" };
  keepFocus(byId("training-controls"), [
    radios("Evaluated on", splits.map(split => [split, names[split] ?? split]), TRAINING.split, value => { TRAINING.split = value; trainingSection(); }),
    radios("Loss axis", [["log", "log"], ["linear", "linear"]], TRAINING.log ? "log" : "linear", value => { TRAINING.log = value === "log"; trainingSection(); })]);
  const series = shown().flatMap((row, d) => row.map(network => {
    const curve = DATA.curves.find(each => each.variant === network.id && each.split === TRAINING.split);
    return curve && { name: title(network), colour: COLOUR[network.wiring], dash: DASHES[d % DASHES.length],
      xs: numbers(curve.steps), loss: numbers(curve.loss), accuracy: numbers(curve.accuracy) };
  })).filter(Boolean);
  if (series.length === 0) {
    into.replaceChildren(absent("The networks that are shown have no curves."));
    return;
  }
  const [loss, accuracy] = [element("div"), element("div")];
  into.replaceChildren(element("div", { class: "row" },
    element("figure", {}, element("figcaption", {}, element("strong", {}, `Loss, ${names[TRAINING.split] ?? TRAINING.split}`)), loss),
    element("figure", {}, element("figcaption", {}, element("strong", {}, `Accuracy, ${names[TRAINING.split] ?? TRAINING.split}`)), accuracy)),
  swatches(series));
  lines(loss, { label: "Loss along the training", x: { name: "step" }, y: { name: "loss (nats)", log: TRAINING.log },
    series: series.map(each => ({ ...each, ys: each.loss })), at: [DATA.trainingGuessing].filter(loss => loss !== null) });
  lines(accuracy, { label: "Accuracy along the training", x: { name: "step" }, y: { name: "accuracy", low: 0, high: 1 },
    series: series.map(each => ({ ...each, ys: each.accuracy })), words: percent });
}

"""ONNX Runtime as the peer of LossAtlas' `bench` at networks of ONNX files, in one thread. Needs onnxruntime and numpy.

Reads one JSON command a line from standard input, answers each with one line of JSON on standard output, and ends with
the input. A command that fails is answered with {"error": text}.

  {"do": "hello"}                                  -> {"onnxruntime": version, "python": version}
  {"do": "open", "task": "eval", "network": path, "logits": name, "example": [extent, ...], "inputs": path,
   "labels": path}                                 -> {}
  {"do": "tune", "seconds": s}                     -> {"batch": n, "how": text}: the fastest of a few batch sizes
  {"do": "losses", "images": n, ...}               -> {"losses": [mean loss of the first images]}, in the tuned way
  {"do": "run", "seconds": s}                      -> {"images": n, "seconds": s}: the tuned way, at least one batch

The network is the file as it stands. Inputs are raw little-endian float32, image after image in C order, labels raw
little-endian int32.
"""

import json
import platform
import sys
import time

import numpy
import onnxruntime

BATCHES = (64, 16, 1)


class Work:
    """One network, and the images."""

    def __init__(self, command):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(command["network"], options, providers=["CPUExecutionProvider"])
        declared = self.session.get_inputs()[0]
        self.input = declared.name
        self.output = self.logits(command["logits"])
        example = command["example"]
        if len(declared.shape) == 2:
            example = [int(numpy.prod(example))]
        kind = {"tensor(double)": numpy.float64, "tensor(float16)": numpy.float16}.get(declared.type, numpy.float32)
        self.images = numpy.fromfile(command["inputs"], "<f4").reshape([-1] + example).astype(kind)
        self.labels = numpy.fromfile(command["labels"], "<i4")
        self.batches = BATCHES
        if isinstance(declared.shape[0], int):
            self.batches = (declared.shape[0],)
            self.fill(declared.shape[0])
        self.batch, self.at = self.batches[0], 0

    def fill(self, batch):
        """Repeats images until they make whole batches of the size that the file fixes."""
        count = -(-len(self.images) // batch) * batch
        self.images = numpy.resize(self.images, (count,) + self.images.shape[1:])
        self.labels = numpy.resize(self.labels, count)

    def logits(self, name):
        """The output of this name, or the only one: a last LogSoftmax has the cross-entropy of what it reads."""
        outputs = [output.name for output in self.session.get_outputs()]
        if name in outputs:
            return name
        if len(outputs) > 1:
            raise ValueError("expected one output or one called %s, found %s" % (name, ", ".join(outputs)))
        return outputs[0]

    def compute(self, first, last):
        """The losses of some images."""
        logits = self.session.run([self.output], {self.input: self.images[first:last]})[0]
        top = logits.max(1, keepdims=True)
        chosen = numpy.take_along_axis(logits, self.labels[first:last, None], 1)
        return (top + numpy.log(numpy.exp(logits - top).sum(1, keepdims=True)) - chosen)[:, 0]

    def run(self, seconds):
        start = time.perf_counter()
        images = 0
        spent = 0.0
        while images == 0 or spent < seconds:
            if self.at + self.batch > len(self.images):
                self.at = 0
            self.compute(self.at, self.at + self.batch)
            self.at += self.batch
            images += self.batch
            spent = time.perf_counter() - start
        return {"images": images, "seconds": spent}

    def tune(self, seconds):
        """Tries every batch size, each once before it counts."""
        trials = [self.trial(batch, seconds / len(self.batches) / 2) for batch in self.batches]
        self.batch = max(trials)[1]
        self.at = 0
        return {"batch": self.batch, "how": "all graph optimizations"}

    def trial(self, batch, seconds):
        self.batch, self.at = batch, 0
        self.run(0)
        result = self.run(seconds)
        return result["images"] / result["seconds"], batch

    def losses(self, count):
        """The mean loss over the first images."""
        parts = [self.compute(at, at + self.batch) for at in range(0, count, self.batch)]
        return [float(numpy.concatenate(parts)[:count].astype(numpy.float64).mean())]


class Peer:
    """Answers commands."""

    def __init__(self):
        self.work = None

    def answer(self, command):
        do = command["do"]
        if do == "hello":
            return {"onnxruntime": onnxruntime.__version__, "python": platform.python_version()}
        if do == "open":
            self.work = Work(command)
            return {}
        if do == "tune":
            return self.work.tune(command["seconds"])
        if do == "run":
            return self.work.run(command["seconds"])
        if do == "losses":
            return {"losses": self.work.losses(command["images"])}
        raise ValueError("unknown command " + do)


def main():
    peer = Peer()
    for line in sys.stdin:
        try:
            answer = peer.answer(json.loads(line))
        except Exception as error:  # every failure is the asker's to judge
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

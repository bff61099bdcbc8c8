"""PyTorch, 1.12 or later, as the peer of LossAtlas' `bench`, in one thread.

Reads one JSON command a line from standard input, answers each with one line of JSON on standard output, and ends with
the input. A command that fails is answered with {"error": text}.

  {"do": "hello"}                                  -> {"torch": version, "python": version}
  {"do": "open", "task": "eval" | "train" | "product", "width": w, "skip": bool, "depth": d, "height": h, "columns": c,
   "mean": m, "deviation": s, "blocks": [[name, kind, shape], ...], "weights": path, "images": path, "labels": path,
   "vector": path}                                 of products: what the Hessian is multiplied with, like weights
  {"do": "tune", "seconds": s}                     -> {"batch": n, "how": text}: the fastest of a few ways
  {"do": "losses", "images": n, ...}               -> {"losses": [...]}: see eval_losses, train_losses and product_losses
  {"do": "run", "seconds": s}                      -> {"images": n, "seconds": s}: the tuned way, at least one batch

Files are raw: weights little-endian float32, block after block in C order; images and labels unsigned bytes.
"""

import json
import platform
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.mkldnn import to_mkldnn

BATCHES = (32, 64, 128, 16)
FOLDED, CHANNELS_LAST, BLOCKED, FOREACH = "BN folded", "channels last", "oneDNN layout", "foreach"
EVALUATION_WAYS = [(FOLDED, CHANNELS_LAST), (FOLDED,), (FOLDED, BLOCKED), (CHANNELS_LAST,), ()]
# Floats of a vector of AVX2. On CPUs that have no wider one, oneDNN 2.6.3, which PyTorch 1.13 has, writes over its heap in the
# backward pass of a strided 1x1 convolution whose channels, laid last, are no multiple of it.
VECTOR = 8
TRAINING_WAYS = [(FOREACH,), (FOREACH, CHANNELS_LAST), (), (CHANNELS_LAST,)]
FOLDING = "BN folded in the graph"
PRODUCT_WAYS = [(FOLDING,), (FOLDING, CHANNELS_LAST), (), (CHANNELS_LAST,)]


class Unit(nn.Module):
    """A convolution and its batch normalisation, or both folded into one convolution with a bias."""

    def __init__(self, channels_in, channels_out, kernel, stride):
        super().__init__()
        self.conv = nn.Conv2d(channels_in, channels_out, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(channels_out, eps=1e-5, momentum=0.1)
        self.folding = False

    def load(self, blocks, conv, norm):
        with torch.no_grad():
            self.conv.weight.copy_(blocks[conv, "conv"])
            self.norm.weight.copy_(blocks[norm, "bn_gamma"])
            self.norm.bias.copy_(blocks[norm, "bn_beta"])
            self.norm.running_mean.copy_(blocks[norm, "bn_mean"])
            self.norm.running_var.copy_(blocks[norm, "bn_var"])

    def fold(self):
        norm, conv = self.norm, self.conv
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        folded = nn.Conv2d(
            conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=True
        )
        with torch.no_grad():
            folded.weight.copy_(conv.weight * scale[:, None, None, None])
            folded.bias.copy_(norm.bias - norm.running_mean * scale)
        self.conv, self.norm = folded, nn.Identity()

    def forward(self, x):
        if not self.folding:
            return self.norm(self.conv(x))
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        weight = self.conv.weight * scale[:, None, None, None]
        bias = self.norm.bias - self.norm.running_mean * scale
        return F.conv2d(x, weight, bias, self.conv.stride, self.conv.padding)


class Block(nn.Module):
    """Two convolutions, with or without a shortcut, which is the identity or a strided 1x1 convolution."""

    def __init__(self, name, channels_in, channels_out, skip):
        super().__init__()
        self.name = name
        self.skip = skip
        stride = 1 if channels_in == channels_out else 2
        self.first = Unit(channels_in, channels_out, 3, stride)
        self.second = Unit(channels_out, channels_out, 3, 1)
        self.shortcut = Unit(channels_in, channels_out, 1, stride) if skip and stride == 2 else nn.Identity()

    def load(self, blocks):
        self.first.load(blocks, self.name + "/conv1", self.name + "/bn1")
        self.second.load(blocks, self.name + "/conv2", self.name + "/bn2")
        if isinstance(self.shortcut, Unit):
            self.shortcut.load(blocks, self.name + "/proj", self.name + "/projbn")

    def forward(self, x):
        y = self.second(F.relu(self.first(x), inplace=True))
        if self.skip:
            y = y + self.shortcut(x)
        return F.relu(y, inplace=True)


class Network(nn.Module):
    """A 3x3 stem, (depth - 2) / 2 blocks in three stages, global average pooling and a dense head."""

    def __init__(self, depth, width, skip):
        super().__init__()
        count = (depth - 2) // 2
        channels = width
        self.stem = Unit(1, channels, 3, 1)
        blocks = []
        for b in range(count):
            out = width << (3 * b // count)
            blocks.append(Block("b%02d" % b, channels, out, skip))
            channels = out
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(channels, 10)
        self.blocked = False

    def load(self, blocks):
        self.stem.load(blocks, "stem/conv", "stem/bn")
        for block in self.blocks:
            block.load(blocks)
        with torch.no_grad():
            self.head.weight.copy_(blocks["head/dense", "dense"])
            self.head.bias.copy_(blocks["head/dense", "bias"])

    def block(self):
        """Keeps activations and folded weights in oneDNN's own layout from the first convolution to the pooling."""
        self.stem = to_mkldnn(self.stem)
        self.blocks = to_mkldnn(self.blocks)
        self.blocked = True

    def forward(self, x):
        if self.blocked:
            x = x.to_mkldnn()
        x = F.adaptive_avg_pool2d(self.blocks(F.relu(self.stem(x), inplace=True)), 1)
        if self.blocked:
            x = x.to_dense()
        return self.head(x.flatten(1))


class Work:
    """One network, one task, and the images."""

    def __init__(self, command):
        self.command = command
        self.training = command["task"] == "train"
        self.product = command["task"] == "product"
        self.blocks = read_blocks(command["blocks"], command["weights"])
        pixels = read(command["images"], torch.uint8).reshape(-1, 1, command["height"], command["columns"])
        self.images = ((pixels.double() / 255 - command["mean"]) / command["deviation"]).float()
        self.labels = read(command["labels"], torch.uint8).long()
        if self.product:
            self.vector = read_blocks(command["blocks"], command["vector"])
        self.ways = TRAINING_WAYS if self.training else PRODUCT_WAYS if self.product else EVALUATION_WAYS
        if not torch.backends.mkldnn.is_available():
            self.ways = [way for way in self.ways if BLOCKED not in way]
        if self.differentiates() and command["width"] % VECTOR != 0:
            self.ways = [way for way in self.ways if CHANNELS_LAST not in way]
        self.take(self.ways[0], BATCHES[0])

    def differentiates(self):
        return self.training or self.product

    def make(self, blocks):
        network = Network(self.command["depth"], self.command["width"], self.command["skip"])
        network.load(blocks)
        return network

    def take(self, way, batch):
        """Makes the network anew, from the weights given, to run in one of the ways and with one batch size."""
        self.way, self.batch, self.at = way, min(batch, len(self.images)), 0
        self.network = self.make(self.blocks)
        self.network.train(self.training)
        if FOLDED in way:
            for module in list(self.network.modules()):
                if isinstance(module, Unit):
                    module.fold()
        if FOLDING in way:
            for module in self.network.modules():
                if isinstance(module, Unit):
                    module.folding = True
        self.layout = torch.channels_last if CHANNELS_LAST in way else torch.contiguous_format
        self.network.to(memory_format=self.layout)
        if BLOCKED in way:
            self.network.block()
        self.optimizer = None
        if self.training:
            self.optimizer = optimizer(self.network, 0.01, 0.9, 1e-4, FOREACH in way)
        if self.product:
            direction = self.make(self.vector).to(memory_format=self.layout)
            self.direction = [p.detach() for p in direction.parameters()]

    def step(self, images, labels):
        """One update; gives the loss before it."""
        self.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(self.network(images), labels)
        loss.backward()
        self.optimizer.step()
        return loss

    def multiply(self, images, labels):
        """The mean loss, and the product of its Hessian with the vector by double backward, at constant statistics."""
        parameters = list(self.network.parameters())
        loss = F.cross_entropy(self.network(images), labels)
        gradient = torch.autograd.grad(loss, parameters, create_graph=True)
        return loss, torch.autograd.grad(gradient, parameters, self.direction)

    def run_batch(self):
        if self.at + self.batch > len(self.images):
            self.at = 0
        chosen = slice(self.at, self.at + self.batch)
        self.at += self.batch
        images = self.images[chosen].contiguous(memory_format=self.layout)
        if self.training:
            self.step(images, self.labels[chosen])
        elif self.product:
            self.multiply(images, self.labels[chosen])
        else:
            F.cross_entropy(self.network(images), self.labels[chosen], reduction="none")

    def run(self, seconds):
        start = time.perf_counter()
        batches = 0
        spent = 0.0
        while batches == 0 or spent < seconds:
            self.run_batch()
            batches += 1
            spent = time.perf_counter() - start
        return {"images": batches * self.batch, "seconds": spent}

    def tune(self, seconds):
        """Tries every way at one batch size, then the other batch sizes in the fastest way, while there is time."""
        end = time.perf_counter() + seconds
        slot = seconds / (len(self.ways) + len(BATCHES)) / 2
        best = max((self.trial(way, BATCHES[0], slot) for way in self.ways), key=lambda trial: trial[0])
        for batch in BATCHES[1:]:
            if time.perf_counter() < end:
                best = max(best, self.trial(best[1], batch, slot), key=lambda trial: trial[0])
        self.take(best[1], best[2])
        self.run_batch()
        return {"batch": self.batch, "how": ", ".join(self.way)}

    def trial(self, way, batch, seconds):
        self.take(way, batch)
        self.run_batch()
        result = self.run(seconds)
        return result["images"] / result["seconds"], way, batch

    def eval_losses(self, count):
        """The mean loss over the first images, in the tuned way."""
        images = self.images[:count].contiguous(memory_format=self.layout)
        return [F.cross_entropy(self.network(images), self.labels[:count], reduction="none").double().mean().item()]

    def train_losses(self, count, rate, momentum, decay, steps):
        """The losses of the first steps from the weights given, all on the first images, in the tuned layout."""
        self.take(self.way, self.batch)
        self.optimizer = optimizer(self.network, rate, momentum, decay, FOREACH in self.way)
        images = self.images[:count].contiguous(memory_format=self.layout)
        return [self.step(images, self.labels[:count]).item() for _ in range(steps)]


    def product_losses(self, count):
        """The mean loss over the first images, the length of the product, and its product with the vector, in the tuned way."""
        images = self.images[:count].contiguous(memory_format=self.layout)
        loss, product = self.multiply(images, self.labels[:count])
        length = sum(p.double().square().sum() for p in product).sqrt()
        form = sum((p.double() * v.double()).sum() for p, v in zip(product, self.direction))
        return [loss.item(), length.item(), form.item()]


def optimizer(network, rate, momentum, decay, foreach):
    """SGD with Nesterov momentum; only convolution and dense weights decay."""
    weights = [p for p in network.parameters() if p.dim() > 1]
    others = [p for p in network.parameters() if p.dim() == 1]
    groups = [{"params": weights, "weight_decay": decay}, {"params": others, "weight_decay": 0}]
    return torch.optim.SGD(groups, lr=rate, momentum=momentum, nesterov=True, foreach=foreach)


def read(path, dtype):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=dtype)


def read_blocks(index, path):
    values = read(path, torch.float32)
    blocks = {}
    at = 0
    for name, kind, shape in index:
        size = 1
        for extent in shape:
            size *= extent
        blocks[name, kind] = values[at:at + size].reshape(shape)
        at += size
    if at != len(values):
        raise ValueError("%d weights in blocks, %d in the file" % (at, len(values)))
    return blocks


class Peer:
    """Answers commands."""

    def __init__(self):
        self.work = None

    def answer(self, command):
        do = command["do"]
        if do == "hello":
            return {"torch": torch.__version__, "python": platform.python_version()}
        if do == "open":
            self.work = Work(command)
            return {}
        with torch.inference_mode(not self.work.differentiates()):
            if do == "tune":
                return self.work.tune(command["seconds"])
            if do == "run":
                return self.work.run(command["seconds"])
            if do == "losses" and self.work.training:
                return {"losses": self.work.train_losses(
                    command["images"], command["rate"], command["momentum"], command["decay"], command["steps"])}
            if do == "losses" and self.work.product:
                return {"losses": self.work.product_losses(command["images"])}
            if do == "losses":
                return {"losses": self.work.eval_losses(command["images"])}
        raise ValueError("unknown command " + do)


def main():
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    peer = Peer()
    for line in sys.stdin:
        try:
            answer = peer.answer(json.loads(line))
        except Exception as error:  # every failure is the asker's to judge
            answer = {"error": "%s: %s" % (type(error).__name__, error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes the small networks of OnnxNetworksTest as ONNX files, with PyTorch's own logits beside them.

    python3 src/test/scripts/onnx-networks.py EXPORTER FOLDER

EXPORTER is `script` (torch.onnx.export by TorchScript, PyTorch 1.13 or younger), `dynamo` (torch.onnx.export with
dynamo=True, PyTorch 2.5 or younger, which needs the packages onnx and onnxscript) or `plain` (the same with optimize=False,
which keeps batch normalisation), or `fixed` (like script, for a batch of one). Each network NAME becomes
FOLDER/NAME-EXPORTER.onnx, and FOLDER/EXPORTER.json has its input's shape and, for two examples, the logits that PyTorch
computes in double from the same weights in float. Value i of the examples is ((7919 i + 13) mod 1024) / 512 - 1.
"""

import json
import math
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

EXAMPLES = 2


class Residual(nn.Module):
    """A block of He's ResNet; its shortcut is option A (every second pixel, padded with channels of zeros) or B."""

    def __init__(self, inputs, outputs, stride, option):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.padding = (outputs - inputs) // 2 if option == "a" and stride > 1 else None
        self.shortcut = nn.Identity()
        if option == "b" and stride > 1:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.padding is not None:
            return F.relu(y + F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.padding, self.padding)))
        return F.relu(y + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self, option):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 4, 3, 1, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU())
        self.blocks = nn.Sequential(Residual(4, 4, 1, option), Residual(4, 8, 2, option))
        self.head = nn.Linear(8, 5)

    def forward(self, x):
        y = self.blocks(self.stem(x))
        return self.head(F.avg_pool2d(y, 4).view(y.size(0), -1))


class PreActivation(nn.Module):
    """A block of a wide ResNet: normalisation and ReLU come before each convolution, and the projection reads what they made."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.dropout = nn.Dropout(0.3)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.projection = nn.Conv2d(inputs, outputs, 1, stride, bias=False) if inputs != outputs else None

    def forward(self, x):
        y = F.relu(self.bn1(x))
        kept = x if self.projection is None else self.projection(y)
        return self.conv2(self.dropout(F.relu(self.bn2(self.conv1(y))))) + kept


def wide_resnet():
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, 1, 1, bias=False),
        PreActivation(4, 8, 1),
        PreActivation(8, 8, 1),
        PreActivation(8, 16, 2),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(16, 5),
    )


class DenseNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(4 + 3 * n), nn.ReLU(), nn.Conv2d(4 + 3 * n, 3, 3, padding=1, bias=False))
            for n in range(3)
        )
        self.transition = nn.Sequential(nn.Conv2d(13, 6, 1), nn.AvgPool2d(2))
        self.head = nn.Linear(6, 5)

    def forward(self, x):
        values = [self.stem(x)]
        for layer in self.layers:
            values.append(layer(torch.cat(values, 1)))
        return self.head(self.transition(torch.cat(values, 1)).mean([2, 3]))


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.down = nn.Conv2d(channels, 2, 1)
        self.up = nn.Conv2d(2, channels, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.up(F.relu(self.down(self.pool(x)))))


class MobileNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 6, 3, 2, 1, bias=False),
            nn.BatchNorm2d(6),
            nn.Hardswish(),
            nn.Conv2d(6, 6, 3, 1, 1, groups=6, bias=False),
            nn.BatchNorm2d(6),
            nn.ReLU6(),
            SqueezeExcite(6),
            nn.Conv2d(6, 8, 1),
            nn.LeakyReLU(0.1),
        )
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Dropout(0.2), nn.Linear(8, 5))

    def forward(self, x):
        return self.head(self.features(x))


class ShuffleNet(nn.Module):
    """Shuffled channels, halves of channels, dilation, uneven padding, pooling that reaches beyond the end."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, (3, 1), padding=(2, 0), dilation=(2, 1))
        self.grouped = nn.Conv2d(4, 4, 3, padding=1, groups=2)
        self.pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.head = nn.Linear(8, 5)

    def forward(self, x):
        y = F.pad(torch.tanh(self.stem(x)), (0, 1, 1, 0))
        one, other = y.chunk(2, 1)
        y = torch.cat([one.sigmoid() * one, self.grouped(other).clamp(-0.5, 0.75)], 1)
        n, c, h, w = y.shape
        y = y.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)
        return self.head(torch.flatten(F.adaptive_avg_pool2d(self.pool(y), 1), 1))


class ConvMixer(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Sequential(nn.Conv2d(3, 6, 4, 4), nn.GELU(), nn.BatchNorm2d(6))
        self.depthwise = nn.Sequential(nn.Conv2d(6, 6, 3, padding=1, groups=6), nn.GELU(), nn.BatchNorm2d(6))
        self.pointwise = nn.Sequential(nn.Conv2d(6, 6, 1), nn.GELU(approximate="tanh"), nn.BatchNorm2d(6))
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 5))

    def forward(self, x):
        y = self.patches(x)
        return self.head(self.pointwise(y + self.depthwise(y)))


class Mixer(nn.Module):
    """An MLP-Mixer: tokens are mixed through a transposition, and once by a weight on the left."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 6, 4, 4)
        self.norm1 = nn.LayerNorm(6)
        self.tokens = nn.Sequential(nn.Linear(16, 7), nn.GELU(), nn.Linear(7, 16))
        self.mixing = nn.Parameter(torch.randn(16, 16) / 4)
        self.norm2 = nn.LayerNorm(6)
        self.channels = nn.Sequential(nn.Linear(6, 9), nn.GELU(), nn.Linear(9, 6))
        self.scale = nn.Parameter(torch.full((6,), 0.3))
        self.head = nn.Linear(6, 5)

    def forward(self, x):
        y = self.patches(x).flatten(2).transpose(1, 2)
        y = y + self.tokens(self.norm1(y).transpose(1, 2)).transpose(1, 2)
        y = y + torch.matmul(self.mixing, y)
        y = y + self.scale * self.channels(self.norm2(y))
        return self.head(y.mean(1))


class ConvNeXt(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 6, 2, 2)
        self.depthwise = nn.Conv2d(6, 6, 3, padding=1, groups=6)
        self.norm = nn.LayerNorm(6, eps=1e-6)
        self.up = nn.Linear(6, 12)
        self.down = nn.Linear(12, 6, bias=False)
        self.gamma = nn.Parameter(torch.full((6,), 0.5))
        self.head = nn.Linear(6, 5)

    def forward(self, x):
        y = self.stem(x)
        z = self.norm(self.depthwise(y).permute(0, 2, 3, 1))
        z = (self.gamma * self.down(F.gelu(self.up(z)))).permute(0, 3, 1, 2)
        return self.head((y + z).mean((2, 3)))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x):
        n, tokens, width = x.shape
        q, k, v = self.qkv(x).reshape(n, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-2, -1)) * (width // self.heads) ** -0.5
        return self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(n, tokens, width))


class ViT(nn.Module):
    """A vision transformer: patches, class token, position embedding; attention of its own or PyTorch's, which merges
    the batch with the heads."""

    def __init__(self, own):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, 4)
        self.token = nn.Parameter(torch.randn(1, 1, 8))
        self.positions = nn.Parameter(torch.randn(1, 17, 8))
        self.norm1 = nn.LayerNorm(8)
        self.attention = Attention(8, 2) if own else nn.MultiheadAttention(8, 2, batch_first=True)
        self.norm2 = nn.LayerNorm(8)
        self.mlp = nn.Sequential(nn.Linear(8, 12), nn.GELU(), nn.Linear(12, 8))
        self.norm = nn.LayerNorm(8)
        self.head = nn.Linear(8, 5)

    def attend(self, x):
        if isinstance(self.attention, Attention):
            return self.attention(x)
        return self.attention(x, x, x, need_weights=False)[0]

    def forward(self, x):
        y = self.patches(x).flatten(2).transpose(1, 2)
        y = torch.cat([self.token.expand(y.shape[0], -1, -1), y], 1) + self.positions
        y = y + self.attend(self.norm1(y))
        y = y + self.mlp(self.norm2(y))
        return self.head(self.norm(y)[:, 0])


class Windows(nn.Module):
    """Attention in shifted windows with a bias by relative position, as Swin's: rolled axes, tables, masks."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 4, 4, 4)
        self.table = nn.Parameter(torch.randn(9, 1))
        self.positions = nn.Embedding(16, 4)
        places = torch.stack(torch.meshgrid(torch.arange(2), torch.arange(2), indexing="ij")).flatten(1)
        distance = (places[:, :, None] - places[:, None, :]).permute(1, 2, 0) + 1
        self.register_buffer("places", distance[..., 0] * 3 + distance[..., 1], persistent=False)
        self.register_buffer("near", torch.eye(4).roll(1, 0) == 0, persistent=False)
        self.qkv = nn.Linear(4, 12)
        self.head = nn.Linear(4, 5)

    def forward(self, x):
        y = self.patches(x).permute(0, 2, 3, 1)
        y = y + self.positions(torch.arange(16).view(4, 4))
        y = torch.roll(y, (-1, -1), (1, 2))
        n = y.shape[0]
        windows = y.view(n, 2, 2, 2, 2, 4).permute(0, 1, 3, 2, 4, 5).reshape(-1, 4, 4)
        q, k, v = self.qkv(windows).split(4, -1)
        scores = q @ k.transpose(1, 2) / math.sqrt(4) + self.table[self.places.view(-1)].view(4, 4)
        scores = torch.where(self.near, scores, torch.tensor(-10.0, dtype=scores.dtype))
        y = (scores.softmax(-1) @ v).view(n, 2, 2, 2, 2, 4).permute(0, 1, 3, 2, 4, 5).reshape(n, 4, 4, 4)
        y = torch.roll(y, (1, 1), (1, 2)).square().sqrt().sub(0.25).abs().exp().log().reciprocal()
        return self.head(-y.view(n, 16, 4).mean(1))


def vgg(normalised):
    def block(inputs, outputs):
        layers = [nn.Conv2d(inputs, outputs, 3, padding=1)]
        return layers + ([nn.BatchNorm2d(outputs)] if normalised else []) + [nn.ReLU(), nn.MaxPool2d(2)]

    head = [nn.Flatten(), nn.Dropout(), nn.Linear(6 * 4 * 4, 7), nn.ReLU(), nn.Linear(7, 5)]
    return nn.Sequential(*block(3, 4), *block(4, 6), *head)


NETWORKS = {
    "mlp": ((16,), lambda: nn.Sequential(nn.Linear(16, 6), nn.ReLU(), nn.Linear(6, 6, bias=False), nn.Tanh(), nn.BatchNorm1d(6), nn.Linear(6, 5))),
    "lenet": (
        (1, 16, 16),
        lambda: nn.Sequential(
            nn.Conv2d(1, 3, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(3, 4, 5), nn.Sigmoid(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 5),
        ),
    ),
    "vgg": ((3, 16, 16), lambda: vgg(False)),
    "vgg-bn": ((3, 16, 16), lambda: vgg(True)),
    "resnet-a": ((3, 8, 8), lambda: ResNet("a")),
    "resnet-b": ((3, 8, 8), lambda: ResNet("b")),
    "densenet": ((3, 8, 8), DenseNet),
    "mobilenet": ((3, 12, 12), MobileNet),
    "shufflenet": ((3, 9, 10), ShuffleNet),
    "convmixer": ((3, 16, 16), ConvMixer),
    "mixer": ((3, 16, 16), Mixer),
    "convnext": ((3, 8, 8), lambda: nn.Sequential(ConvNeXt(), nn.LogSoftmax(1))),
    "vit": ((3, 16, 16), lambda: ViT(True)),
    "vit-torch": ((3, 16, 16), lambda: ViT(False)),
    "windows": ((3, 16, 16), Windows),
    "wide-resnet": ((3, 12, 12), wide_resnet),
}


def trained(build, seed):
    """A network in evaluation whose normalisations have statistics and scales of their own."""
    torch.manual_seed(seed)
    network = build().eval()
    for module in network.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 2)
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm)) and seed % 2:
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return network


def examples(shape):
    size = EXAMPLES * math.prod(shape)
    return torch.tensor([((7919 * i + 13) % 1024) / 512 - 1 for i in range(size)]).view(EXAMPLES, *shape)


def export(network, images, path, exporter):
    if exporter in ("dynamo", "plain"):
        batch = torch.export.Dim("batch", min=2, max=1024)
        torch.onnx.export(network, (images,), str(path), dynamo=True, dynamic_shapes=({0: batch},), external_data=False, optimize=exporter == "dynamo")
        return
    options = {"dynamo": False} if torch.__version__ >= "2.5" else {}
    torch.onnx.export(
        network,
        images[:1] if exporter == "fixed" else images,
        str(path),
        training=torch.onnx.TrainingMode.PRESERVE,
        opset_version=15,
        input_names=["images"],
        output_names=["logits"],
        dynamic_axes={} if exporter == "fixed" else {"images": {0: "batch"}, "logits": {0: "batch"}},
        **options,
    )


def stripped(path):
    """Without the traces of the source that newer exporters keep in every node, where the package is there to do it."""
    try:
        import onnx
    except ImportError:
        return
    model = onnx.load(path)
    model.doc_string = ""
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.graph.value_info[:]
    for each in list(model.graph.node) + list(model.graph.input) + list(model.graph.output) + list(model.graph.initializer):
        each.doc_string = ""
        del each.metadata_props[:]
    onnx.save(model, path)


def main():
    exporter, folder = sys.argv[1], Path(sys.argv[2])
    names = sys.argv[3:] or list(NETWORKS)
    expected = {}
    for seed, (name, (shape, build)) in enumerate(NETWORKS.items()):
        if name not in names:
            continue
        network = trained(build, seed)
        images = examples(shape)
        path = folder / f"{name}-{exporter}.onnx"
        export(network, images, path, exporter)
        stripped(path)
        if isinstance(network[-1] if isinstance(network, nn.Sequential) else None, nn.LogSoftmax):
            network = network[:-1]
        with torch.no_grad():
            expected[name] = {"input": list(shape), "logits": network.double()(images.double()).tolist()}
        print(name, path.stat().st_size)
    (folder / f"{exporter}.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()

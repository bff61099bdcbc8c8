"""LossAtlas' network in PyTorch: its state_dict() has the names that `surface --weights` reads."""

from collections import OrderedDict

from torch import nn
from torch.nn.functional import relu


class Stem(nn.Module):
    def __init__(self, channels, out):
        super().__init__()
        self.conv = nn.Conv2d(channels, out, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(out)

    def forward(self, x):
        return relu(self.bn(self.conv(x)))


class Block(nn.Module):
    def __init__(self, into, out, skip):
        super().__init__()
        stride = 1 if into == out else 2
        self.skip, self.project = skip, skip and stride == 2
        self.conv1 = nn.Conv2d(into, out, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        if self.project:
            self.proj = nn.Conv2d(into, out, 1, stride, bias=False)
            self.projbn = nn.BatchNorm2d(out)

    def forward(self, x):
        y = self.bn2(self.conv2(relu(self.bn1(self.conv1(x)))))
        if self.skip:
            y = y + (self.projbn(self.proj(x)) if self.project else x)
        return relu(y)


class Head(nn.Module):
    def __init__(self, into, classes):
        super().__init__()
        self.dense = nn.Linear(into, classes)

    def forward(self, x):
        return self.dense(x.mean((2, 3)))


class Network(nn.Sequential):
    """Depth counts the stem, two convolutions a block, and the head; three stages of width, 2 width and 4 width channels."""

    def __init__(self, depth, skip, width, image_channels=1, classes=10):
        blocks, channels = (depth - 2) // 2, width
        parts = OrderedDict(stem=Stem(image_channels, width))
        for b in range(blocks):
            out = width << (3 * b // blocks)
            parts[f"b{b:02d}"] = Block(channels, out, skip)
            channels = out
        super().__init__(OrderedDict(parts, head=Head(channels, classes)))

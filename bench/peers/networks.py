"""The networks of rulec in PyTorch, layer by layer with its names and its seeded weights."""

import numpy as np
import torch
from torch import nn

from seeded import fill


class PlainSum(nn.Module):
    def forward(self, a, b):
        return a + b


class Block(nn.Module):
    """A residual block; its sum is a module, so that peers can give it a rule."""

    def __init__(self, body, shortcut, add):
        super().__init__()
        self.body, self.shortcut, self.add = body, shortcut, add

    def forward(self, x):
        return self.add(self.body(x), x if self.shortcut is None else self.shortcut(x))


class Network(nn.Module):
    def __init__(self, features, dense):
        super().__init__()
        self.features, self.dense = features, dense

    def forward(self, x):
        return self.dense(torch.flatten(self.features(x), 1))


class Maker:
    """Makes layers with weights in rulec's order, and with that its names: conv1, batchnorm1, dense1, …"""

    def __init__(self, network, add):
        self.network, self.add, self.counts = network, add, {}

    def _fill(self, kind, **parameters):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        for name, (tensor, low, high) in parameters.items():
            full = f"{self.network}/{kind}{self.counts[kind]}.{name}"
            tensor.data = torch.from_numpy(fill(full, tuple(tensor.shape), low, high))

    def _weighted(self, kind, layer):
        bound = (6.0 / np.prod(layer.weight.shape[1:])) ** 0.5
        bias = {} if layer.bias is None else {"bias": (layer.bias, -0.1, 0.1)}
        self._fill(kind, weight=(layer.weight, -bound, bound), **bias)
        return layer

    def dense(self, inputs, outputs):
        return self._weighted("dense", torch.nn.utils.skip_init(nn.Linear, inputs, outputs))

    def conv(self, inputs, outputs, kernel, stride=1, pad=0, bias=True):
        return self._weighted("conv", nn.Conv2d(inputs, outputs, kernel, stride, pad, bias=bias))

    def norm(self, channels):
        layer = nn.BatchNorm2d(channels)
        self._fill(
            "batchnorm",
            scale=(layer.weight, 0.5, 1.5),
            shift=(layer.bias, -0.2, 0.2),
            mean=(layer.running_mean, -0.2, 0.2),
            variance=(layer.running_var, 0.5, 1.5),
        )
        return layer

    def convs(self, *channels, kernel=3, pad=1):
        """Convolutions with ReLUs."""
        layers = []
        for inputs, outputs in zip(channels, channels[1:]):
            layers += [self.conv(inputs, outputs, kernel, pad=pad), nn.ReLU()]
        return layers

    def bottleneck(self, inputs, channels, stride, widen):
        outputs = 4 * channels
        body = nn.Sequential(
            *[self.conv(inputs, channels, 1, bias=False), self.norm(channels), nn.ReLU()],
            *[self.conv(channels, channels, 3, stride, 1, bias=False), self.norm(channels), nn.ReLU()],
            *[self.conv(channels, outputs, 1, bias=False), self.norm(outputs)],
        )
        shortcut = (
            nn.Sequential(self.conv(inputs, outputs, 1, stride, bias=False), self.norm(outputs)) if widen else None
        )
        return [Block(body, shortcut, self.add()), nn.ReLU()]


def vgg16(m):
    features = []
    for channels in ((3, 64, 64), (64, 128, 128), (128, 256, 256, 256), (256, 512, 512, 512), (512, 512, 512, 512)):
        features += [*m.convs(*channels), nn.MaxPool2d(2)]
    return Network(
        nn.Sequential(*features),
        nn.Sequential(
            *[m.dense(25088, 4096), nn.ReLU(), nn.Dropout()],
            *[m.dense(4096, 4096), nn.ReLU(), nn.Dropout(), m.dense(4096, 1000)],
        ),
    )


def resnet50(m):
    features = [m.conv(3, 64, 7, 2, 3, bias=False), m.norm(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    inputs = 64
    for channels, count, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for i in range(count):
            features += m.bottleneck(inputs, channels, stride if i == 0 else 1, widen=i == 0)
            inputs = 4 * channels
    return Network(nn.Sequential(*features, nn.AdaptiveAvgPool2d(1)), m.dense(2048, 1000))


def cifar(m):
    features = [*m.convs(3, 32, 64), nn.MaxPool2d(2), *m.convs(64, 128, 128), nn.MaxPool2d(2)]
    return Network(nn.Sequential(*features), nn.Sequential(m.dense(8192, 1024), nn.ReLU(), m.dense(1024, 10)))


def mnist(m):
    features = []
    for inputs, outputs in ((1, 32), (32, 64), (64, 64)):
        features += [*m.convs(inputs, outputs, kernel=5, pad=2), nn.AvgPool2d(2)]
    return Network(nn.Sequential(*features), nn.Sequential(m.dense(576, 1024), nn.ReLU(), m.dense(1024, 10)))


def mlp(m):
    return nn.Sequential(m.dense(10, 10), nn.ReLU(), m.dense(10, 10), nn.ReLU(), m.dense(10, 10))


IMAGENET = ((3, 224, 224), -2.118, 2.64)

# how each is made, the shape of an input, its declared range; and whether it has maximum pools and sums
ALL = {
    "mlp": (mlp, (10,), 0, 1),
    "mnist": (mnist, (1, 28, 28), 0, 1),
    "cifar": (cifar, (3, 32, 32), 0, 1),
    "resnet50": (resnet50, *IMAGENET),
    "vgg16": (vgg16, *IMAGENET),
}


def bounds(name):
    """The declared range as rulec has it, in single precision."""
    _, _, low, high = ALL[name]
    return float(np.float32(low)), float(np.float32(high))


def make(name, add=PlainSum):
    return ALL[name][0](Maker(name, add)).eval().requires_grad_(False)


def inputs(name, batch):
    """What rulec bench explains, output 0 of each."""
    return torch.from_numpy(fill("bench", (batch, *ALL[name][1]), *bounds(name)))

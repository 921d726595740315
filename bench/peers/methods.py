"""What the peers compute, each as a function without arguments that gives the relevance; and what of ours it is."""

import warnings
from dataclasses import dataclass
from typing import Callable, Optional

import torch

import networks

warnings.filterwarnings("ignore")


@dataclass
class Method:
    """One peer's explanation of a batch."""

    name: str
    composite: Optional[str]  # rulec's, of the same relevance; None: the forward pass
    run: Callable[[], torch.Tensor]


def all_of(network, batch, kind=torch.float32):
    """What can be measured with the packages that are installed."""
    x = networks.inputs(network, batch).to(kind)
    net = networks.make(network).to(kind)
    methods = [Method("forward", None, lambda: forward(net, x)), Method("gradient", "gradient", lambda: gradient(net, x))]
    return methods + captum(network, x) + zennit(network, x)


def forward(net, x):
    with torch.no_grad():
        return net(x)


def gradient(net, x):
    x = x.clone().requires_grad_()
    return torch.autograd.grad(net(x)[:, 0].sum(), x)[0]


def captum(network, x):
    try:
        from captum.attr import LRP, DeepLift
        from captum.attr._utils.custom_modules import Addition_Module
    except ImportError:
        return []
    net = networks.make(network, Addition_Module).to(x.dtype)
    target = torch.zeros(len(x), dtype=torch.long)
    # behind a ReLU Captum gives the plain gradient of a pool
    lift = "deeplift-rescale-gradient-pool" if network in ("vgg16", "cifar", "resnet50") else "deeplift-rescale"
    return [
        Method("Captum LRP", "captum-epsilon", lambda: LRP(net).attribute(x.clone(), target=target).detach()),
        Method("Captum DeepLIFT", lift, lambda: DeepLift(net).attribute(x.clone(), target=target).detach()),
    ]


def zennit(network, x):
    try:
        from zennit.attribution import Gradient
        from zennit.canonizers import SequentialMergeBatchNorm
        from zennit.composites import EpsilonGammaBox, EpsilonPlus
        from zennit.layer import Sum
    except ImportError:
        return []

    class Stacked(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.sum = Sum()

        def forward(self, a, b):
            return self.sum(torch.stack([a, b], dim=-1))

    low, high = networks.bounds(network)
    boxed = EpsilonGammaBox(
        low=torch.full_like(x[:1], low), high=torch.full_like(x[:1], high), canonizers=[SequentialMergeBatchNorm()]
    )

    def method(name, composite, rules):
        attributor = Gradient(networks.make(network, Stacked).to(x.dtype), rules)
        attributor.__enter__()  # batch norms are folded once, not in each call
        return Method(name, composite, lambda: attributor(x.clone(), logit)[1].detach())

    return [
        method("zennit EpsilonPlus", "epsilon-plus", EpsilonPlus(canonizers=[SequentialMergeBatchNorm()])),
        method("zennit EpsilonGammaBox", "epsilon-gamma-box", boxed),
    ]


def logit(output):
    """Relevance starts as output 0 itself."""
    start = torch.zeros_like(output)
    start[:, 0] = output[:, 0]
    return start

"""What a loader does with the samples of a batch."""

from torch.utils.data._utils import collate

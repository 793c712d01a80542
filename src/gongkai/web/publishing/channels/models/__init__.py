"""Models of this noun."""

from gongkai.web.publishing.channels.models.channel import Channel, ChannelCheck, ChannelKind
from gongkai.web.publishing.channels.models.posting import Posting, PostingProof, ProofMoment

__all__ = [
    "Channel",
    "ChannelCheck",
    "ChannelKind",
    "Posting",
    "PostingProof",
    "ProofMoment",
]

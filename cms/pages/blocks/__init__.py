from cms.pages.blocks.body import BODY_BLOCKS
from cms.pages.blocks.files import ATTACHMENT_BLOCKS

__all__ = ["ATTACHMENT_BLOCKS", "BODY_BLOCKS"]

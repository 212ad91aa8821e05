from wagtail import blocks

from core.blocks.media import CallToActionBlock, DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from core.blocks.text import TEXT_FEATURES, FactBoxBlock, HeadingBlock, QuoteBlock, RichTextBlock, TableBlock


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = HeadingBlock()
    text = RichTextBlock(features=TEXT_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    table = TableBlock()
    fact_box = FactBoxBlock()
    document = DocumentBlock()
    call_to_action = CallToActionBlock()
    video = VideoBlock()

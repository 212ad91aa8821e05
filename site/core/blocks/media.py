from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from core.blocks.choosers import DocumentChooserBlock, ImageBlock, LanguageBlock, PageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, label=pgettext_lazy("of a picture", "Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"


class GalleryItemBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(
        required=False, label=_("Own caption"), help_text=_("Only if it differs from the caption of the gallery.")
    )

    class Meta:
        icon = "image"


class GalleryBlock(blocks.StructBlock):
    caption = blocks.CharBlock(required=False, label=_("Caption for all pictures"))
    images = blocks.ListBlock(GalleryItemBlock(), min_num=2, label=_("Pictures"))

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        required=False, label=_("Text of the link"), help_text=_("Left empty: the document's own title.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"


class VideoBlock(blocks.StructBlock):
    """A poster and a link that opens the provider's page: no frame, so nobody is told who reads here."""

    url = blocks.URLBlock(label=_("Address of the video"))
    title = blocks.CharBlock(label=_("Title"))
    language = LanguageBlock(label=_("Language of the video"), help_text=_("Readers are told before they open it."))
    poster = ImageBlock(required=False, label=_("Poster"))

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "blocks/video.html"


class CallToActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(required=False, label=_("Text"))
    label = blocks.CharBlock(
        label=_("Text of the button"), help_text=_("It must make sense alone: “Read the guide”, not “Here”.")
    )
    page = PageChooserBlock(required=False, label=_("Page"))
    url = blocks.URLBlock(required=False, label=_("or another address"))
    language = LanguageBlock(label=_("Language of what is at that address"), help_text=_("If it is not the page's."))

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["page"]) == bool(value["url"]):
            message = ValidationError(_("Choose a page or give an address: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return value

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "blocks/call_to_action.html"

from django.template.loader import render_to_string
from wagtail.images.formats import get_image_format
from wagtail.images.rich_text import ImageEmbedHandler

from core.images.offer import prepare


class PictureEmbedHandler(ImageEmbedHandler):
    """Pictures within rich text as any other: with the same sizes and formats, and hidden by the same rules."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        images = cls.get_many(attrs_list)
        prepare(images, "body")
        return [cls.expand(image, attrs) for image, attrs in zip(images, attrs_list, strict=True)]

    @staticmethod
    def expand(image, attrs):
        classes = get_image_format(attrs["format"]).classname
        context = {"image": image, "kind": "body", "alt": attrs.get("alt", ""), "classes": classes}
        return render_to_string("components/picture.html", context).strip()

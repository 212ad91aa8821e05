"""A message that a catalogue lacks is shown as the code has it: in English."""

from django.utils.translation.trans_real import DjangoTranslation


def fall_back_to_english():
    """Django falls back to the language of ``LANGUAGE_CODE``, which for readers of a third language is any other."""
    DjangoTranslation._add_fallback = _no_fallback


def _no_fallback(self, localedirs=None):
    pass

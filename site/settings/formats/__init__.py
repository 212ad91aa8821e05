"""Dates and numbers as CLDR has them, where Django's own are not: a folder a language, ``FORMAT_MODULE_PATH``."""

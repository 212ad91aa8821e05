"""What stands at addresses that machines know by heart: ``robots.txt``, ``sitemap.xml``, ``llms.txt``."""

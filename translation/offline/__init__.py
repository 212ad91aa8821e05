"""Work without the site: PO and XLIFF of one page, of a selection or of all there is to do, out and in."""

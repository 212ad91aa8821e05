"""A project on one A4, as a web page and as a PDF: views of the record, in which nothing is typed again."""

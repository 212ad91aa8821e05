"""Projects, their surveys and proposals as open data; and each project as an activity of IATI."""

"""Tools for those who work on xstui; none of this is shipped."""

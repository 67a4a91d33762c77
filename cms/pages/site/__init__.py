"""What the public reads in a browser: pages, lists, the search page, frames and the site map."""

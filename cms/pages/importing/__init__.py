"""Publications out of files: a city's document becomes a page with sections, lists and notes.

Reading (`reading`, with `plain_text`, `pdf` and `word`) knows no Django and ends in an `Outline`;
`writing` puts an outline on a page.
"""

"""What the search shows in the admin: synonyms, and reports of what was searched for."""

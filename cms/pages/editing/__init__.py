"""What the page types need of the editor: fields, bounds, forms, panels, rights, previews."""

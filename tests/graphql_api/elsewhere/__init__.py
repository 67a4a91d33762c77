"""An installation whose content is in other languages; run, it shows what it answers in."""

"""Scripts that every form of ours brings along, so that no form of a host's has them."""

KEEP_DATES_AS_TYPED = "kumppanuus_pages/admin/keep-dates-as-typed.js"
SEND_AFTER_AUTOSAVE = "kumppanuus_pages/admin/submit-after-autosave.js"

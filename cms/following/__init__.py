"""What residents follow without an account: feeds, and calendars to subscribe to."""

"""Alerts by e-mail without an account: residents ask for them, confirm, change and stop them by
signed links; the worker writes and sends them. Nobody but who has the keys reads an address."""

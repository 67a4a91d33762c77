from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in to the admin; our own model, so that single sign-on can extend it."""

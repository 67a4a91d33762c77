from django.contrib.auth.models import AbstractUser
from django.db import models


class Person(AbstractUser):
    phone = models.CharField(max_length=30, blank=True)

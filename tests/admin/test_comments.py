"""Editors talk to each other beside the fields of a page."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from tests.admin.world import World


from django import template

from cms.headers import nonce

register = template.Library()
register.simple_tag(nonce, name="nonce")

from django.urls import path, re_path

from themes import views

app_name = "themes"
urlpatterns = [
    re_path(r"^(?P<code>[-\w]+)\.(?P<content_hash>[0-9a-f]{16})\.css$", views.css, name="css"),
    path("<slug:code>.css", views.css, name="present-css"),
    path("<slug:code>.tokens.json", views.tokens, name="tokens"),
]

from django.urls import include, path

from cms.urls import urlpatterns as ours

urlpatterns = [path("host/", include("grapple.urls")), *ours]

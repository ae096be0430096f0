from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET


@login_required
def health(request):
    return HttpResponse("yes")


urlpatterns = [path("health/", health)]

from django.core.wsgi import get_wsgi_application

quay = get_wsgi_application()

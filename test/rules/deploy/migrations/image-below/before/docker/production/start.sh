# migrations are somebody's own step
exec gunicorn shop.wsgi --bind "0.0.0.0:8000"

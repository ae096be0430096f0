gunicorn shop:shop &
celery -A shop worker &
wait -n

set -e
exec gunicorn shop:shop

echo hello
mkdir -p /tmp/x
exec gunicorn shop:shop

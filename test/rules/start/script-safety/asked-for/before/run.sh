flask db upgrade || exit 1
if ! flask db check; then echo old; fi
flask db current && exec gunicorn shop:shop

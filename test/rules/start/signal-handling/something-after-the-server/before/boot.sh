gunicorn shop:shop --threads 3 --bind 0.0.0.0:$PORT
echo "gone: $?"

#!/bin/sh
# two processes
gunicorn shop:shop --bind 127.0.0.1:8123 &
exec   nginx -g "daemon off;"

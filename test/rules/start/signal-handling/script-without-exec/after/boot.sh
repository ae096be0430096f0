#!/bin/sh
# waits first
set -e
sleep   3
exec gunicorn shop:shop --bind 0.0.0.0:$PORT

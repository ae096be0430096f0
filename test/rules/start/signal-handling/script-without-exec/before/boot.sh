#!/bin/sh
# waits first
set -e
sleep   3
gunicorn shop:shop --bind 0.0.0.0:$PORT

#!/bin/sh
set -e
# serve
exec gunicorn -w 2 --worker-tmp-dir /dev/shm \
	shop:shop

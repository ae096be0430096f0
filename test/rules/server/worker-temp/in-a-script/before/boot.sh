#!/bin/sh
set -e
# serve
exec gunicorn -w 2 \
	shop:shop

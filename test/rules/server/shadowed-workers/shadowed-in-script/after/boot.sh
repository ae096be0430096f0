#!/bin/sh
set -e
# three of them
exec gunicorn -w${GUNICORN_WORKERS:-3} \
	--threads=2 \
	shop:shop
#!/bin/sh
set -e
# three of them
exec gunicorn -w3 \
	--threads=2 \
	shop:shop
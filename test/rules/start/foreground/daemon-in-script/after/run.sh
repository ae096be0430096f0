#!/bin/bash
# in the background
set -e
python -m gunicorn shop:shop \
	--threads 3
echo started

#!/bin/bash
# in the background
set -e
python -m gunicorn shop:shop \
	-D \
	--threads 3
echo started

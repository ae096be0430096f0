#!/bin/bash
set -e

exec gunicorn shop:shop \
	--threads 3

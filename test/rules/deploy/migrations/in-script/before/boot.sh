#!/bin/bash
set -e
# the tables
alembic upgrade head   # first
exec gunicorn shop:shop --threads 3
#!/bin/sh
set -e
# before it starts
echo "migrating"
flask db upgrade
exec gunicorn shop:shop
#!/bin/sh
# before it starts
echo "migrating"
flask db upgrade
exec gunicorn shop:shop
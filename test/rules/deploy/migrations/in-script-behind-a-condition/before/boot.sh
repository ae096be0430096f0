#!/bin/sh
if [ "$MIGRATE" != no ]; then
  alembic upgrade head
fi
exec gunicorn shop:shop --threads 3

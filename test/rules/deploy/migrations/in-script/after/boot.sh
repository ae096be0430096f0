#!/bin/bash
set -e
# the tables
exec gunicorn shop:shop --threads 3
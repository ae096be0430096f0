#!/bin/bash
# the environment
source ./venv/bin/activate
exec gunicorn shop:shop

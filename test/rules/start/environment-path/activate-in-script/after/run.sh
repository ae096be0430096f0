#!/bin/bash
# the environment
exec gunicorn shop:shop

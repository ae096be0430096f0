#!/bin/sh
exec gunicorn desk:desk -k uvicorn.workers.UvicornWorker

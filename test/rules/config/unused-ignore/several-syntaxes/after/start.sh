#!/bin/sh
echo "# optimize-ignore[runtime/end-of-life] no comment"
exec gunicorn app:app --bind "0.0.0.0:$PORT"

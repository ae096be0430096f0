#!/bin/sh
# optimize-ignore[runtime/end-of-life] it is supported
echo "# optimize-ignore[runtime/end-of-life] no comment" # optimize-ignore[runtime/end-of-life] it is supported
exec gunicorn app:app --bind "0.0.0.0:$PORT"

import os

# as many as somebody says
workers = int(os.environ.get("GUNICORN_WORKERS", "2"))

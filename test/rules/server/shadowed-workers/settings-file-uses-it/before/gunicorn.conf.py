import os

count = int(os.environ["GUNICORN_WORKERS"])
workers = count

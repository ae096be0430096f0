# loops
worker_class = "uvicorn_worker.UvicornWorker"
workers = 2
workers = 2
worker_class = "uvicorn_worker.UvicornWorker"

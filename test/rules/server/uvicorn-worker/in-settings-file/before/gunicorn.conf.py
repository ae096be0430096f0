# loops
worker_class = "uvicorn.workers.UvicornWorker"
workers = 2